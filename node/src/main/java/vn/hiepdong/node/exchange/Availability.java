package vn.hiepdong.node.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Predicate;

/// How long there was a line within a period, how long there was none, and how long nobody can say: because this node
/// was off, the line was paused, or the partner was not connected yet.
public record Availability(Instant from, Instant to, Duration up, Duration down, Duration unknown) {
    /// Periods that are looked at, and into how many equal parts a chart divides them.
    public enum Period {
        DAY(Duration.ofHours(24), 24),
        WEEK(Duration.ofDays(7), 28),
        MONTH(Duration.ofDays(30), 30),
        YEAR(Duration.ofDays(365), 73);

        private final Duration length;
        private final int parts;

        Period(Duration length, int parts) {
            this.length = length;
            this.parts = parts;
        }

        public Duration length() {
            return length;
        }
    }

    /// Of the time of which it is known how the line was, the part in which there was one; empty if it is known of
    /// none.
    public OptionalDouble share() {
        Duration known = up.plus(down);
        return known.isZero() ? OptionalDouble.empty() : OptionalDouble.of((double) up.toMillis() / known.toMillis());
    }

    /// @param since when the line began to be watched
    static Availability of(Instant from, Instant to, Instant since, Collection<Link.Outage> outages) {
        return of(from, to, new Spans(outages, since, to));
    }

    /// The parts of a period that ends at `to`, the oldest first.
    static List<Availability> parts(Period period, Instant to, Instant since, Collection<Link.Outage> outages) {
        var spans = new Spans(outages, since, to);
        var parts = new ArrayList<Availability>();
        Duration each = period.length.dividedBy(period.parts);
        for (int left = period.parts; left > 0; left--) {
            Instant from = to.minus(each.multipliedBy(left));
            parts.add(of(from, from.plus(each), spans));
        }
        return parts;
    }

    private static Availability of(Instant from, Instant to, Spans spans) {
        Duration unknown = within(spans.unknown, from, to);
        Duration without = within(spans.without, from, to);
        return new Availability(from, to, Duration.between(from, to).minus(without), without.minus(unknown), unknown);
    }

    /// A stretch of time.
    private record Span(Instant from, Instant to) {}

    /// What is not known, and that together with the time without a line: each apart from the next, the oldest first.
    private static final class Spans {
        final List<Span> unknown;
        final List<Span> without;

        Spans(Collection<Link.Outage> outages, Instant since, Instant now) {
            var before = new Span(Instant.MIN, since);
            unknown = joined(before, outages, now, each -> !each.cause().counts());
            without = joined(before, outages, now, _ -> true);
        }

        private static List<Span> joined(
                Span first, Collection<Link.Outage> outages, Instant now, Predicate<Link.Outage> which) {
            var spans = new ArrayList<Span>();
            spans.add(first);
            outages.stream()
                    .filter(which)
                    .map(each -> new Span(each.from(), each.to() == null ? now : each.to()))
                    .sorted(Comparator.comparing(Span::from))
                    .forEach(each -> {
                        Span last = spans.getLast();
                        if (each.from.isAfter(last.to)) {
                            spans.add(each);
                        } else if (each.to.isAfter(last.to)) {
                            spans.set(spans.size() - 1, new Span(last.from, each.to));
                        }
                    });
            return spans;
        }
    }

    private static Duration within(List<Span> spans, Instant from, Instant to) {
        Duration sum = Duration.ZERO;
        for (Span each : spans) {
            Instant begin = each.from.isAfter(from) ? each.from : from;
            Instant end = each.to.isBefore(to) ? each.to : to;
            if (begin.isBefore(end)) {
                sum = sum.plus(Duration.between(begin, end));
            }
        }
        return sum;
    }
}
