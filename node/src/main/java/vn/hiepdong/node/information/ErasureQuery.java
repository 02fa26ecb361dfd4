package vn.hiepdong.node.information;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Sql;

/// What is left of erased items.
@Component
final class ErasureQuery {
    private static final String TOMBSTONE = """
            select e.*, h.holders, h.confirmed_at, h.held_until
            from information_erased e
            cross join lateral (
                select array_agg(p.agency order by p.place) as holders,
                       array_agg(c.confirmed_at order by p.place) as confirmed_at,
                       array_agg(k.until order by p.place) as held_until
                from unnest(array[e.origin] || e.parties) with ordinality p (agency, place)
                left join information_erasure c on c.id = e.id and c.agency = p.agency and c.space = e.space
                left join information_hold k
                  on k.id = e.id and k.agency = p.agency and k.space = e.space and k.lifted_at is null) h
            """;

    private final JdbcClient sql;

    ErasureQuery(JdbcClient sql) {
        this.sql = sql;
    }

    Optional<Tombstone> tombstone(InformationId id) {
        return sql.sql(TOMBSTONE + "where e.id = :id and not e.held order by e.applied limit 1")
                .param("id", id.value())
                .query((row, _) -> tombstone(row))
                .optional();
    }

    /// Newest first, before a place in this node's order.
    List<Tombstone> list(Realm realm, long before, int limit) {
        return sql.sql(TOMBSTONE + """
                        where e.realm = :realm and not e.held and e.applied < :before
                        order by e.applied desc
                        limit :limit
                        """)
                .param("realm", realm.name())
                .param("before", before)
                .param("limit", limit)
                .query((row, _) -> tombstone(row))
                .list();
    }

    /// Erased items of which this node still has to say that nothing is left. One with files here waits.
    List<Tombstone> unconfirmed(int limit) {
        return sql.sql(TOMBSTONE + """
                        where not e.confirmed and not e.held and not exists (
                            select from information_locked_attachment l
                            where l.id = e.id
                              and not exists (select from information_attachment f where f.hash = l.hash))
                        order by e.applied
                        limit :limit
                        """)
                .param("limit", limit)
                .query((row, _) -> tombstone(row))
                .list();
    }

    private static @Nullable Instant instant(java.sql.@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static Tombstone tombstone(ResultSet row) throws SQLException {
        var agencies = Sql.strings(row, "holders");
        var times = (java.sql.Timestamp[]) row.getArray("confirmed_at").getArray();
        var held = (java.sql.Timestamp[]) row.getArray("held_until").getArray();
        var holders = new ArrayList<Tombstone.Holder>();
        for (int i = 0; i < times.length; i++) {
            holders.add(new Tombstone.Holder(new AgencyCode(agencies.get(i)), instant(times[i]), instant(held[i])));
        }
        return new Tombstone(
                new InformationId(row.getObject("id", UUID.class)),
                new Place(new SpaceId(row.getObject("space", UUID.class)), Realm.valueOf(row.getString("realm"))),
                new AgencyCode(row.getString("origin")),
                row.getString("reason"),
                row.getString("unit"),
                row.getString("post"),
                Sql.instant(row, "erased_at"),
                List.copyOf(holders),
                row.getLong("applied"));
    }
}
