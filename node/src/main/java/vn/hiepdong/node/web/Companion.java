package vn.hiepdong.node.web;

import gg.jte.Content;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// Something that goes along from page to page without being part of any, such as a tour; contributed as a bean.
public interface Companion {

    /// What stands at the end of this page, if anything.
    Optional<Content> beside(Frame frame, HttpServletRequest request);
}
