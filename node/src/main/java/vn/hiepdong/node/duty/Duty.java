package vn.hiepdong.node.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.duty.DutyEntry.Cancelled;
import vn.hiepdong.node.duty.DutyEntry.Changed;
import vn.hiepdong.node.duty.DutyEntry.HandoverSigned;
import vn.hiepdong.node.duty.DutyEntry.MannedDecided;
import vn.hiepdong.node.duty.DutyEntry.Noted;
import vn.hiepdong.node.duty.DutyEntry.Opened;
import vn.hiepdong.node.duty.DutyEntry.Planned;
import vn.hiepdong.node.duty.DutyEntry.RuleDecided;
import vn.hiepdong.node.duty.DutyEntry.TakenOver;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.web.Checks;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Refused;

/// The door of shifts and handovers.
@Service
public class Duty {
    static final int MOST_UNIT = 64;
    static final int MOST_POST = 120;
    /// No handover.
    static final UUID NONE = new UUID(0, 0);
    private static final Duration NOTED_AHEAD = Duration.ofMinutes(5);

    private final Ledger ledger;
    private final DutyQuery query;
    private final StandsTable stands;
    private final Outstanding outstanding;
    private final Uuid7 ids;
    private final InstantSource clock;
    private final ZoneId zone;

    Duty(
            Ledger ledger,
            DutyQuery query,
            StandsTable stands,
            Outstanding outstanding,
            Uuid7 ids,
            InstantSource clock,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") ZoneId zone) {
        this.ledger = ledger;
        this.query = query;
        this.stands = stands;
        this.outstanding = outstanding;
        this.ids = ids;
        this.clock = clock;
        this.zone = zone;
    }

    ZoneId zone() {
        return zone;
    }

    public Shift shift(ShiftId id) {
        return query.shift(id).orElseThrow(NotFound::new);
    }

    /// Puts a shift, and its repetitions, into the roster.
    ///
    /// @param days for how many days it repeats
    /// @param account who is to stand all of them; null when that is not known
    List<ShiftId> plan(
            Officer by,
            String unit,
            String post,
            Period first,
            RosterRules.Repeat repeat,
            int days,
            @Nullable UUID account) {
        var checks = new Checks();
        check(unit, post, first, checks);
        checks.that(
                repeat != RosterRules.Repeat.ROUND_THE_CLOCK
                        || Duration.between(first.from(), first.to()).compareTo(Duration.ofDays(1)) < 0,
                "repeat",
                "duty.expected.part-of-a-day");
        checks.that(
                repeat == RosterRules.Repeat.ONCE || days >= 1 && days <= RosterRules.MOST_DAYS,
                "days",
                "web.expected.number",
                1,
                RosterRules.MOST_DAYS);
        checks.done();
        List<Period> periods = RosterRules.series(first, repeat, days, zone);
        UUID series = periods.size() > 1 ? ids.next() : null;
        var entries = new ArrayList<DutyEntry>();
        for (Period each : periods) {
            entries.add(new Planned(new ShiftId(ids.next()), unit, post, each.from(), each.to(), series));
        }
        append(by, entries, "duty.refused.meanwhile");
        List<ShiftId> planned = entries.stream().map(DutyEntry::shift).toList();
        stands.stands(planned, account);
        return planned;
    }

    private void check(String unit, String post, Period time, Checks checks) {
        checks.text("unit", unit, MOST_UNIT);
        checks.text("post", post, MOST_POST);
        HandoverRules.plain("unit", unit, checks);
        HandoverRules.plain("post", post, checks);
        checks.that(time.from().isBefore(time.to()), "to", "duty.expected.after-from");
        checks.that(
                !time.to().isAfter(time.from().plus(RosterRules.LONGEST)),
                "to",
                "duty.expected.not-longer",
                RosterRules.LONGEST.toDays());
        checks.that(time.to().isAfter(clock.instant()), "to", "duty.expected.not-over");
    }

    /// Moves a shift that nobody opened yet.
    void change(Officer by, ShiftId id, String unit, String post, Period time, @Nullable UUID account) {
        Shift shift = ahead(id);
        var checks = new Checks();
        check(unit, post, time, checks);
        checks.done();
        boolean same = shift.unit().equals(unit)
                && shift.post().equals(post)
                && shift.from().equals(time.from())
                && shift.to().equals(time.to());
        if (!same) {
            append(by, List.of(new Changed(id, unit, post, time.from(), time.to())), "duty.refused.meanwhile");
        }
        stands.stands(List.of(id), account);
    }

