package vn.hiepdong.node.information;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.map.MapItem;
import vn.hiepdong.node.space.Urgency;

/// Items that lie somewhere, for maps. Each urgency has an index of its own, of which only the newest are read, so
/// that a map costs the same at a thousand items and at a million.
@Component
final class PlaceQuery {
    private final JdbcClient sql;
    private final AgencyCode self;

    PlaceQuery(JdbcClient sql, AgencyKeys keys) {
        this.sql = sql;
        self = keys.identity().code();
    }

    /// An item and its place.
    ///
    /// @param warning whether it is a public warning (CAP)
    /// @param area GeoJSON geometry as somebody wrote it
    record Placed(
            InformationId id,
            Realm realm,
            AgencyCode origin,
            State state,
            String title,
            String topic,
            Urgency urgency,
            Reliability reliability,
            Credibility credibility,
            Instant writtenAt,
            double lat,
            double lon,
            boolean warning,
            @Nullable Double accuracyM,
            @Nullable String area) {}

    /// The newest and most urgent, in the order of [MapItem#ORDER].
    ///
    /// Words are looked for in two steps as in [ListQuery]: near the start first, then by the index of words.
    List<Placed> placed(Filter filter, int limit) {
        var where = new ListQuery.Where(filter, self);
        String level = "i.realm = :realm and i.urgency = u.level and i.lat is not null";
        if (where.narrow && !filter.owed()) {
            List<Placed> near = ask(filter, where, """
                    (select * from information_item i where %s order by i.applied desc limit %d) i
                    """.formatted(level, ListQuery.WINDOW), where.text(), limit);
            if (near.size() == limit) {
                return near;
            }
            return ask(filter, where, """
                    (with hit as materialized (select * from information_item i where %s)
                     select * from hit) i
                    """.formatted(where.words), level + " and " + where.text(), limit);
        }
        return ask(filter, where, "information_item i", level + " and " + where.text(), limit);
    }

    private List<Placed> ask(Filter filter, ListQuery.Where where, String from, String condition, int limit) {
        return sql.sql("""
                        select i.*, jsonb_typeof(v.content -> 'warning') = 'object' as warning,
                               (v.content -> 'location' ->> 'accuracyM')::double precision as accuracy,
                               coalesce(v.content -> 'location' ->> 'area', v.content -> 'warning' ->> 'area') as area
                        from (
                            select each.*
                            from (values %s) u (level, newer)
                            cross join lateral (
                                select i.id, i.realm, i.origin, i.state, i.version, i.title, i.topic, i.urgency,
                                       i.reliability, i.credibility, i.written_at, i.lat, i.lon,
                                       i.written_at + u.newer as weight
                                from %s
                                where %s
                                order by i.applied desc
                                limit :limit) each
                            order by each.weight desc, each.id
                            limit :limit) i
                        left join information_version v on v.id = i.id and v.version = i.version
                        order by i.weight desc, i.id
                        """.formatted(levels(filter), from, condition))
                .params(where.values)
                .param("limit", limit)
                .query((row, _) -> placed(row))
                .list();
    }

    /// The urgencies that are asked for, and by how much each counts as newer.
    private static String levels(Filter filter) {
        return Arrays.stream(Urgency.values())
                .filter(each -> filter.urgency().map(each::equals).orElse(true))
                .map(each -> "('%s', interval '%d hours')"
                        .formatted(
                                each.name(), MapItem.countsAsNewer(each.name()).toHours()))
                .collect(Collectors.joining(", "));
    }

    private static Placed placed(ResultSet row) throws SQLException {
        return new Placed(
                new InformationId(row.getObject("id", UUID.class)),
                Realm.valueOf(row.getString("realm")),
                new AgencyCode(row.getString("origin")),
                State.valueOf(row.getString("state")),
                row.getString("title"),
                row.getString("topic"),
                Urgency.valueOf(row.getString("urgency")),
                Reliability.valueOf(row.getString("reliability")),
                Credibility.of(row.getString("credibility")),
                Sql.instant(row, "written_at"),
                row.getDouble("lat"),
                row.getDouble("lon"),
                row.getBoolean("warning"),
                row.getObject("accuracy", Double.class),
                row.getString("area"));
    }
}
