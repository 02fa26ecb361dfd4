package vn.hiepdong.node.web;

import java.util.Optional;

/// Something of the visitor's own that is under way, for the top bar of every page. Asked once for each page, so it
/// must cost next to nothing.
public interface UnderWay {
    Optional<Note> note();

    /// @param key of its words, with `.one` and `.other`
    record Note(String key, int count, String href, String icon) {}
}
