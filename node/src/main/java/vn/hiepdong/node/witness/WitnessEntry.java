package vn.hiepdong.node.witness;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Entry;

/// What is said about logs.
public sealed interface WitnessEntry extends Entry {
    UUID id();

    @Override
    default UUID subject() {
        return id();
    }

    /// What this agency holds of the others' logs of the space. Only those that changed since it said
    /// so last.
    record Observed(UUID id, List<Seen> seen) implements WitnessEntry {}

    /// @param root of the first `size` entries
    record Seen(String origin, long size, Hash root) {}

    /// A log is forked, and this file proves it. In the space of that log; in the private one if our
    /// own log there is stopped.
    ///
    /// @param shownBy who showed the other tree, or stated the fork first
    record ForkFound(UUID id, String origin, AgencyCode shownBy, byte[] file) implements WitnessEntry {}

    /// Another was shown more of a log than we were. In the private space.
    ///
    /// @param size what was shown
    /// @param held what was here
    record WithholdingFound(UUID id, String origin, long size, long held, AgencyCode shownBy, byte[] file)
            implements WitnessEntry {}

    /// What was missing has come.
    record WithholdingEnded(UUID id) implements WitnessEntry {}

    /// An officer has taken note of an alarm.
    record AlarmAcknowledged(UUID id) implements WitnessEntry {}

    /// The same at every agency, so that all that is said about one fork is about one record.
    static UUID fork(String origin) {
        return id("fork/" + origin);
    }

    static UUID withholding(String origin, long size) {
        return id("withheld/" + origin + "/" + size);
    }

    /// What an agency states about the logs of a space.
    static UUID observation(String ownOrigin) {
        return id("observed/" + ownOrigin);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(("hiepdong/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
