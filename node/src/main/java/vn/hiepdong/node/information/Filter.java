package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.Optional;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

/// What a list of items is narrowed to. The realm is never left open.
///
/// @param words part of the title, with or without accents
/// @param owed only what this agency has not acknowledged
public record Filter(
        Realm realm,
        Optional<Urgency> urgency,
        Optional<String> topic,
        Optional<State> state,
        Optional<AgencyCode> origin,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> words,
        boolean owed) {
    public static Filter all(Realm realm) {
        return new Filter(
                realm,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }
}
