package vn.hiepdong.node.web;

import java.util.List;

/// Sends the browser on (303), optionally with a message that the next page shows once.
///
/// @param path a path on this node
/// @param messageKey the message's key, or the empty string for none
public record Redirect(String path, String messageKey, List<String> arguments) implements Answer {

    public Redirect {
        if (!path.startsWith("/") || path.startsWith("//") || path.startsWith("/\\")) {
            throw new IllegalArgumentException("a redirect stays on this node, not " + path);
        }
        arguments = List.copyOf(arguments);
    }

    public static Redirect to(String path) {
        return new Redirect(path, "", List.of());
    }

    public Redirect saying(String key, Object... args) {
        return new Redirect(
                path, key, java.util.Arrays.stream(args).map(String::valueOf).toList());
    }
}
