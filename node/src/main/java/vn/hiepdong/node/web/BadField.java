package vn.hiepdong.node.web;

import java.util.List;

/// One field that was not understood, and what was expected in it.
///
/// @param field its name, as in `location.lat`; empty when the input as a whole is meant
/// @param key the text that says what is expected
public record BadField(String field, String key, List<Object> arguments) {

    public BadField {
        arguments = List.copyOf(arguments);
    }

    public BadField(String field, String key, Object... arguments) {
        this(field, key, List.of(arguments));
    }

    public String expected(Texts texts, Language language) {
        return texts.get(language, key, arguments.toArray());
    }
}
