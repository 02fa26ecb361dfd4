package vn.hiepdong.node.web;

import gg.jte.Content;

/// One line of a fact list (`web.facts`): what it is, and what it says.
public record Fact(String name, Content value) {
    /// A fact that is plain text.
    public static Fact of(String name, String value) {
        return new Fact(name, out -> out.writeUserContent(value));
    }
}
