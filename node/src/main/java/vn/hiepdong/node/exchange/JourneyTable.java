package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Sql;

/// What was carried by hand, and what is still to be.
final class JourneyTable {
    private static final int SIZES = 8;

    private final JdbcClient sql;
    private final TransactionTemplate transactions;

    JourneyTable(DataSource database) {
        sql = JdbcClient.create(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /// @param size of the checkpoint that the entries lead to
    record Range(int log, long from, long to, long size) {}

    /// The place of an entry whose payload travels after it.
    record LateAt(int log, long index) {}

    /// Writes down a file. The same file twice is once.
    void keep(
            UUID id,
            UUID partner,
            boolean outgoing,
            Instant at,
            long bytes,
            boolean more,
            List<Range> ranges,
            Collection<LateAt> late) {
        transactions.executeWithoutResult(_ -> {
            int inserted = sql.sql("""
                            insert into exchange_journey (id, partner, outgoing, at, bytes, more)
                            values (:id, :partner, :outgoing, :at, :bytes, :more)
                            on conflict do nothing
                            """)
                    .param("id", id)
                    .param("partner", partner)
                    .param("outgoing", outgoing)
                    .param("at", Sql.time(at))
                    .param("bytes", bytes)
                    .param("more", more)
                    .update();
            if (inserted == 0) {
                return;
            }
            for (Range each : ranges) {
                sql.sql("insert into exchange_journey_log values (:journey, :log, :from, :to, :size)")
                        .param("journey", id)
                        .param("log", each.log)
                        .param("from", each.from)
                        .param("to", each.to)
                        .param("size", each.size)
                        .update();
            }
            sql.sql("insert into exchange_journey_late select :journey, * from unnest(:logs, :indexes)")
                    .param("journey", id)
                    .param("logs", late.stream().map(LateAt::log).toArray(Integer[]::new))
                    .param("indexes", late.stream().map(LateAt::index).toArray(Long[]::new))
                    .update();
        });
    }

    /// The newest journeys with a partner, the newest first.
    List<Journey> with(UUID partner, int limit) {
        return journeys("""
                        select * from exchange_journey
                        where partner = :partner
                        order by at desc
                        limit :limit
                        """, Map.of("partner", partner, "limit", limit));
    }

    /// The newest of each partner in each direction.
    List<Journey> newest() {
        return journeys("""
                        select distinct on (partner, outgoing) * from exchange_journey
                        order by partner, outgoing, at desc
                        """, Map.of());
    }

    private List<Journey> journeys(String which, Map<String, ?> parameters) {
        Map<UUID, Journey> found = new LinkedHashMap<>();
        sql.sql("""
                        select j.*, p.code, l.log, l.from_index, l.to_index,
                               exists (
                                   select from exchange_receipt r
                                   where r.log = l.log and r.partner = j.partner and r.size >= l.to_index) as confirmed
                        from (%s) j
                        join exchange_partner p on p.id = j.partner
                        left join exchange_journey_log l on l.journey = j.id
                        order by j.at desc, l.log
                        """.formatted(which))
                .params(parameters)
                .query((row, _) -> {
                    UUID id = row.getObject("id", UUID.class);
                    Journey journey = found.get(id);
                    if (journey == null) {
                        journey = new Journey(
                                id,
                                new AgencyCode(row.getString("code")),
                                row.getBoolean("outgoing"),
                                Sql.instant(row, "at"),
                                row.getLong("bytes"),
                                row.getBoolean("more"),
                                row.getBoolean("taken"),
                                new java.util.ArrayList<>());
                        found.put(id, journey);
                    }
                    int log = row.getInt("log");
                    if (!row.wasNull()) {
                        journey.legs()
                                .add(new Journey.Leg(
                                        log,
                                        row.getLong("from_index"),
                                        row.getLong("to_index"),
                                        row.getBoolean("confirmed")));
                    }
                    return id;
                })
                .list();
        return List.copyOf(found.values());
    }

    /// Up to where entries of a log were put into files for a partner, and when the last such file was made.
    Optional<Carried> carried(UUID partner, int log) {
        return sql.sql("""
                        select l.to_index, j.at
                        from exchange_journey j join exchange_journey_log l on l.journey = j.id
                        where j.partner = :partner and j.outgoing and l.log = :log
                        order by l.to_index desc, j.at desc
                        limit 1
                        """)
                .param("partner", partner)
                .param("log", log)
                .query((row, _) -> new Carried(row.getLong("to_index"), Sql.instant(row, "at")))
                .optional();
    }

    record Carried(long to, Instant at) {}

    /// The sizes of the last checkpoints that a partner may hold: those of its receipts and those that were carried.
    Set<Long> sizes(UUID partner, int log) {
        return sql.sql("""
                        (select size from exchange_receipt
                         where log = :log and partner = :partner
                         order by size desc limit :most)
                        union
                        (select l.size
                         from exchange_journey j join exchange_journey_log l on l.journey = j.id
                         where j.partner = :partner and j.outgoing and l.log = :log
                         order by j.at desc limit :most)
                        """)
                .param("partner", partner)
                .param("log", log)
                .param("most", SIZES)
                .query((row, _) -> row.getLong(1))
                .set();
    }

    /// The newest files of a partner that were taken in here.
    List<UUID> taken(UUID partner, int limit) {
        return sql.sql("""
                        select id from exchange_journey
                        where partner = :partner and not outgoing
                        order by at desc
                        limit :limit
                        """)
                .param("partner", partner)
                .param("limit", limit)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /// The partner says that it took these files in. Returns the late payloads that it has with them.
    List<LateAt> arrived(UUID partner, Collection<UUID> journeys) {
        return sql.sql("""
                        with arrived as (
                            update exchange_journey set taken = true
                            where partner = :partner and outgoing and not taken and id = any(:journeys)
                            returning id)
                        delete from exchange_journey_late l using arrived
                        where l.journey = arrived.id
                        returning l.log, l.index
                        """)
                .param("partner", partner)
                .param("journeys", journeys.toArray(UUID[]::new))
                .query((row, _) -> new LateAt(row.getInt("log"), row.getLong("index")))
                .list();
    }

    /// Late payloads that are on their way in some file.
    Set<LateAt> lateOnTheWay(UUID partner) {
        return sql.sql("""
                        select l.log, l.index
                        from exchange_journey j join exchange_journey_late l on l.journey = j.id
                        where j.partner = :partner
                        """)
                .param("partner", partner)
                .query((row, _) -> new LateAt(row.getInt("log"), row.getLong("index")))
                .set();
    }

    /// An attachment of which the bytes from `next` on are still to be carried.
    record Due(Hash hash, long next) {}

    void due(UUID partner, Collection<Hash> hashes) {
        for (Hash hash : hashes) {
            sql.sql("""
                            insert into exchange_file_due (partner, hash, next)
                            values (:partner, :hash, 0)
                            on conflict do nothing
                            """).param("partner", partner).param("hash", hash.bytes()).update();
        }
    }

    /// The partner says how much of an attachment it has: from there on it is carried.
    void due(UUID partner, Due due) {
        sql.sql("""
                        insert into exchange_file_due (partner, hash, next)
                        values (:partner, :hash, :next)
                        on conflict (partner, hash) do update set next = excluded.next
                        """)
                .param("partner", partner)
                .param("hash", due.hash.bytes())
                .param("next", due.next)
                .update();
    }

    List<Due> due(UUID partner) {
        return sql.sql("select hash, next from exchange_file_due where partner = :partner order by place")
                .param("partner", partner)
                .query((row, _) -> new Due(Hash.of(row.getBytes("hash")), row.getLong("next")))
                .list();
    }

    void done(UUID partner, Hash hash) {
        sql.sql("delete from exchange_file_due where partner = :partner and hash = :hash")
                .param("partner", partner)
                .param("hash", hash.bytes())
                .update();
    }
}
