package vn.hiepdong.node.information;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.information.InformationEntry.Acknowledged;
import vn.hiepdong.node.information.InformationEntry.Corrected;
import vn.hiepdong.node.information.InformationEntry.Escalated;
import vn.hiepdong.node.information.InformationEntry.Found;
import vn.hiepdong.node.information.InformationEntry.ReleasedTo;
import vn.hiepdong.node.information.InformationEntry.Retracted;
import vn.hiepdong.node.information.InformationEntry.VerificationRequested;
import vn.hiepdong.node.information.InformationEntry.Written;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.watch.Changed;
import vn.hiepdong.node.watch.ChangedSource;

/// What was said about items, for the list of changes on the watch.
@Component
class InformationChanged implements ChangedSource {
    /// Kinds of entries that an officer hears of; others belong to the machinery.
    private static final Set<String> TOLD = InformationTable.KINDS.names(
            Written.class,
            Corrected.class,
            Retracted.class,
            ReleasedTo.class,
            Acknowledged.class,
            VerificationRequested.class,
            Found.class,
            Escalated.class);

    private final JdbcClient sql;

    InformationChanged(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Set<String> kinds() {
        return TOLD;
    }

    @Override
    public Map<UUID, Changed> changed(Collection<UUID> records, Officer officer) {
        if (records.isEmpty() || !officer.is(Role.CONTENT.toArray(Role[]::new))) {
            return Map.of();
        }
        var changed = new HashMap<UUID, Changed>();
        sql.sql("""
                        select i.id, i.title, i.realm, i.urgency, h.handling
                        from information_item i
                        cross join lateral (
                            select v.content ->> 'handling' as handling from information_version v
                            where v.id = i.id and v.content is not null
                            order by v.version desc limit 1) h
                        where i.id = any(:ids)
                        """).param("ids", records.toArray(UUID[]::new)).query(row -> {
            changed.put(
                    row.getObject("id", UUID.class),
                    new Changed(
                            row.getString("title"),
                            "/information/" + row.getObject("id", UUID.class),
                            Realm.valueOf(row.getString("realm")),
                            row.getString("urgency"),
                            Handling.HAN_CHE.name().equals(row.getString("handling"))));
        });
        return changed;
    }

    /// Which of these items are restricted ([Handling#HAN_CHE]).
    Set<UUID> restricted(Collection<UUID> items) {
        if (items.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(sql.sql("""
                        select i.id
                        from unnest(:ids) i(id)
                        cross join lateral (
                            select v.content ->> 'handling' as handling from information_version v
                            where v.id = i.id and v.content is not null
                            order by v.version desc limit 1) h
                        where h.handling = :restricted
                        """)
                .param("ids", items.toArray(UUID[]::new))
                .param("restricted", Handling.HAN_CHE.name())
                .query((row, _) -> row.getObject(1, UUID.class))
                .list());
    }
}
