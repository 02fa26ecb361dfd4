package vn.hiepdong.node.notice;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.space.Urgency;

/// What the officers chose.
@Component
final class ChoiceTable {
    private final JdbcClient sql;

    ChoiceTable(JdbcClient sql) {
        this.sql = sql;
    }

    Choice of(UUID account) {
        return of(List.of(account)).getOrDefault(account, Choice.USUAL);
    }

    /// Of those among them who chose.
    Map<UUID, Choice> of(Collection<UUID> accounts) {
        var choices = new HashMap<UUID, Choice>();
        sql.sql("select * from notice_choice where account = any (cast(:accounts as uuid[]))")
                .param("accounts", Sql.array(accounts))
                .query(row -> {
                    choices.put(row.getObject("account", UUID.class), choice(row));
                });
        return choices;
    }

    void keep(UUID account, Choice choice) {
        List<String> chosen = choice.channels().entrySet().stream()
                .flatMap(each -> each.getValue().stream().map(channel -> each.getKey() + ":" + channel))
                .sorted()
                .toList();
        sql.sql("""
                        insert into notice_choice (account, chosen, quiet_from, quiet_to)
                        values (:account, :chosen, :from, :to)
                        on conflict (account) do update
                           set chosen = excluded.chosen, quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to
                        """)
                .param("account", account)
                .param("chosen", Sql.array(chosen))
                .param("from", choice.quietFrom(), Types.TIME)
                .param("to", choice.quietTo(), Types.TIME)
                .update();
    }

    private static Choice choice(ResultSet row) throws SQLException {
        List<String> chosen = Sql.strings(row, "chosen");
        var channels = new EnumMap<Urgency, Set<Channel>>(Urgency.class);
        for (Urgency urgency : Urgency.values()) {
            var of = EnumSet.noneOf(Channel.class);
            Arrays.stream(Channel.values())
                    .filter(channel -> chosen.contains(urgency + ":" + channel))
                    .forEach(of::add);
            channels.put(urgency, of);
        }
        return new Choice(
                channels, row.getObject("quiet_from", LocalTime.class), row.getObject("quiet_to", LocalTime.class));
    }
}
