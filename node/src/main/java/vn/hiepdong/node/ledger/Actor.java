package vn.hiepdong.node.ledger;

/// Who speaks for an agency: a unit and a post, never a person.
///
/// @param unit code of the unit, at most 64 characters; empty when the node itself acts
/// @param post name of the post as its agency writes it, at most 120 characters
public record Actor(String unit, String post) {
    /// The node itself, for what happens without a hand: a deadline that passed, a receipt.
    public static final Actor NODE = new Actor("", "");

    public Actor {
        if (unit.length() > 64 || post.length() > 120) {
            throw new IllegalArgumentException("unit or post is too long");
        }
    }
}
