package vn.hiepdong.node.web;

/// A template and what it shows. The template takes `frame` and `model`.
///
/// @param template its path below the base package, as in `information/index.jte`
/// @param status the HTTP status, 200 unless something went wrong
public record Page(String template, Object model, int status) implements Answer {

    public Page(String template, Object model) {
        this(template, model, 200);
    }

    /// The form again, with words about what is expected.
    public static Page again(String template, Object model) {
        return new Page(template, model, 400);
    }
}
