package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.Optional;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

/// What a list of items is narrowed to. The realm is never left open.
///
/// @param words words of the title, or of the area of a public warning, as [SearchWords] understands them
/// @param owed only what waits for this agency: an acknowledgement, or the answer to a verification request
/// @param reliability this letter or a better one; F only itself, because it says that nobody judged
/// @param credibility this digit or a better one; 6 only itself
/// @param files only with files attached
public record Filter(
        Realm realm,
        Optional<Urgency> urgency,
        Optional<String> topic,
        Optional<State> state,
        Optional<AgencyCode> origin,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<String> words,
        boolean owed,
        Optional<Reliability> reliability,
        Optional<Credibility> credibility,
        boolean files,
        Optional<Area> area) {

    public Filter(
            Realm realm,
            Optional<Urgency> urgency,
            Optional<String> topic,
            Optional<State> state,
            Optional<AgencyCode> origin,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<String> words,
            boolean owed) {
        this(
                realm,
                urgency,
                topic,
                state,
                origin,
                from,
                to,
                words,
                owed,
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

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

    /// Everything with these words in its title.
    static Filter titled(Realm realm, String words) {
        return new Filter(
                realm,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(words),
                false);
    }

    /// The same, of this urgency.
    Filter only(Urgency one) {
        return new Filter(
                realm,
                Optional.of(one),
                topic,
                state,
                origin,
                from,
                to,
                words,
                owed,
                reliability,
                credibility,
                files,
                area);
    }
}
