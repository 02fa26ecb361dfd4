package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.Sql;

/// What only the pages ask of [InformationTable]'s tables.
@Component
final class PageQuery {
    private final JdbcClient sql;

    PageQuery(JdbcClient sql) {
        this.sql = sql;
    }

    /// Who has an item and who acknowledged its newest version.
    ///
    /// @param log with `index`, where the newest version stands, for receipts
    record Spread(int log, long index, List<AgencyCode> released, List<AgencyCode> acknowledged) {}

    /// One question for all items of a page; an item that is released to nobody has empty lists.
    Map<InformationId, Spread> spread(List<InformationId> ids) {
        var spread = new HashMap<InformationId, Spread>();
        sql.sql("""
                        select v.id, v.log, v.index,
                               array_agg(r.agency order by r.agency) filter (where r.agency is not null) as released,
                               array_agg(a.agency order by a.agency) filter (where a.agency is not null) as acknowledged
                        from information_item i
                        join information_version v on v.id = i.id and v.version = i.version
                        left join information_release r on r.id = i.id and r.revoked_at is null
                        left join information_acknowledgement a
                            on a.id = i.id and a.version = i.version and a.agency = r.agency
                        where i.id = any(:ids)
                        group by v.id, v.log, v.index
                        """)
                .param("ids", ids.stream().map(InformationId::value).toArray(UUID[]::new))
                .query(row -> {
                    spread.put(
                            new InformationId(row.getObject("id", UUID.class)),
                            new Spread(
                                    row.getInt("log"),
                                    row.getLong("index"),
                                    codes(Sql.strings(row, "released")),
                                    codes(Sql.strings(row, "acknowledged"))));
                });
        return spread;
    }

    private static List<AgencyCode> codes(List<String> codes) {
        return codes.stream().map(AgencyCode::new).toList();
    }

    /// An item that was taken back from this agency: that it was here, and why it no longer is.
    record Locked(AgencyCode origin, Realm realm, String reason, Instant at) {}

    Optional<Locked> locked(InformationId id) {
        return sql.sql("select origin, realm, reason, locked_at from information_locked where id = :id")
                .param("id", id.value())
                .query((row, _) -> new Locked(
                        new AgencyCode(row.getString("origin")),
                        Realm.valueOf(row.getString("realm")),
                        row.getString("reason"),
                        Sql.instant(row, "locked_at")))
                .optional();
    }
}
