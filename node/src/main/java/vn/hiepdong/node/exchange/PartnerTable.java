package vn.hiepdong.node.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Cosignature;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.NoteSignature;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.Vkey;
import vn.hiepdong.node.exchange.PartnerEntry.Confirmed;
import vn.hiepdong.node.exchange.PartnerEntry.Invited;
import vn.hiepdong.node.exchange.PartnerEntry.KeysChanged;
import vn.hiepdong.node.exchange.PartnerEntry.KeysOverruled;
import vn.hiepdong.node.exchange.PartnerEntry.OutageNoted;
import vn.hiepdong.node.exchange.PartnerEntry.RecoveryApproved;
import vn.hiepdong.node.exchange.PartnerEntry.RecoveryContested;
import vn.hiepdong.node.exchange.PartnerEntry.RecoveryKeyCarriedAway;
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
        return List.of("exchange_partner", "exchange_outage_note");
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
            case KeysChanged changed -> change(at, changed, batch);
            case KeysOverruled overruled -> {
                batch.add("""
                        update exchange_partner
                        set roster = coalesce(array_to_string(
                                (regexp_split_to_array(roster, E'^=\\n', 'n'))[1 : ?], E'=\\n'), ''),
                            roster_steps = ?
                        where id = ? and roster_steps > ?
                        """, overruled.number(), overruled.number(), overruled.id(), overruled.number());
                change(
                        at,
                        new KeysChanged(
                                overruled.id(),
                                overruled.code(),
                                overruled.agencyId(),
                                overruled.number(),
                                overruled.step()),
                        batch);
            }
            case RecoveryKeyCarriedAway _ -> {} // for the record
            case RecoveryApproved approved -> batch.add("""
                    update exchange_partner set recovery_approved = true
                    where id = ? and roster_steps = ?
                    """, approved.id(), approved.number() + 1);
            case RecoveryContested contested -> batch.add("""
                    update exchange_partner set recovery_contested = true
                    where id = ? and roster_steps = ?
                    """, contested.id(), contested.number() + 1);
            case OutageNoted noted ->
                batch.add(
                        """
                        insert into exchange_outage_note (partner, from_at, cause, fallbacks, unit, post, at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        on conflict (partner, from_at) do update
                        set cause = excluded.cause, fallbacks = excluded.fallbacks, unit = excluded.unit,
                            post = excluded.post, at = excluded.at
                        """,
                        noted.id(),
                        noted.from(),
                        noted.cause(),
                        noted.fallbacks(),
                        at.by().unit(),
                        at.by().post(),
                        at.written());
            case Removed removed ->
                batch.add("update exchange_partner set state = 'REMOVED' where id = ?", removed.id());
        }
    }

    private static void change(Position at, KeysChanged changed, Batch batch) {
        boolean waits = Roster.Step.parse(changed.step()).waits();
        batch.add(
                """
                update exchange_partner
                set roster = case when roster = '' then ? else roster || E'=\\n' || ? end, roster_steps = ?,
                    recovery_heard = ?, recovery_approved = false, recovery_contested = false
                where id = ? and roster_steps = ?
                """,
                changed.step(),
                changed.step(),
                changed.number() + 1,
                waits ? at.written() : null,
                changed.id(),
                changed.number());
    }

    private static void insert(Position at, Invited invited, Batch batch) {
        NodeIdentity node = invited.node();
        batch.add(
                """
                insert into exchange_partner (id, code, agency_id, name_vi, name_en, kind, url, certificate, pin,
                                              log_key, log_key_pq, mirror_key, recovery, version, state,
                                              invited_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PENDING', ?)
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
                node.recovery(),
                node.version(),
                at.written());
    }

    /// How long one waits for an objection, for a partner in `p`.
    private static final String WINDOW = """
            (select w.hours from exchange_objection w where w.valid_from <= p.recovery_heard
             order by w.valid_from desc limit 1) as hours
            """;

    /// Everything about the partners but the removed ones.
    List<Known> known(Instant now) {
        return sql.sql("select p.*, coalesce(l.url, p.url) as address, o.partner is null as offered, " + WINDOW + """
                        from exchange_partner p
                        left join exchange_offer o on o.partner = p.id
                        left join exchange_link l on l.partner = p.id
                        where p.state <> 'REMOVED'
                        order by p.code
                        """)
                .query((row, _) -> known(row, now))
                .list();
    }

    List<Known> removed(Instant now) {
        return sql.sql("select p.*, p.url as address, true as offered, " + WINDOW + """
                        from exchange_partner p
                        where p.state = 'REMOVED'
                        order by p.code, p.invited_at
                        """)
                .query((row, _) -> known(row, now))
                .list();
    }

    /// A recovery of a partner's keys that is not in force yet.
    ///
    /// @param whole its roster with that step
    /// @param heard since when it is known here
    /// @param inForce when it will be
    /// @param contested whether there is another one, so that waiting does not put it in force
    record Recovery(Roster whole, Instant heard, Instant inForce, boolean contested) {
        /// Whether it also ends the logs. Then the old keys cannot object, and waiting does not put it in force.
        boolean compromised() {
            return whole.steps().getLast().isCompromise();
        }
    }

    /// A partner with its keys.
    ///
    /// @param roster what is in force here
    record Known(
            UUID id,
            NodeIdentity node,
            String address,
            PartnerState state,
            boolean offered,
            Instant invitedAt,
            Optional<Instant> confirmedAt,
            Roster roster,
            @Nullable Recovery recovery) {
        AgencyCode code() {
            return node.code();
        }

        AgencyIdentity agency() {
            return node.agency();
        }

        /// SHA-256 of its TLS key.
        Hash pin() {
            return roster.line().orElseGet(node::pin);
        }

        /// Whether this TLS key opens the line: during a planned change two do.
        boolean opens(Hash tls) {
            return tls.equals(pin()) || roster.nextLine().filter(tls::equals).isPresent();
        }

        /// Its roster with all steps that are known here.
        Roster whole() {
            return recovery == null ? roster : recovery.whole;
        }

        /// Keys of its receipts.
        List<Vkey> mirrorKeys() {
            return agency().mirrorKeys(roster);
        }

        /// The key of its receipts with this id, else the first.
        Vkey mirrorKey(int keyId) {
            List<Vkey> keys = mirrorKeys();
            return keys.stream()
                    .filter(each -> each.keyId() == keyId)
                    .findFirst()
                    .orElse(keys.getFirst());
        }

        /// The first of these signatures that is its receipt for the checkpoint.
        Optional<Cosignature> receipt(List<NoteSignature> lines, Checkpoint checkpoint) {
            List<Vkey> keys = mirrorKeys();
            return lines.stream()
                    .filter(line -> keys.stream()
                            .anyMatch(key -> key.name().equals(line.name())
                                    && key.keyId() == line.keyId()
                                    && new Cosignature(line).verify(key, checkpoint)))
                    .map(Cosignature::new)
                    .findFirst();
        }

        boolean isActive() {
            return state == PartnerState.ACTIVE;
        }
    }

    private Known known(ResultSet row, Instant now) throws SQLException {
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
                row.getBytes("recovery"),
                row.getString("version"));
        Roster whole = roster(row.getObject("id", UUID.class), node.agency(), row.getString("roster"));
        Recovery waiting = waiting(row, whole, now);
        return new Known(
                row.getObject("id", UUID.class),
                node,
                row.getString("address"),
                PartnerState.valueOf(row.getString("state")),
                row.getBoolean("offered"),
                Sql.instant(row, "invited_at"),
                Optional.ofNullable(Sql.instantOrNull(row, "confirmed_at")),
                waiting == null ? whole : whole.before(),
                waiting);
    }

    private static @Nullable Recovery waiting(ResultSet row, Roster whole, Instant now) throws SQLException {
        Instant heard = Sql.instantOrNull(row, "recovery_heard");
        if (heard == null || row.getBoolean("recovery_approved")) {
            return null;
        }
        boolean contested = row.getBoolean("recovery_contested");
        Instant inForce = heard.plus(Duration.ofHours(row.getInt("hours")));
        boolean waits = contested || whole.steps().getLast().isCompromise() || now.isBefore(inForce);
        return waits ? new Recovery(whole, heard, inForce, contested) : null;
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

    /// A recovery of our keys that a partner was told of and that is not ours.
    ///
    /// @param partner who was told
    record Claim(String step, AgencyCode partner, Instant heard) {
        /// Whether the old keys can undo it. If it states that others have these, they cannot.
        public boolean canBeUndone() {
            return Roster.Step.parse(step).isRecovery();
        }
    }

    void claim(Claim claim) {
        sql.sql("""
                        insert into exchange_claim (step, partner, heard) values (:step, :partner, :heard)
                        on conflict (one) do update
                        set step = excluded.step, partner = excluded.partner, heard = excluded.heard
                        where exchange_claim.step <> excluded.step
                        """)
                .param("step", claim.step)
                .param("partner", claim.partner.value())
                .param("heard", Sql.time(claim.heard))
                .update();
    }

    Optional<Claim> claim() {
        return sql.sql("select step, partner, heard from exchange_claim")
                .query((row, _) -> new Claim(
                        row.getString("step"), new AgencyCode(row.getString("partner")), Sql.instant(row, "heard")))
                .optional();
    }

    void unclaim() {
        sql.sql("delete from exchange_claim").update();
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