    /// Takes a shift out of the roster, and if wished those of its series that follow. Returns how many.
    int cancel(Officer by, ShiftId id, String reason, boolean following) {
        Shift shift = ahead(id);
        var checks = new Checks();
        checks.text("reason", reason, HandoverRules.MOST_REASON);
        HandoverRules.plain("reason", reason, checks);
        checks.done();
        Collection<ShiftId> all = following && shift.series() != null ? query.following(shift) : List.of(id);
        append(by, all.stream().map(each -> new Cancelled(each, reason)).toList(), "duty.refused.meanwhile");
        return all.size();
    }

    private Shift ahead(ShiftId id) {
        Shift shift = shift(id);
        if (!shift.isAhead(clock.instant())) {
            throw new Refused("duty.refused.not-ahead");
        }
        return shift;
    }

    /// Takes a post over at which no shift is open.
    public void open(Officer by, ShiftId id) {
        Shift shift = ahead(id);
        if (shift.from().isAfter(clock.instant().plus(rule(DutyRule.ANNOUNCED_BEFORE)))) {
            throw new Refused("duty.refused.too-early");
        }
        if (query.openAt(shift.unit(), shift.post()).isPresent()) {
            throw new Refused("duty.refused.post-open");
        }
        append(by, List.of(new Opened(id, shift.unit(), shift.post())), "duty.refused.post-open");
        stands.stands(List.of(id), by.accountId());
    }

    /// Takes a post over for which nothing stands in the roster.
    public ShiftId open(Officer by, String unit, String post, Instant until) {
        var checks = new Checks();
        check(unit, post, new Period(clock.instant(), until), checks);
        checks.done();
        if (query.openAt(unit, post).isPresent()) {
            throw new Refused("duty.refused.post-open");
        }
        var id = new ShiftId(ids.next());
        append(
                by,
                List.of(new Planned(id, unit, post, clock.instant(), until, null), new Opened(id, unit, post)),
                "duty.refused.post-open");
        stands.stands(List.of(id), by.accountId());
        return id;
    }

    /// Adds to the log of an open shift. What is written stays; what is wrong in it is set right by another note.
    ///
    /// @param at when it is said to have happened
    /// @param corrects the note that this one sets right
    public UUID note(Officer by, ShiftId id, Instant at, String text, @Nullable UUID corrects) {
        Shift shift = shift(id);
        Shift.Act opened = shift.opened();
        if (opened == null || !shift.isOpen()) {
            throw new Refused("duty.refused.not-open");
        }
        var checks = new Checks();
        checks.text("text", text, HandoverRules.MOST_NOTE);
        HandoverRules.plain("text", text, checks);
        checks.that(!at.isAfter(clock.instant().plus(NOTED_AHEAD)), "at", "duty.expected.not-ahead");
        checks.that(!at.isBefore(shift.from().minus(RosterRules.LONGEST)), "at", "duty.expected.in-the-shift");
        checks.that(corrects == null || query.hasNote(id, corrects), "corrects", "duty.expected.note");
        checks.done();
        UUID note = ids.next();
        append(by, List.of(new Noted(id, note, at, text.strip(), corrects)), "duty.refused.meanwhile");
        return note;
    }

    /// The outgoing signs the handover, as often as something is added to it, until the incoming signed.
    public UUID handOver(Officer by, ShiftId id, HandoverForm form, List<DutyEntry.Section> sections) {
        Shift shift = shift(id);
        if (!shift.isOpen()) {
            throw new Refused("duty.refused.not-open");
        }
        var checks = new Checks();
        HandoverRules.check(form, sections, checks);
        checks.done();
        List<Point> points =
                outstanding.of(shift).stream().map(Outstanding.Row::point).toList();
        UUID handover = ids.next();
        // First, so that whoever signed is known even if the node dies after the entry.
        stands.handedOver(id, by.accountId());
        append(by, List.of(new HandoverSigned(id, handover, form.name(), sections, points)), "duty.refused.meanwhile");
        return handover;
    }

    /// What the incoming wants.
    ///
    /// @param handover the one that was read
    /// @param ticked keys of the points that were read
    /// @param until when the next shift ends, where none stands in the roster; null where one does
    /// @param ends whether the post is not stood any more, which a duty commander decides
    public record ReadBack(
            UUID handover,
            Set<String> ticked,
            String keyPoints,
            @Nullable Instant until,
            boolean ends) {
        public ReadBack {
            ticked = Set.copyOf(ticked);
        }
    }

    /// What came of it.
    public sealed interface Taken {
        /// @param next the shift that is open now; null when the post is not stood any more
        record Done(@Nullable ShiftId next) implements Taken {}

