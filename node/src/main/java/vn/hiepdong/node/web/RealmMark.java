package vn.hiepdong.node.web;

/// How a page is marked so that an exercise is never mistaken for the real thing. The names are those of the realms
/// of a space, so `RealmMark.valueOf(realm.name())` translates.
public enum RealmMark {
    REAL,
    EXERCISE,
    TEST;

    /// Whether the page carries banner, frame and watermark.
    public boolean marked() {
        return this != REAL;
    }

    /// The style class of the mark.
    public String style() {
        return "realm-" + name().toLowerCase(java.util.Locale.ROOT);
    }
}
