package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Moment;

/// Everything that was done with an item, in the order in which it was written, whoever did it.
final class Timeline {
    /// @param what key of the text that says what was done; `{0}` is `version` when there is one
    /// @param to the agency it was done to, null when none
    /// @param received when it came to this node; null where that is not kept
    /// @param said in the words of whoever did it
    record Event(
            Instant written,
            @Nullable Instant received,
            AgencyCode agency,
            String unit,
            String post,
            String what,
            int version,
            @Nullable AgencyCode to,
            @Nullable String said) {
        /// Whether it took so long to come here that a reader should know.
        boolean cameLater() {
            return received != null && received.isAfter(written.plusSeconds(60));
        }

        /// As the page shows it.
        Moment moment(Frame frame, KnownAgencies agencies) {
            return new Moment(
                    written,
                    cameLater() ? received : null,
                    agency.value(),
                    agencies.name(agency, frame.language().locale()),
                    agencies.within(frame, frame.text(what, version, to == null ? "" : to.value())),
                    unit.isEmpty() ? post : post + " · " + unit,
                    said,
                    weight());
        }

        private Moment.Weight weight() {
            return switch (what.substring("information.event.".length())) {
                case "WRITTEN", "CORRECTED" -> Moment.Weight.MAIN;
                case "FOUND.CONFIRMED" -> Moment.Weight.GOOD;
                case "RETRACTED", "REVOKED", "FOUND.REFUTED", "ESCALATED" -> Moment.Weight.BAD;
                default -> Moment.Weight.PLAIN;
            };
        }
    }

    private final List<Event> events = new ArrayList<>();

    private Timeline() {}

    static List<Event> of(Item item, AgencyCode self) {
        var timeline = new Timeline();
        item.versions().forEach(each -> timeline.version(item, each));
        item.releases().forEach(each -> timeline.release(item, each));
        item.acknowledgements().forEach(timeline::acknowledgement);
        item.requests().forEach(timeline::request);
        item.findings().forEach(timeline::finding);
        item.escalations().forEach(each -> timeline.escalation(each, self));
        timeline.events.sort(Comparator.comparing(Event::written));
        return List.copyOf(timeline.events);
    }

    private void version(Item item, Item.Version version) {
        events.add(new Event(
                version.writtenAt(),
                version.receivedAt(),
                item.origin(),
                version.unit(),
                version.post(),
                "information.event." + version.change(),
                version.version(),
                null,
                version.reason()));
    }

    private void release(Item item, Item.Release release) {
        // Those it was released to when it was written are named by that.
        if (!release.since().equals(item.versions().getFirst().writtenAt())) {
            add(release.since(), item.origin(), "information.event.RELEASED", release.agency(), null);
        }
        if (release.revokedAt() != null) {
            add(
                    release.revokedAt(),
                    item.origin(),
                    "information.event.REVOKED",
                    release.agency(),
                    release.revokedFor());
        }
        if (release.confirmedAt() != null) {
            add(release.confirmedAt(), release.agency(), "information.event.ERASED", null, null);
        }
    }

    private void add(Instant at, AgencyCode agency, String what, @Nullable AgencyCode to, @Nullable String said) {
        events.add(new Event(at, null, agency, "", "", what, 0, to, said));
    }

    private void acknowledgement(Item.Acknowledgement given) {
        events.add(new Event(
                given.at(),
                given.receivedAt(),
                given.agency(),
                given.unit(),
                given.post(),
                "information.event.ACKNOWLEDGED",
                given.version(),
                null,
                null));
    }

    private void request(Item.Request request) {
        events.add(new Event(
                request.at(),
                request.receivedAt(),
                request.asker(),
                request.unit(),
                request.post(),
                "information.event.ASKED",
                request.version(),
                request.asked(),
                request.question()));
    }

    private void finding(Item.Finding finding) {
        events.add(new Event(
                finding.at(),
                finding.receivedAt(),
                finding.agency(),
                finding.unit(),
                finding.post(),
                "information.event.FOUND." + finding.outcome(),
                finding.version(),
                null,
                finding.basis()));
    }

    private void escalation(Item.Escalation escalation, AgencyCode self) {
        events.add(new Event(
                escalation.at(),
                null,
                self,
                "",
                "",
                "information.event.ESCALATED." + escalation.who(),
                escalation.version(),
                escalation.agency(),
                null));
    }
}
