package vn.hiepdong.node.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.space.Urgency;

/// How one officer wants to hear of things, and what comes of it under a floor.
///
/// @param quietFrom from when on nothing rings and no mail goes out, in the node's zone; null for no quiet hours
record Choice(
        Map<Urgency, Set<Channel>> channels,
        @Nullable LocalTime quietFrom,
        @Nullable LocalTime quietTo) {
    /// For those who never chose.
    static final Choice USUAL = new Choice(usual(), null, null);

    private static Map<Urgency, Set<Channel>> usual() {
        var usual = new EnumMap<Urgency, Set<Channel>>(Urgency.class);
        usual.put(Urgency.FLASH, EnumSet.allOf(Channel.class));
        usual.put(Urgency.IMMEDIATE, EnumSet.of(Channel.PAGE, Channel.BROWSER, Channel.MAIL));
        usual.put(Urgency.PRIORITY, EnumSet.of(Channel.MAIL));
        usual.put(Urgency.ROUTINE, EnumSet.of(Channel.MAIL));
        return usual;
    }

    boolean wants(Urgency urgency, Channel channel) {
        return channels.getOrDefault(urgency, Set.of()).contains(channel);
    }

    /// What this officer is told by, whatever the hour.
    Set<Channel> told(Urgency urgency, Set<Role> roles, Floor.Demands floor) {
        var told = EnumSet.noneOf(Channel.class);
        for (Channel channel : Channel.values()) {
            if (wants(urgency, channel) || floor.demands(urgency, channel, roles)) {
                told.add(channel);
            }
        }
        return told;
    }

    /// What may be used now: in quiet hours only a note in the page, and what the floor demands.
    Set<Channel> now(Urgency urgency, Set<Role> roles, Floor.Demands floor, Instant now, ZoneId zone) {
        Set<Channel> told = told(urgency, roles, floor);
        if (!floor.goesThrough(urgency) && quietUntil(floor, now, zone).isPresent()) {
            told.removeIf(each -> each != Channel.PAGE && !floor.demands(urgency, each, roles));
        }
        return told;
    }

    /// When mail about something of this urgency goes out.
    Instant mailAt(Urgency urgency, Set<Role> roles, Floor.Demands floor, Instant now, ZoneId zone) {
        Instant gathered = now.plus(floor.gathered(urgency));
        return floor.demands(urgency, Channel.MAIL, roles) || floor.goesThrough(urgency)
                ? gathered
                : quietUntil(floor, gathered, zone).orElse(gathered);
    }

    /// When the quiet hours of this moment end, the officer's own or else those that were agreed; empty when there are
    /// none.
    private Optional<Instant> quietUntil(Floor.Demands floor, Instant at, ZoneId zone) {
        LocalTime from = quietFrom;
        LocalTime to = quietTo;
        if (from != null && to != null) {
            return until(from, to, at, zone);
        }
        return floor.quiet().stream()
                .flatMap(each -> until(each.from(), each.to(), at, zone).stream())
                .max(Comparator.naturalOrder());
    }

    /// They may pass midnight.
    private static Optional<Instant> until(LocalTime from, LocalTime to, Instant at, ZoneId zone) {
        if (from.equals(to)) {
            return Optional.empty();
        }
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        boolean overnight = to.isBefore(from);
        boolean quiet =
                overnight ? !time.isBefore(from) || time.isBefore(to) : !time.isBefore(from) && time.isBefore(to);
        if (!quiet) {
            return Optional.empty();
        }
        LocalDate day = overnight && !time.isBefore(from) ? local.toLocalDate().plusDays(1) : local.toLocalDate();
        return Optional.of(day.atTime(to).atZone(zone).toInstant());
    }
}
