package vn.hiepdong.node.watch;

import java.time.Duration;
import java.time.Instant;
import vn.hiepdong.node.ledger.Realm;

/// Something that an officer has to be at, from then till then.
///
/// @param key the same for the same matter, whatever else changes about it; small letters, digits and `-`
/// @param kind key of the text that says what it is
/// @param title what it is about; may be empty
/// @param href its page on this node
/// @param revision how often it was changed, 0 at first; a calendar takes over the greater one
/// @param changed when it was last changed
/// @param remind how long before it starts an officer is reminded; zero for not at all
/// @param restricted whether its title is only for somebody who sits at a desk
/// @param cancelled whether it was called off
public record Appointment(
        String key,
        String kind,
        String title,
        String href,
        Realm realm,
        Instant start,
        Instant end,
        int revision,
        Instant changed,
        Duration remind,
        boolean restricted,
        boolean cancelled) {
    public Appointment {
        if (!key.matches("[a-z0-9][a-z0-9-]{0,150}")) {
            throw new IllegalArgumentException("not a key: " + key);
        }
        if (end.isBefore(start) || revision < 0 || remind.isNegative()) {
            throw new IllegalArgumentException("ends before it starts: " + key);
        }
    }
}
