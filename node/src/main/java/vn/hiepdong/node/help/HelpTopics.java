package vn.hiepdong.node.help;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.PageHelp;

/// What help there is: read once, at the start; a topic that lacks its words stops it, and so a test.
@Component
public final class HelpTopics implements PageHelp {

    /// @param screens patterns of the handlers whose pages it explains
    public record Topic(String name, List<String> screens, Map<Language, HelpText> words) {
        public HelpText in(Language language) {
            var text = words.get(language);
            if (text == null) throw new IllegalStateException("no help on " + name + " in " + language.code());
            return text;
        }
    }

    private final Map<String, Topic> topics = new LinkedHashMap<>();

    HelpTopics(HelpWriter writer) {
        for (var line : read("/help/topics.txt").lines().toList()) {
            if (line.isBlank() || line.startsWith("#")) continue;
            var parts = Arrays.asList(line.strip().split("\\s+"));
            var words = new EnumMap<Language, HelpText>(Language.class);
            for (var language : Language.values()) {
                var markdown = read("/help/" + language.code() + "/" + parts.getFirst() + ".md");
                words.put(language, writer.write(language, markdown));
            }
            topics.put(parts.getFirst(), new Topic(parts.getFirst(), parts.subList(1, parts.size()), words));
        }
    }

    /// In the order in which they are listed.
    public List<Topic> all() {
        return List.copyOf(topics.values());
    }

    Optional<Topic> named(String name) {
        return Optional.ofNullable(topics.get(name));
    }

    @Override
    public Optional<String> of(String pattern) {
        return topics.values().stream()
                .filter(topic -> topic.screens().contains(pattern))
                .map(topic -> "/help/" + topic.name())
                .findFirst();
    }

    private static String read(String file) {
        try (InputStream stream = HelpTopics.class.getResourceAsStream(file)) {
            if (stream == null) throw new IllegalStateException(file + " is missing");
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
