package vn.hiepdong.node.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Finds the hashed file behind the name of a style, a script or an icon; the build writes the list.
@Component
public final class Assets {
    private static final String MANIFEST = "/static/assets/manifest.json";

    private final Map<String, String> files;
    private final Set<String> icons;

    Assets() {
        try (var stream = Assets.class.getResourceAsStream(MANIFEST)) {
            if (stream == null)
                throw new IllegalStateException(MANIFEST + " is missing: the front end was not bundled");
            var manifest = JsonMapper.shared().readValue(stream, Manifest.class);
            files = Map.copyOf(manifest.files());
            icons = Set.copyOf(manifest.icons());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The address of a file of the front end; an unknown name is a mistake in the code.
    public String path(String name) {
        var file = files.get(name);
        if (file == null) throw new IllegalArgumentException("no asset " + name);
        return "/assets/" + file;
    }

    String icon(String name) {
        if (!icons.contains(name)) throw new IllegalArgumentException("no icon " + name + " in frontend/icons.txt");
        return path("icons.svg") + "#" + name;
    }

    record Manifest(Map<String, String> files, List<String> icons) {}
}
