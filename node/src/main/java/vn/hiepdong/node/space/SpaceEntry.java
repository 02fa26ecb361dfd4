package vn.hiepdong.node.space;

import java.util.UUID;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.Entry;

/// Everything that can happen to a regulation.
public sealed interface SpaceEntry extends Entry {
    UUID space();

    @Override
    default UUID subject() {
        return space();
    }

    /// A text is put to the parties. The leaf hash of this entry is the name of the version. Version 1 founds
    /// the space.
    record Proposed(UUID space, int version, Regulation regulation) implements SpaceEntry {}

    /// A party binds itself to exactly this text.
    record Signed(UUID space, int version, Hash hash) implements SpaceEntry {}

    /// A party says something about this text, for the next version.
    record Commented(UUID space, int version, Hash hash, String text) implements SpaceEntry {}

    /// A party will not sign this text and says why.
    record Declined(UUID space, int version, Hash hash, String reason) implements SpaceEntry {}
}
