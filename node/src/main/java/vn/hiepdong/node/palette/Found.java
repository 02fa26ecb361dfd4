package vn.hiepdong.node.palette;

/// Something that fits what was typed. Texts are given ready.
///
/// @param detail what tells it from others of the same name: agency and age, for example
/// @param realm the word for an exercise or a test; empty for what is real
/// @param icon one of `frontend/icons.txt`
public record Found(String text, String detail, String realm, String href, String icon) {}
