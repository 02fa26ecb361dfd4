package vn.hiepdong.node.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/// What a roster must be like. Pure.
final class RosterRules {
    /// A shift is no longer than this; so what overlaps a moment began within it.
    static final Duration LONGEST = Duration.ofDays(7);

    static final int MOST_DAYS = 92;

    private RosterRules() {}

    /// How a shift repeats.
    enum Repeat {
        ONCE,
        DAILY,
        /// Every day, and whoever relieves it stands until it begins again: 07:00–19:00 and 19:00–07:00.
        ROUND_THE_CLOCK,
        WEEKLY
    }

    /// The shifts that a first one and its repetition make, by the clock on the wall.
    ///
    /// @param days for how many days
    static List<Period> series(Period first, Repeat repeat, int days, ZoneId zone) {
        var periods = new ArrayList<Period>();
        var from = first.from().atZone(zone);
        var to = first.to().atZone(zone);
        for (int day = 0; day < (repeat == Repeat.ONCE ? 1 : days); day += repeat == Repeat.WEEKLY ? 7 : 1) {
            periods.add(
                    new Period(from.plusDays(day).toInstant(), to.plusDays(day).toInstant()));
            if (repeat == Repeat.ROUND_THE_CLOCK) {
                periods.add(new Period(
                        to.plusDays(day).toInstant(), from.plusDays(day + 1L).toInstant()));
            }
        }
        return periods;
    }

    /// Everything that is wrong in a time, what begins first at the top.
    ///
    /// @param shifts those that are not cancelled, and those shortly before and after too
    /// @param stands which account is to stand which
    /// @param rest what is wanted before a shift that begins then
    static List<Conflict> conflicts(
            Period within,
            List<Shift> shifts,
            Map<ShiftId, UUID> stands,
            List<Manned> manned,
            Function<Instant, Duration> rest,
            ZoneId zone) {
        var found = new ArrayList<Conflict>();
        var posts = new TreeMap<String, List<Shift>>();
        var accounts = new TreeMap<UUID, List<Shift>>();
        for (Shift each : inOrder(shifts)) {
            posts.computeIfAbsent(post(each.unit(), each.post()), _ -> new ArrayList<>())
                    .add(each);
            UUID account = stands.get(each.id());
            if (account != null) {
                accounts.computeIfAbsent(account, _ -> new ArrayList<>()).add(each);
            }
        }
        posts.values().forEach(of -> overlaps(of, found));
        accounts.forEach((account, of) -> ofOneAccount(account, of, rest, found));
        for (Manned each : manned) {
            gaps(each, posts.getOrDefault(post(each.unit(), each.post()), List.of()), within, zone, found);
        }
        return found.stream()
                .filter(each -> touches(within, each))
                .sorted(Comparator.comparing(Conflict::from).thenComparing(Conflict::to))
                .toList();
    }

    /// Too little rest may be none at all.
    private static boolean touches(Period within, Conflict conflict) {
        return !conflict.from().isAfter(within.to()) && conflict.to().isAfter(within.from())
                || conflict.from().equals(conflict.to()) && !conflict.from().isBefore(within.from());
    }

    private static List<Shift> inOrder(List<Shift> shifts) {
        return shifts.stream()
                .sorted(Comparator.comparing(Shift::from).thenComparing(Shift::to))
                .toList();
    }

    private static String post(String unit, String post) {
        return unit + "\n" + post;
    }

    private static void overlaps(List<Shift> ofOnePost, List<Conflict> found) {
        for (int i = 0; i < ofOnePost.size(); i++) {
            Shift one = ofOnePost.get(i);
            for (Shift other : ofOnePost.subList(i + 1, ofOnePost.size())) {
                if (!other.from().isBefore(one.to())) {
                    break;
                }
                found.add(new Conflict.Overlap(one, other, other.from(), earlier(one.to(), other.to())));
            }
        }
    }

    private static void ofOneAccount(
            UUID account, List<Shift> stood, Function<Instant, Duration> rest, List<Conflict> found) {
        for (int i = 0; i + 1 < stood.size(); i++) {
            Shift one = stood.get(i);
            for (Shift other : stood.subList(i + 1, stood.size())) {
                Duration wanted = rest.apply(other.from());
                if (other.from().isBefore(one.to())) {
                    found.add(new Conflict.TwoAtOnce(account, one, other, other.from(), earlier(one.to(), other.to())));
                } else if (other.from().isBefore(one.to().plus(wanted))) {
                    found.add(new Conflict.TooLittleRest(account, one, other, wanted));
                } else {
                    break;
                }
            }
        }
    }

    private static void gaps(Manned manned, List<Shift> shifts, Period within, ZoneId zone, List<Conflict> found) {
        LocalDate end = manned.to();
        Instant reached = later(within.from(), manned.from().atStartOfDay(zone).toInstant());
        Instant until = end == null
                ? within.to()
                : earlier(within.to(), end.atStartOfDay(zone).toInstant());
        for (Shift each : shifts) {
            if (each.from().isAfter(reached) && reached.isBefore(until)) {
                found.add(new Conflict.Gap(manned.unit(), manned.post(), reached, earlier(each.from(), until)));
            }
            reached = later(reached, each.to());
        }
        if (reached.isBefore(until)) {
            found.add(new Conflict.Gap(manned.unit(), manned.post(), reached, until));
        }
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
