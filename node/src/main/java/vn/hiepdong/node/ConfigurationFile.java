package vn.hiepdong.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;
import org.yaml.snakeyaml.error.YAMLException;

/// A node's configuration as its operator wrote it, and everything that is wrong with it.
record ConfigurationFile(Map<String, String> settings, List<Mistake> mistakes) {
    /// In words: the text `config.<kind>`.
    record Mistake(Kind kind, String what, String more) {
        enum Kind {
            UNKNOWN,
            MISSING,
            WRONG
        }
    }

    static final class Unreadable extends Exception {
        final String why;

        Unreadable(Exception cause) {
            super(cause);
            // Some of these say only which file, which is no reason.
            why = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        }
    }

    static ConfigurationFile read(Path file) throws Unreadable {
        var folder = file.toAbsolutePath().normalize().getParent();
        return check(folder == null ? file : folder, parse(file));
    }

    private static Map<String, String> parse(Path file) throws Unreadable {
        var name = String.valueOf(file.getFileName());
        var found = new Properties();
        try {
            if (name.endsWith(".yaml") || name.endsWith(".yml")) {
                var yaml = new YamlPropertiesFactoryBean();
                yaml.setResources(new FileSystemResource(file));
                found = yaml.getObject() == null ? found : yaml.getObject();
            } else {
                try (var reader = Files.newBufferedReader(file)) {
                    found.load(reader);
                }
            }
        } catch (IOException | IllegalStateException | IllegalArgumentException | YAMLException e) {
            throw new Unreadable(e);
        }
        var settings = new TreeMap<String, String>();
        found.forEach(
                (key, value) -> settings.put(key.toString(), value.toString().strip()));
        return settings;
    }

    private static ConfigurationFile check(Path folder, Map<String, String> written) {
        var settings = new TreeMap<String, String>();
        var mistakes = new ArrayList<Mistake>();
        written.forEach((key, value) -> SettingKey.named(key)
                .ifPresentOrElse(
                        known -> {
                            if (known.form.fits(value)) {
                                settings.put(key, known.valueIn(folder, value));
                            } else {
                                mistakes.add(new Mistake(Mistake.Kind.WRONG, key, known.form.name()));
                            }
                        },
                        () -> mistakes.add(new Mistake(Mistake.Kind.UNKNOWN, key, ""))));
        Arrays.stream(SettingKey.values())
                .filter(each -> each.required && !written.containsKey(each.key))
                .forEach(each -> mistakes.add(new Mistake(Mistake.Kind.MISSING, each.key, each.form.name())));
        return new ConfigurationFile(settings, mistakes);
    }
}
