package vn.hiepdong.node.ledger;

import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.format.Roster;

/// The public half of the agency's keys, beside what they signed: so that an agency whose folder of
/// keys is lost is known again, and one with another's keys is not let in.
final class IdentityTable {
    private final JdbcClient sql;

    IdentityTable(DataSource database) {
        sql = JdbcClient.create(database);
    }

    Optional<AgencyKeys.Saved> saved() {
        return sql.sql("select code, log_key, log_key_pq, mirror_key, recovery, roster from ledger_identity")
                .query((row, _) -> new AgencyKeys.Saved(
                        new AgencyIdentity(
                                new AgencyCode(row.getString("code")),
                                row.getBytes("log_key"),
                                row.getBytes("log_key_pq"),
                                row.getBytes("mirror_key"),
                                row.getBytes("recovery")),
                        row.getString("roster")))
                .optional();
    }

    /// Throws [WrongKeys] if the database was written by another agency.
    void keep(AgencyIdentity own, Roster roster) {
        sql.sql("""
                        insert into ledger_identity (code, log_key, log_key_pq, mirror_key, recovery)
                        values (:code, :log, :pq, :mirror, :recovery)
                        on conflict do nothing
                        """)
                .param("code", own.code().value())
                .param("log", own.log32())
                .param("pq", own.logPq())
                .param("mirror", own.mirror32())
                .param("recovery", own.recovery())
                .update();
        AgencyIdentity written = saved().orElseThrow().identity();
        if (!written.name().equals(own.name())) {
            throw new WrongKeys(
                    "The keys belong to " + own.name() + ", but this database was written by " + written.name() + ".");
        }
        changed(roster);
    }

    void changed(Roster roster) {
        sql.sql("update ledger_identity set roster = :roster where length(roster) < length(:roster)")
                .param("roster", roster.format(0))
                .update();
    }
}
