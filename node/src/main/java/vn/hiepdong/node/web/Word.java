package vn.hiepdong.node.web;

import java.util.List;

/// An argument of a text that is itself a text, for places where the reader's language is not known yet.
///
/// @param keys more than one are listed with commas
public record Word(List<String> keys) {

    public Word {
        keys = List.copyOf(keys);
    }

    public static Word of(String key) {
        return new Word(List.of(key));
    }

    public static Word all(List<String> keys) {
        return new Word(keys);
    }
}
