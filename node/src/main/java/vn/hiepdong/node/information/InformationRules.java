package vn.hiepdong.node.information;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.attachment.SecrecyStamp;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Checks;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Refused;

/// What may be said, and when. Pure: no clock, no database.
@Component
final class InformationRules {
    static final int MAX_REASON = 1_000;
    static final int MAX_REFERENCE = 60;
    private static final Pattern REFERENCE = Pattern.compile("(?=.*[0-9])[\\p{L}0-9./–-]+( [\\p{L}0-9./–-]+){0,3}");
    private static final Duration LONGEST_HOLD = Duration.ofDays(5 * 366);

    /// Refuses content that is too long or stamped as a state secret (G21).
    void check(Content content) {
        var checks = new Checks();
        checks.text("title", content.title(), Content.MAX_TITLE);
        checks.text("text", content.text(), Content.MAX_TEXT);
        checks.that(content.topic().matches("[a-z][a-z0-9-]{0,31}"), "topic", "information.expected.topic");
        if (content.sourceLabel() != null) {
            checks.text("sourceLabel", content.sourceLabel(), 120);
        }
        Content.Location location = content.location();
        if (location != null) {
            checks.number("location.lat", location.lat(), -90, 90);
            checks.number("location.lon", location.lon(), -180, 180);
            if (location.accuracyM() != null) {
                checks.number("location.accuracyM", location.accuracyM(), 0, 1_000_000);
            }
            if (location.area() != null) {
                checks.that(Content.Location.isArea(location.area()), "location.area", "information.expected.area");
            }
        }
        checks.that(content.attachments().size() <= 20, "attachments", "information.expected.attachments", 20);
        stamped(checks, "title", content.title());
        stamped(checks, "text", content.text());
        content.attachments().forEach(file -> stamped(checks, "attachments", file.name()));
        checks.done();
    }

    private static void stamped(Checks checks, String field, String text) {
        checks.that(SecrecyStamp.find(text).isEmpty(), field, "information.error.secret");
    }

    /// Nothing crosses from one realm into another (G20).
    void sameRealm(Realm wanted, Realm space) {
        if (wanted != space) {
            throw Refused.unacceptable("information.error.realm", wanted, space);
        }
    }

    String reason(String text) {
        return said("reason", text);
    }

    String question(String text) {
        return said("question", text);
    }

    String basis(String text) {
        return said("basis", text);
    }

    private static String said(String field, String text) {
        var checks = new Checks();
        String said = checks.text(field, text, MAX_REASON);
        stamped(checks, field, said);
        checks.done();
        return said;
    }

    /// The number of a document. Too short for a story, and without what only stands in names of persons:
    /// a hold is on a record, never on a person.
    String reference(String text) {
        var checks = new Checks();
        String number = checks.text("reference", text, MAX_REFERENCE);
        checks.that(REFERENCE.matcher(number).matches(), "reference", "information.expected.reference");
        checks.done();
        return number;
    }

    /// A hold has an end: one that never ends is a retention class.
    Instant holdEnd(Instant until, Instant now) {
        var checks = new Checks();
        checks.that(until.isAfter(now), "until", "information.expected.future");
        checks.that(!until.isAfter(now.plus(LONGEST_HOLD)), "until", "information.expected.hold-end");
        checks.done();
        return until;
    }

    void notHeld(List<Hold> holds) {
        for (Hold hold : holds) {
            throw new Refused("information.error.held", hold.agency(), hold.reference());
        }
    }

    void mayChange(Item item, int expected) {
        notRetracted(item);
        if (item.newest().version() != expected) {
            throw new Refused("information.error.newer-version", item.newest().version(), expected);
        }
    }

    void notRetracted(Item item) {
        if (item.retracted()) {
            throw new Refused("information.error.retracted");
        }
    }

    /// The version that an officer of `self` acknowledges; the newest unless one is named.
    Item.Version acknowledgeable(Item item, AgencyCode self, @Nullable Integer version) {
        if (item.origin().equals(self)) {
            throw new Refused("information.error.own-item");
        }
        Item.Version read = version == null
                ? item.newest()
                : item.version(version).orElseThrow(() -> unknownVersion(item, version));
        if (item.acknowledged(self, read.version())) {
            throw new Refused("information.error.acknowledged-already", read.version());
        }
        return read;
    }

    void mayAsk(Item item, AgencyCode askedOf, AgencyCode self) {
        notRetracted(item);
        if (askedOf.equals(self) || !(item.releasedTo(askedOf) || item.origin().equals(askedOf))) {
            throw new BadInput("askedOf", "information.error.asked-has-it-not", askedOf);
        }
    }

    void inFuture(Instant due, Instant now) {
        if (!due.isAfter(now)) {
            throw new BadInput("dueAt", "information.expected.future");
        }
    }

    /// The version a finding is about. A unit never confirms its own report as if it were independent
    /// (domain.md §5.15, starred).
    Item.Version findable(Item item, int version, AgencyCode self, Actor by, Outcome outcome) {
        Item.Version checked = item.version(version).orElseThrow(() -> unknownVersion(item, version));
        if (checked.content() == null) {
            throw new Refused("information.error.retracted");
        }
        boolean ownReport = item.origin().equals(self) && checked.unit().equals(by.unit());
        if (ownReport && outcome == Outcome.CONFIRMED) {
            throw Refused.unacceptable("information.error.own-report");
        }
        return checked;
    }

    /// The request that a finding answers: one put to this agency about this item.
    @Nullable
    UUID request(Item item, @Nullable UUID request, AgencyCode self) {
        if (request != null
                && item.requests().stream()
                        .noneMatch(each ->
                                each.request().equals(request) && each.asked().equals(self))) {
            throw new BadInput("request", "information.error.no-such-request");
        }
        return request;
    }

    private static RuntimeException unknownVersion(Item item, int version) {
        return version > item.newest().version() || version < 1
                ? new BadInput(
                        "version",
                        "information.error.no-such-version",
                        item.newest().version())
                : new NotFound();
    }
}
