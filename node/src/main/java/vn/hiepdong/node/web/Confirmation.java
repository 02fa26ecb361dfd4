package vn.hiepdong.node.web;

/// A question before something that cannot be taken back, on a page of its own (`web/confirmation.jte`): where the
/// dialog of `web.confirm` leads when there is no script. Texts are given ready.
///
/// @param action where the form is posted to
/// @param back where "cancel" leads
/// @param danger whether something is lost by it, so that its button is red
public record Confirmation(String title, String question, String button, String action, String back, boolean danger) {
    public Confirmation(String title, String question, String button, String action, String back) {
        this(title, question, button, action, back, true);
    }

    /// The same where nothing is lost.
    public Confirmation harmless() {
        return new Confirmation(title, question, button, action, back, false);
    }
}
