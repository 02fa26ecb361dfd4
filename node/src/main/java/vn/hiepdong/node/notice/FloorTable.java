package vn.hiepdong.node.notice;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.space.Urgency;

/// The floor as the product comes with it, and as an operator may date it anew; with it the quiet hours of the
/// regulations in force.
@Component
final class FloorTable implements Floor {
    private final JdbcClient sql;
    private final QuietRules agreed;

    FloorTable(JdbcClient sql, QuietRules agreed) {
        this.sql = sql;
        this.agreed = agreed;
    }

    @Override
    public Demands on(LocalDate day) {
        var everybody = new EnumMap<Urgency, Set<Channel>>(Urgency.class);
        var channels = new EnumMap<Urgency, Map<Role, Set<Channel>>>(Urgency.class);
        sql.sql("""
                        select urgency, role, channel from notice_floor
                         where valid_from = (select max(valid_from) from notice_floor where valid_from <= :day)
                        """).param("day", day).query(row -> {
            Urgency urgency = Urgency.valueOf(row.getString("urgency"));
            Channel channel = Channel.valueOf(row.getString("channel"));
            String role = row.getString("role");
            if (role.isEmpty()) {
                everybody
                        .computeIfAbsent(urgency, _ -> EnumSet.noneOf(Channel.class))
                        .add(channel);
            }
            // A role that only another version knows demands nothing of anybody here.
            Arrays.stream(Role.values())
                    .filter(each -> each.name().equals(role))
                    .forEach(each -> channels.computeIfAbsent(urgency, _ -> new HashMap<>())
                            .computeIfAbsent(each, _ -> EnumSet.noneOf(Channel.class))
                            .add(channel));
        });
        return new Demands(everybody, channels, gathered(day), agreed.agreed());
    }

    @Override
    public boolean demands(LocalDate day, Urgency urgency, Channel channel, Set<Role> roles) {
        return sql.sql("""
                        select exists (
                            select from notice_floor
                             where valid_from = (select max(valid_from) from notice_floor where valid_from <= :day)
                               and urgency = :urgency and channel = :channel and (role = '' or role = any(:roles)))
                        """)
                .param("day", day)
                .param("urgency", urgency.name())
                .param("channel", channel.name())
                .param("roles", roles.stream().map(Enum::name).toArray(String[]::new))
                .query(Boolean.class)
                .single();
    }

    private Map<Urgency, Duration> gathered(LocalDate day) {
        var gathered = new EnumMap<Urgency, Duration>(Urgency.class);
        sql.sql("""
                        select urgency, minutes from notice_pace
                         where valid_from = (select max(valid_from) from notice_pace where valid_from <= :day)
                        """).param("day", day).query(row -> {
            gathered.put(Urgency.valueOf(row.getString("urgency")), Duration.ofMinutes(row.getInt("minutes")));
        });
        return gathered;
    }
}