        /// The shift stays open: this must be read first.
        record Left(List<Point> points) implements Taken {
            public Left {
                points = List.copyOf(points);
            }
        }
    }

    /// The incoming read back and signs. With that the shift closes and the next one of its post opens, or nothing
    /// happens.
    public Taken takeOver(Officer by, ShiftId id, ReadBack wanted) {
        Shift shift = shift(id);
        if (!shift.isOpen()) {
            throw new Refused("duty.refused.not-open");
        }
        Handover signed = query.handover(id).orElseThrow(() -> new Refused("duty.refused.not-signed"));
        if (!signed.id().equals(wanted.handover)) {
            throw new Refused("duty.refused.signed-anew");
        }
        if (stands.handedOver(id).filter(by.accountId()::equals).isPresent()) {
            throw new Refused("duty.refused.same-officer");
        }
        if (wanted.ends && !by.is(Role.DUTY_COMMANDER)) {
            throw new Refused("duty.refused.commander-ends");
        }
        Optional<Shift> relief = wanted.ends ? Optional.empty() : query.next(shift, clock.instant());
        var checks = new Checks();
        checks.text("keyPoints", wanted.keyPoints, HandoverRules.MOST_NOTE);
        HandoverRules.plain("keyPoints", wanted.keyPoints, checks);
        Instant until = wanted.until;
        if (!wanted.ends && relief.isEmpty()) {
            if (until == null) {
                checks.add("until", "duty.expected.until");
            } else {
                check(shift.unit(), shift.post(), new Period(clock.instant(), until), checks);
            }
        }
        checks.done();
        List<Point> now =
                outstanding.of(shift).stream().map(Outstanding.Row::point).toList();
        List<Point> left = HandoverRules.left(now, wanted.ticked);
        if (!left.isEmpty()) {
            return new Taken.Left(left);
        }
        var entries = new ArrayList<DutyEntry>();
        ShiftId next = relief.map(Shift::id).orElse(null);
        if (next == null && !wanted.ends && until != null) {
            next = new ShiftId(ids.next());
            entries.add(new Planned(next, shift.unit(), shift.post(), clock.instant(), until, null));
        }
        entries.add(new TakenOver(
                id, signed.id(), HandoverRules.readBack(now, wanted.ticked), wanted.keyPoints.strip(), next));
        append(by, entries, "duty.refused.meanwhile");
        if (next != null) {
            stands.stands(List.of(next), by.accountId());
        }
        return new Taken.Done(next);
    }

    /// From a day after today on a rule has another value.
    void decide(Officer by, DutyRule rule, LocalDate from, int minutes) {
        var checks = new Checks();
        checks.that(from.isAfter(today()), "from", "duty.expected.from");
        checks.number("minutes", minutes, 0, DutyRule.LONGEST_MINUTES);
        checks.done();
        append(by, List.of(new RuleDecided(rule.name(), from, minutes)), "duty.refused.meanwhile");
    }

    /// From a day on a post must be manned at all times, or need not be.
    void man(Officer by, String unit, String post, LocalDate from, boolean manned) {
        var checks = new Checks();
        checks.text("unit", unit, MOST_UNIT);
        checks.text("post", post, MOST_POST);
        checks.that(!from.isBefore(today()), "since", "duty.expected.from-today");
        checks.done();
        append(by, List.of(new MannedDecided(unit, post, from, manned)), "duty.refused.meanwhile");
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /// The value of a rule today.
    Duration rule(DutyRule rule) {
        return query.rule(rule, today());
    }

    /// What is wrong in the roster of a time.
    List<Conflict> conflicts(Period within) {
        List<DutyQuery.Dated> rest = query.rule(DutyRule.MINIMUM_REST);
        Duration longest = rest.stream()
                .map(each -> Duration.ofMinutes(each.minutes()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        List<Shift> shifts =
                query.within(within.from().minus(longest), within.to().plus(longest), null);
        return RosterRules.conflicts(
                within,
                shifts,
                stands.stands(shifts),
                query.manned(),
                begins -> DutyQuery.on(rest, LocalDate.ofInstant(begins, zone)),
                zone);
    }

    private void append(Officer by, List<? extends DutyEntry> entries, String ifRefused) {
        var actor = new Actor(by.unit(), by.post());
        try {
            ledger.append(entries.stream()
                    .map(each -> new Statement(ledger.privatePlace(), actor, Set.of(), each))
                    .toList());
        } catch (DuplicateKeyException e) {
            throw new Refused(ifRefused);
        }
    }
}
