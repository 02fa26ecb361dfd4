package vn.hiepdong.node.exchange;

import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Roster;
import vn.hiepdong.node.ledger.AgencyIdentity;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogOrigin;

/// Logs that ended because their keys were compromised: brings what is kept here about them in line. May be called
/// again and again; a node that was killed in between goes on at its next start.
final class Endings {
    private final Ledger ledger;
    private final Membership membership;
    private final JdbcClient sql;

    Endings(DataSource database, Ledger ledger, Membership membership) {
        this.ledger = ledger;
        this.membership = membership;
        sql = JdbcClient.create(database);
    }

    /// Those of a partner.
    void of(AgencyIdentity partner, Roster roster) {
        for (Map.Entry<String, Roster.End> each : roster.ends().entrySet()) {
            if (isOpen(each.getKey()) && isBy(partner, each.getKey())) {
                Roster.End end = each.getValue();
                ledger.end(LogOrigin.parse(each.getKey()), end.size(), end.root());
                forget(each.getKey(), end.size());
            }
        }
    }

    private boolean isOpen(String origin) {
        return ledger.log(origin).filter(log -> log.ended() == null).isPresent();
    }

    /// A step may name any log; only its agency's own end by it.
    private static boolean isBy(AgencyIdentity partner, String origin) {
        try {
            return LogOrigin.parse(origin).isBy(partner);
        } catch (FormatException _) {
            return false;
        }
    }

    private void forget(String origin, long size) {
        sql.sql("delete from exchange_pending where origin = :origin and size > :size")
                .param("origin", origin)
                .param("size", size)
                .update();
        sql.sql("""
                        update exchange_arrival
                        set receipt_size = case when receipt_size <= :size then receipt_size end,
                            relayed_from = least(relayed_from, :size)
                        where origin = :origin
                        """).param("origin", origin).param("size", size).update();
    }

    /// Ours: begins those that follow, and forgets receipts for what does not count any more.
    void ours() {
        ledger.succeed(membership::audience);
        for (String behind : new String[] {
            "delete from exchange_receipt r using ledger_log l where r.log = l.id and l.own and r.size > l.ended", """
            delete from exchange_journey_log j using ledger_log l
            where j.log = l.id and l.own and (j.size > l.ended or j.to_index > l.ended)
            """
        }) {
            sql.sql(behind).update();
        }
    }
}
