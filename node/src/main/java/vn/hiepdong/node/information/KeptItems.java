package vn.hiepdong.node.information;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.retention.KeptRecords;
import vn.hiepdong.node.retention.RetentionClass;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Refused;

/// Items whose time may be over.
@Component
final class KeptItems implements KeptRecords {
    private final Information information;
    private final JdbcClient sql;
    private final AgencyCode self;
    private final InstantSource clock;

    KeptItems(Information information, JdbcClient sql, AgencyKeys keys, InstantSource clock) {
        this.information = information;
        this.sql = sql;
        self = keys.identity().code();
        this.clock = clock;
    }

    @Override
    public List<Aged> changedBefore(RetentionClass kind, Instant before, @Nullable Aged after, int limit) {
        return sql.sql("""
                        select i.id, i.changed_at, exists (
                            select from information_hold h
                            where h.id = i.id and h.space = i.space and h.lifted_at is null and h.until > :now
                              and (h.agency = i.origin or exists (
                                select from information_release r
                                where r.id = h.id and r.agency = h.agency and r.revoked_at is null))) as held
                        from information_item i
                        where i.origin = :self and information_retention_class(i.retention, i.urgency) = :class
                          and i.changed_at <= :before
                          and (i.changed_at, i.id) > (:afterAt, :afterId)
                        order by i.changed_at, i.id
                        limit :limit
                        """)
                .param("self", self.value())
                .param("class", kind.name())
                .param("before", Sql.time(before))
                .param("now", Sql.time(clock.instant()))
                .param("afterAt", Sql.time(after == null ? Instant.EPOCH : after.changedAt()))
                .param("afterId", after == null ? new UUID(0, 0) : after.id())
                .param("limit", limit)
                .query((row, _) -> new Aged(
                        row.getObject("id", UUID.class), Sql.instant(row, "changed_at"), row.getBoolean("held")))
                .list();
    }

    @Override
    public boolean erase(UUID id) {
        try {
            information.erase(Actor.NODE, new InformationId(id), ErasureReason.RETENTION_OVER);
            return true;
        } catch (Refused | NotFound e) {
            return false; // held, or erased by an officer or another instance, since it was looked for
        }
    }

    /// @param retention a code of [RetentionClass], or one that only a newer node knows
    record Kept(AgencyCode origin, String retention, Instant changedAt) {}

    Kept classOf(InformationId id) {
        return sql.sql("""
                        select origin, information_retention_class(retention, urgency) as retention_class, changed_at
                        from information_item where id = :id
                        """)
                .param("id", id.value())
                .query((row, _) -> new Kept(
                        new AgencyCode(row.getString("origin")),
                        row.getString("retention_class"),
                        Sql.instant(row, "changed_at")))
                .optional()
                .orElseThrow(NotFound::new);
    }
}
