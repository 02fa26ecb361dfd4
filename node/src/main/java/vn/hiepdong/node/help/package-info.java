/// Help in place: a page for each screen, and a glossary of the terms and abbreviations that the agencies use.
///
/// `help/topics.txt` says which screens a topic covers and in which order topics stand; its words lie in
/// `help/vi/<topic>.md` and `help/en/<topic>.md`. Only headings, paragraphs, lists, tables, emphasis, code and links
/// are
/// rendered; HTML in them is shown as text. A test sees to it that every screen has a topic and that both languages
/// have
/// every topic. The pages are open to all, also to who cannot sign in.
@org.jspecify.annotations.NullMarked
package vn.hiepdong.node.help;
