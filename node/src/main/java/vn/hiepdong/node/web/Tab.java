package vn.hiepdong.node.web;

/// One of several views of the same thing (`web.tabs`).
///
/// @param count how many are in it, or -1 to say nothing of it
public record Tab(String text, String href, boolean current, long count) {
    public Tab(String text, String href, boolean current) {
        this(text, href, current, -1);
    }
}
