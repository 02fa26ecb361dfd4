package vn.hiepdong.node.web;

import java.util.Optional;

/// Knows which page of help goes with a page; contributed by the feature that has them.
public interface PageHelp {

    /// @param pattern of the page's handler, as in `/information/{id}`
    Optional<String> of(String pattern);
}
