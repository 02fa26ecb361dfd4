package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.format.Cosignature;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Sql;

/// Partners' receipts for our logs.
final class ReceiptTable {
    private final JdbcClient sql;

    ReceiptTable(DataSource database) {
        sql = JdbcClient.create(database);
    }

    /// The first receipt for a size counts: since then the partner holds it.
    void keep(int log, UUID partner, long size, Instant at, Cosignature cosignature) {
        sql.sql("""
                        insert into exchange_receipt (log, partner, size, at, cosignature, key_id)
                        values (:log, :partner, :size, :at, :cosignature, :key)
                        on conflict do nothing
                        """)
                .param("log", log)
                .param("partner", partner)
                .param("size", size)
                .param("at", Sql.time(at))
                .param("cosignature", cosignature.raw().toArray())
                .param("key", cosignature.signature().keyId())
                .update();
    }

    long newest(int log, UUID partner) {
        return sql.sql("""
                        select coalesce(max(size), 0) from exchange_receipt
                        where log = :log and partner = :partner
                        """)
                .param("log", log)
                .param("partner", partner)
                .query(Long.class)
                .single();
    }

    /// A stored receipt as bytes, the newest for this log.
    Optional<byte[]> cosignature(int log, UUID partner, long size) {
        return sql.sql("""
                        select cosignature from exchange_receipt
                        where log = :log and partner = :partner and size = :size
                        """)
                .param("log", log)
                .param("partner", partner)
                .param("size", size)
                .query((row, _) -> row.getBytes(1))
                .optional();
    }

    /// Who holds each of these entries of own logs, since when; one question however many entries.
    Map<Entry, List<Held>> holders(Collection<Entry> entries) {
        Map<Entry, List<Held>> holders = new LinkedHashMap<>();
        entries.forEach(each -> holders.put(each, new ArrayList<>()));
        if (entries.isEmpty()) {
            return holders;
        }
        sql.sql("""
                        select asked.log, asked.index, p.code, r.at
                        from unnest(:logs, :indexes) as asked (log, index)
                        cross join exchange_partner p
                        cross join lateral (
                            select at from exchange_receipt r
                            where r.log = asked.log and r.partner = p.id and r.size > asked.index
                            order by r.size
                            limit 1) as r
                        order by p.code, r.at
                        """)
                .param("logs", holders.keySet().stream().map(Entry::log).toArray(Integer[]::new))
                .param("indexes", holders.keySet().stream().map(Entry::index).toArray(Long[]::new))
                .query((row, _) -> {
                    var held = new Held(new AgencyCode(row.getString("code")), Sql.instant(row, "at"));
                    List<Held> known = holders.get(new Entry(row.getInt("log"), row.getLong("index")));
                    if (known != null
                            && known.stream().noneMatch(each -> each.agency().equals(held.agency()))) {
                        known.add(held);
                    }
                    return held;
                })
                .list();
        return holders;
    }

    /// The earliest receipts that cover any of these entries of an own log, one question however many.
    List<Stored> earliest(int log, Collection<Long> indexes) {
        return sql.sql("""
                        select distinct p.id, r.size, r.cosignature, coalesce(r.key_id, 0) as key_id
                        from unnest(:indexes) as asked (index)
                        cross join exchange_partner p
                        cross join lateral (
                            select r.size, r.cosignature, r.key_id from exchange_receipt r
                            where r.log = :log and r.partner = p.id and r.size > asked.index
                            order by r.size
                            limit 1) as r
                        order by r.size, p.id
                        """)
                .param("log", log)
                .param("indexes", indexes.toArray(Long[]::new))
                .query((row, _) -> new Stored(
                        row.getObject("id", UUID.class),
                        row.getLong("size"),
                        row.getBytes("cosignature"),
                        row.getInt("key_id")))
                .list();
    }

    /// @param key id of the key that gave it, 0 for the first
    record Stored(UUID partner, long size, byte[] cosignature, int key) {}

    /// An entry of a log by its place.
    record Entry(int log, long index) {}
}
