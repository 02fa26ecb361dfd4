package vn.hiepdong.node.web;

/// A question before something that cannot be taken back, on a page of its own (`web/confirmation.jte`): where the
/// dialog of `web.confirm` leads when there is no script. Texts are given ready.
///
/// @param action where the form is posted to
/// @param back where "cancel" leads
public record Confirmation(String title, String question, String button, String action, String back) {}
