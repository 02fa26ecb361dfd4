package vn.hiepdong.node.terminal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What was typed behind a subcommand that asks a running node: words, options with a value, options without one, and
/// which node is asked, as whom. The node and the token may stand in the environment instead, so that the token need
/// not be on the screen: `HIEPDONG_URL`, `HIEPDONG_TOKEN`.
public final class RemoteArguments {
    private static final String HERE = "http://127.0.0.1:8440";

    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new HashMap<>();
    private final Set<String> flags = new HashSet<>();

    private RemoteArguments() {}

    /// Empty when an option is not known or lacks its value, or when it is not said which node is asked, or as whom.
    ///
    /// @param options those with a value that the subcommand knows, as `--to`
    /// @param flags those without one
    public static Optional<RemoteArguments> read(
            List<String> typed, Map<String, String> environment, Set<String> options, Set<String> flags) {
        var arguments = new RemoteArguments();
        arguments.options.put("--url", environment.getOrDefault("HIEPDONG_URL", HERE));
        arguments.options.put("--token", environment.getOrDefault("HIEPDONG_TOKEN", ""));
        for (var each = typed.iterator(); each.hasNext(); ) {
            var word = each.next();
            if (!word.startsWith("--")) arguments.words.add(word);
            else if (flags.contains(word)) arguments.flags.add(word);
            else if (!each.hasNext() || !options.contains(word) && !arguments.options.containsKey(word)) {
                return Optional.empty();
            } else arguments.options.put(word, each.next());
        }
        boolean asksSomebody =
                RemoteNode.isAddress(arguments.url()) && !arguments.token().isEmpty();
        return asksSomebody ? Optional.of(arguments) : Optional.empty();
    }

    String url() {
        return options.getOrDefault("--url", "");
    }

    String token() {
        return options.getOrDefault("--token", "");
    }

    /// What stands there without dashes, in order.
    public List<String> words() {
        return words;
    }

    /// The first word and how many there are, to tell acts of a subcommand apart: `add2`.
    public String act() {
        return words.isEmpty() ? "" : words.getFirst() + words.size();
    }

    public String word(int at) {
        return words.get(at);
    }

    public Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    public boolean has(String flag) {
        return flags.contains(flag);
    }
}
