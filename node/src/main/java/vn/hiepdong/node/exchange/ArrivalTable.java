package vn.hiepdong.node.exchange;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.node.ledger.AgencyCode;

/// By which way partners' logs come, and what their authors have yet to be told.
final class ArrivalTable {
    private final JdbcClient sql;

    ArrivalTable(DataSource database) {
        sql = JdbcClient.create(database);
    }

    /// @param relayedFrom from here on entries came from another than the author, who has not been told; null if none
    /// did
    /// @param receiptSize our receipt for this size has not reached the author, null if there is none
    record Arrival(
            AgencyCode via,
            @Nullable Long relayedFrom,
            @Nullable Long receiptSize) {}

    Optional<Arrival> find(String origin) {
        return Optional.ofNullable(read("where origin = :origin", origin).get(origin));
    }

    /// All of them, by the origin of the log.
    Map<String, Arrival> all() {
        return read("", "");
    }

    private Map<String, Arrival> read(String where, String origin) {
        Map<String, Arrival> found = new HashMap<>();
        sql.sql("select origin, via, relayed_from, receipt_size from exchange_arrival " + where)
                .param("origin", origin)
                .query((row, _) -> found.put(
                        row.getString("origin"),
                        new Arrival(
                                new AgencyCode(row.getString("via")),
                                row.getObject("relayed_from", Long.class),
                                row.getObject("receipt_size", Long.class))))
                .list();
        return found;
    }

    /// Written before the entries are: after a power cut the author may be asked once too often, never too rarely.
    ///
    /// @param held how many were here before
    /// @param relayed whether another than the author gives them
    void arrives(String origin, AgencyCode via, long held, boolean relayed) {
        Arrival before = find(origin).orElse(null);
        Long from = before == null ? null : before.relayedFrom;
        if (relayed) {
            from = from == null ? held : Math.min(from, held);
        } else if (from != null && from >= held) {
            from = null; // all that came from others has been told
        }
        if (new Arrival(via, from, before == null ? null : before.receiptSize).equals(before)) {
            return;
        }
        sql.sql("""
                        insert into exchange_arrival (origin, via, relayed_from)
                        values (:origin, :via, :from)
                        on conflict (origin) do update
                        set via = excluded.via, relayed_from = excluded.relayed_from
                        """)
                .param("origin", origin)
                .param("via", via.value())
                .param("from", from)
                .update();
    }

    /// The author is owed a receipt for this size.
    void owes(String origin, long size) {
        sql.sql("update exchange_arrival set receipt_size = :size where origin = :origin")
                .param("size", size)
                .param("origin", origin)
                .update();
    }

    /// The author has this receipt.
    void paid(String origin, long size) {
        sql.sql("update exchange_arrival set receipt_size = null where origin = :origin and receipt_size <= :size")
                .param("origin", origin)
                .param("size", size)
                .update();
    }

    /// The author knows that entries came by another way. Of those that came since it does not.
    ///
    /// @param size up to where it knows
    void told(String origin, long relayedFrom, long size) {
        sql.sql("update exchange_arrival set relayed_from = :size where origin = :origin and relayed_from = :from")
                .param("origin", origin)
                .param("from", relayedFrom)
                .param("size", size)
                .update();
    }
}
