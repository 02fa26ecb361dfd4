package vn.hiepdong.node.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Roster;
import vn.hiepdong.node.exchange.PartnerEntry.Confirmed;
import vn.hiepdong.node.exchange.PartnerEntry.Invited;
import vn.hiepdong.node.exchange.PartnerEntry.KeysChanged;
import vn.hiepdong.node.exchange.PartnerEntry.Removed;
import vn.hiepdong.node.exchange.PartnerEntry.Suspended;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyIdentity;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.ledger.Sql;

/// Partners, filled from the private log, and the secrets of invitations that are still open.
@Component
final class PartnerTable implements Projection<PartnerEntry> {
    private final JdbcClient sql;
    private final Map<UUID, Read> rosters = new ConcurrentHashMap<>();

    PartnerTable(DataSource database) {
        sql = JdbcClient.create(database);
    }

    @Override
    public Kinds<PartnerEntry> kinds() {
        return new Kinds<>("exchange", PartnerEntry.class);
    }

    @Override
    public List<String> tables() {
        return List.of("exchange_partner");
    }

    @Override
    public void apply(Position at, PartnerEntry entry, Batch batch) {
        if (!at.own()) {
            return; // whom we trust is not for others to say
        }
        switch (entry) {
            case Invited invited -> insert(at, invited, batch);
            case Confirmed confirmed -> batch.add("""
                    update exchange_partner set state = 'ACTIVE', confirmed_at = coalesce(confirmed_at, ?)
                    where id = ? and state <> 'REMOVED'
                    """, at.written(), confirmed.id());
            case Suspended suspended -> batch.add("""
                    update exchange_partner set state = 'SUSPENDED'
                    where id = ? and state = 'ACTIVE'
                    """, suspended.id());
            case KeysChanged changed ->
                batch.add("""
                    update exchange_partner
                    set roster = case when roster = '' then ? else roster || E'=\\n' || ? end, roster_steps = ?
                    where id = ? and roster_steps = ?
                    """, changed.step(), changed.step(), changed.number() + 1, changed.id(), changed.number());
            case Removed removed ->
                batch.add("update exchange_partner set state = 'REMOVED' where id = ?", removed.id());
        }
    }

    private static void insert(Position at, Invited invited, Batch batch) {
        NodeIdentity node = invited.node();
        batch.add(
                """
                insert into exchange_partner (id, code, agency_id, name_vi, name_en, kind, url, certificate, pin,
                                              log_key, log_key_pq, mirror_key, version, state, invited_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', ?)
                """,
                invited.id(),
                node.code(),
                node.agency().id(),
                node.nameVi(),
                node.nameEn(),
                node.kind(),
                node.url(),
                node.certificate(),
                node.pin(),
                node.logKey(),
                node.logKeyPq(),
                node.mirrorKey(),
                node.version(),
                at.written());
    }

    /// Everything about the partners but the removed ones.
    List<Known> known() {
        return sql.sql("""
                        select p.*, coalesce(l.url, p.url) as address, o.partner is null as offered
                        from exchange_partner p
                        left join exchange_offer o on o.partner = p.id
                        left join exchange_link l on l.partner = p.id
                        where p.state <> 'REMOVED'
                        order by p.code
                        """).query((row, _) -> known(row)).list();
    }

    List<Known> removed() {
        return sql.sql("""
                        select p.*, p.url as address, true as offered
                        from exchange_partner p
                        where p.state = 'REMOVED'
                        order by p.code, p.invited_at
                        """).query((row, _) -> known(row)).list();
    }

    /// A partner with its keys.
    record Known(
            UUID id,
            NodeIdentity node,
            String address,
            PartnerState state,
            boolean offered,
            Instant invitedAt,
            Optional<Instant> confirmedAt,
            Roster roster) {
        AgencyCode code() {
            return node.code();
        }

        AgencyIdentity agency() {
            return node.agency();
        }

        Hash pin() {
            return node.pin();
        }

        boolean isActive() {
            return state == PartnerState.ACTIVE;
        }
    }

    private Known known(ResultSet row) throws SQLException {
        var node = new NodeIdentity(
                new AgencyCode(row.getString("code")),
                row.getString("name_vi"),
                row.getString("name_en"),
                row.getString("kind"),
                row.getString("url"),
                row.getBytes("certificate"),
                row.getBytes("log_key"),
                row.getBytes("log_key_pq"),
                row.getBytes("mirror_key"),
                row.getString("version"));
        return new Known(
                row.getObject("id", UUID.class),
                node,
                row.getString("address"),
                PartnerState.valueOf(row.getString("state")),
                row.getBoolean("offered"),
                Sql.instant(row, "invited_at"),
                Optional.ofNullable(Sql.instantOrNull(row, "confirmed_at")),
                roster(row.getObject("id", UUID.class), node.agency(), row.getString("roster")));
    }

    /// Checking its signatures takes longer than all the rest, and it changes once a year.
    private Roster roster(UUID partner, AgencyIdentity agency, String steps) {
        Read last = rosters.get(partner);
        if (last == null || !last.steps.equals(steps)) {
            last = new Read(steps, agency.roster().with(0, steps));
            rosters.put(partner, last);
        }
        return last.roster;
    }

    private record Read(String steps, Roster roster) {}

    void keepInvitation(Hash secret, Instant validUntil) {
        sql.sql("insert into exchange_invitation (secret_hash, valid_until) values (:secret, :until)")
                .param("secret", secret.bytes())
                .param("until", Sql.time(validUntil))
                .update();
    }

    /// Whether anybody unknown may present itself now.
    boolean anyInvitationOpen(Instant now) {
        return sql.sql("select exists (select 1 from exchange_invitation where valid_until > :now)")
                .param("now", Sql.time(now))
                .query(Boolean.class)
                .single();
    }

    /// Lets a node use an invitation; the same node as often as it likes, another one never.
    boolean use(Hash secret, byte[] by, Instant now) {
        return sql.sql("""
                        update exchange_invitation set used_by = :by
                        where secret_hash = :secret and valid_until > :now and (used_by is null or used_by = :by)
                        """)
                        .param("secret", secret.bytes())
                        .param("by", by)
                        .param("now", Sql.time(now))
                        .update()
                == 1;
    }

    void offer(UUID partner, Invitation invitation) {
        sql.sql("""
                        insert into exchange_offer (partner, secret, valid_until)
                        values (:partner, :secret, :until)
                        on conflict (partner) do update
                        set secret = excluded.secret, valid_until = excluded.valid_until
                        """)
                .param("partner", partner)
                .param("secret", invitation.secret())
                .param("until", Sql.time(invitation.validUntil()))
                .update();
    }

    Optional<byte[]> offer(UUID partner) {
        return sql.sql("select secret from exchange_offer where partner = :partner")
                .param("partner", partner)
                .query((row, _) -> row.getBytes(1))
                .optional();
    }

    void offered(UUID partner) {
        sql.sql("delete from exchange_offer where partner = :partner")
                .param("partner", partner)
                .update();
    }
}
