package vn.hiepdong.node.information;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Sql;

/// Legal holds. Only those of agencies that have the item count, and in its space.
@Component
final class HoldQuery {
    private static final int MOST_SHOWN = 200;

    private static final String HOLD = """
            select h.*, i.title
            from information_hold h
            left join information_item i on i.id = h.id and i.space = h.space
            """;

    private static final String BY_A_HOLDER = """
             and (h.agency = i.origin or exists (
                select from information_release r
                where r.id = h.id and r.agency = h.agency and r.revoked_at is null))
            """;

    private final JdbcClient sql;
    private final AgencyCode self;

    HoldQuery(JdbcClient sql, AgencyKeys keys) {
        this.sql = sql;
        self = keys.identity().code();
    }

    /// Those that stand on an item which is here, the one that ends last first.
    List<Hold> standing(InformationId id, Instant now) {
        return sql.sql(HOLD + "where h.id = :id and i.id is not null and h.lifted_at is null and h.until > :now"
                        + BY_A_HOLDER + "order by h.until desc, h.agency")
                .param("id", id.value())
                .param("now", Sql.time(now))
                .query((row, _) -> hold(row))
                .list();
    }

    /// Whether its author erased an item that is here for our hold alone.
    boolean outlives(InformationId id) {
        return sql.sql("select exists (select from information_erased where id = :id and held)")
                .param("id", id.value())
                .query(Boolean.class)
                .single();
    }

    /// All that stand, the one that ends first at the top.
    List<Hold> standing(Realm realm, Instant now) {
        return sql.sql(HOLD + "where h.realm = :realm and h.lifted_at is null and h.until > :now"
                        + " order by h.until, h.applied limit " + MOST_SHOWN)
                .param("realm", realm.name())
                .param("now", Sql.time(now))
                .query((row, _) -> hold(row))
                .list();
    }

    /// Those that ended last.
    List<Hold> ended(Realm realm, int limit) {
        return sql.sql(HOLD + "where h.realm = :realm and h.lifted_at is not null"
                        + " order by h.lifted_at desc, h.applied desc limit :limit")
                .param("realm", realm.name())
                .param("limit", limit)
                .query((row, _) -> hold(row))
                .list();
    }

    /// @param others who has the item besides us and must hear that our hold ended
    record Expired(InformationId id, Place place, List<String> others) {}

    /// Our own whose time is over.
    List<Expired> expired(Instant now, int limit) {
        return sql.sql("""
                        select h.id, h.space, h.realm, array(
                            select i.origin from information_item i where i.id = h.id and i.space = h.space
                            union
                            select r.agency from information_release r where r.id = h.id and r.revoked_at is null) others
                        from information_hold h
                        where h.agency = :self and h.lifted_at is null and h.until <= :now
                        order by h.until
                        limit :limit
                        """)
                .param("self", self.value())
                .param("now", Sql.time(now))
                .param("limit", limit)
                .query((row, _) -> new Expired(
                        new InformationId(row.getObject("id", UUID.class)),
                        new Place(
                                new SpaceId(row.getObject("space", UUID.class)), Realm.valueOf(row.getString("realm"))),
                        Sql.strings(row, "others")))
                .list();
    }

    private static Hold hold(ResultSet row) throws SQLException {
        String ended = row.getString("ended");
        return new Hold(
                new InformationId(row.getObject("id", UUID.class)),
                new AgencyCode(row.getString("agency")),
                row.getString("reason"),
                row.getString("reference"),
                row.getString("unit"),
                row.getString("post"),
                Sql.instant(row, "since"),
                Sql.instant(row, "until"),
                row.getString("title"),
                Sql.instantOrNull(row, "lifted_at"),
                ended == null ? null : Hold.Ended.valueOf(ended));
    }
}
