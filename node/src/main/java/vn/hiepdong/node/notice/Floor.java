package vn.hiepdong.node.notice;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.space.Quiet;
import vn.hiepdong.node.space.Urgency;

/// What no officer can switch off. The one place where it is asked for, wherever it is written down.
interface Floor {
    /// What is demanded on a day.
    Demands on(LocalDate day);

    /// Whether this channel is demanded on a day of somebody with these roles: one question, for what every page asks.
    boolean demands(LocalDate day, Urgency urgency, Channel channel, Set<Role> roles);

    /// @param everybody what is demanded for every officer
    /// @param channels what is demanded for those with a role
    /// @param gathered how long mail of an urgency may be gathered
    /// @param quiet the hours that regulations keep quiet for those who chose none of their own
    record Demands(
            Map<Urgency, Set<Channel>> everybody,
            Map<Urgency, Map<Role, Set<Channel>>> channels,
            Map<Urgency, Duration> gathered,
            List<Quiet> quiet) {
        /// Whether a regulation wants it told at every hour: nobody's own quiet hours keep it back then.
        boolean goesThrough(Urgency urgency) {
            return quiet.stream().anyMatch(each -> each.through().contains(urgency));
        }

        /// Whether this channel cannot be switched off by somebody with these roles.
        boolean demands(Urgency urgency, Channel channel, Set<Role> roles) {
            return everybody.getOrDefault(urgency, Set.of()).contains(channel)
                    || channels.getOrDefault(urgency, Map.of()).entrySet().stream()
                            .anyMatch(each -> roles.contains(each.getKey())
                                    && each.getValue().contains(channel));
        }

        Duration gathered(Urgency urgency) {
            return gathered.getOrDefault(urgency, Duration.ZERO);
        }
    }
}
