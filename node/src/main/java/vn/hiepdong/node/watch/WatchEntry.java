package vn.hiepdong.node.watch;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import vn.hiepdong.node.ledger.Entry;

/// What officers do with the queue itself. Nothing leaves a list without one of these, or without what settles it. They
/// stay in the private space, and name posts, never officers.
public sealed interface WatchEntry extends Entry {
    String key();

    @Override
    default UUID subject() {
        return UUID.nameUUIDFromBytes(key().getBytes(StandardCharsets.UTF_8));
    }

    /// Why something is put off. A code: free text about a record would outlive the record.
    enum Reason {
        WAITING_FOR_FACTS,
        AGREED_WITH_PARTNER,
        MORE_URGENT_FIRST,
        IN_WORK
    }

    /// It is put off until a time.
    ///
    /// @param key names what waits
    /// @param mark what it looked like; once that changes it is back
    record Snoozed(String key, String mark, Instant until, Reason reason) implements WatchEntry {}

    /// It is given to whoever holds a post.
    record Handed(String key, String mark, String unit, String post) implements WatchEntry {}

    /// It is back in the lists of all.
    record TakenBack(String key) implements WatchEntry {}
}
