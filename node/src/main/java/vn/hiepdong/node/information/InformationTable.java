package vn.hiepdong.node.information;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.deadline.Obligation;
import vn.hiepdong.node.deadline.Step;
import vn.hiepdong.node.information.InformationEntry.Acknowledged;
import vn.hiepdong.node.information.InformationEntry.Classified;
import vn.hiepdong.node.information.InformationEntry.Corrected;
import vn.hiepdong.node.information.InformationEntry.Erased;
import vn.hiepdong.node.information.InformationEntry.ErasureConfirmed;
import vn.hiepdong.node.information.InformationEntry.Escalated;
import vn.hiepdong.node.information.InformationEntry.Found;
import vn.hiepdong.node.information.InformationEntry.Held;
import vn.hiepdong.node.information.InformationEntry.HoldLifted;
import vn.hiepdong.node.information.InformationEntry.ReleaseRevoked;
import vn.hiepdong.node.information.InformationEntry.ReleasedTo;
import vn.hiepdong.node.information.InformationEntry.Retracted;
import vn.hiepdong.node.information.InformationEntry.RevocationConfirmed;
import vn.hiepdong.node.information.InformationEntry.VerificationRequested;
import vn.hiepdong.node.information.InformationEntry.Written;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.space.OnDuty;

/// What became of every item. Responses may come before what they respond to: rows refer by id, nothing is
/// looked up.
@Component
final class InformationTable implements Projection<InformationEntry> {
    static final Kinds<InformationEntry> KINDS = new Kinds<>("information", InformationEntry.class);

    private static final UUID NO_REQUEST = new UUID(0, 0);

    private static final String RESTATE =
            "update information_item set state = information_state(id) where id = any(?::uuid[])";

    private static final String WRITE = """
            insert into information_item (id, space, realm, origin, state, version, title, topic, urgency,
                source_kind, reliability, credibility, event_time, lat, lon, written_at, received_at, applied,
                words, warned_area, files, changed_at)
            select id, space, realm, origin, 'RELEASED', 1, title, topic, urgency,
                source_kind, reliability, credibility, event_time, lat, lon, written_at, received_at, applied,
                words, warned_area, files, written_at
            from unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::text[], ?::text[], ?::timestamptz[], ?::float8[], ?::float8[], ?::timestamptz[],
                    ?::timestamptz[], ?::bigint[], ?::tsvector[], ?::text[], ?::int[])
                r (id, space, realm, origin, title, topic, urgency, source_kind, reliability, credibility, event_time,
                    lat, lon, written_at, received_at, applied, words, warned_area, files)
            """;

    private static final String ADD_VERSION = """
            insert into information_version (id, version, hash, change, content, reason, unit, post,
                written_at, received_at, acknowledge_by, log, index)
            select * from unnest(?::uuid[], ?::int[], ?::bytea[], ?::text[], ?::jsonb[], ?::text[], ?::text[], ?::text[],
                ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::int[], ?::bigint[])
            """;

    private static final String RELEASE_WRITTEN = """
            insert into information_release (id, agency, origin, since, awaited_version, awaited_by, next_at)
            select r.id, p.party, r.origin, r.since,
                case when a.id is null then 1 end, case when a.id is null then r.acknowledge_by end,
                case when a.id is not null then null when p.party = r.self then r.here_by
                     when r.origin = r.self then r.acknowledge_by end
            from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::text[])
                    r (id, origin, self, since, acknowledge_by, here_by, parties)
                cross join unnest(r.parties::text[]) p (party)
                left join lateral (select a.id from information_acknowledgement a
                                   where a.id = r.id and a.agency = p.party limit 1) a on true
            on conflict (id, agency) do nothing
            """;

    /// The clock of a release that was heard of before the item itself.
    private static final String START_CLOCK = """
            update information_release r
            set next_at = case when r.agency = n.self then n.now_by else r.awaited_by end
            from (select u.id, u.self, i.received_at, i.written_at,
                         (select w.awaited_by + greatest(i.received_at - i.written_at, interval '0')
                          from information_release w where w.id = u.id and w.agency = u.self) as now_by
                  from unnest(?::uuid[], ?::text[]) u (id, self) join information_item i on i.id = u.id) n
            where r.id = n.id and r.next_at is null and r.awaited_by is not null and r.steps = 0
              and (r.agency = n.self or r.origin = n.self)
            """;

    private static final String RESTATE_ANSWERED = """
            update information_item i set state = information_state(i.id)
            where i.id = any(?::uuid[])
              and (exists (select from information_acknowledgement a where a.id = i.id)
                or exists (select from information_request q where q.id = i.id)
                or exists (select from information_finding f where f.id = i.id))
            """;

    private static final String SETTLE = """
            update information_item i set state = information_author_settles(i.id, r.author, r.log, r.space)
            from unnest(?::uuid[], ?::text[], ?::int[], ?::uuid[]) r (id, author, log, space)
            where i.id = r.id
              and (exists (select from information_version v where v.id = i.id)
                or exists (select from information_release e where e.id = i.id)
                or exists (select from information_locked k where k.id = i.id)
                or exists (select from information_erased x where x.id = i.id)
                or exists (select from information_acknowledgement a where a.id = i.id)
                or exists (select from information_request q where q.id = i.id)
                or exists (select from information_finding f where f.id = i.id))
            """;

    private final AgencyCode self;
    private final JsonMapper json;

    InformationTable(AgencyKeys keys, JsonMapper json) {
        self = keys.identity().code();
        this.json = json;
    }

    @Override
    public Kinds<InformationEntry> kinds() {
        return KINDS;
    }

    @Override
    public List<String> tables() {
        return List.of(
                "information_item",
                "information_version",
                "information_release",
                "information_acknowledgement",
                "information_request",
                "information_finding",
                "information_locked",
                "information_erased",
                "information_erasure",
                "information_hold",
                "information_escalation",
                "information_attachment");
    }

    @Override
    public void apply(Position at, InformationEntry entry, Batch batch) {
        switch (entry) {
            case Written written -> write(at, written, batch);
            case Corrected corrected -> correct(at, corrected, batch);
            case Retracted retracted -> retract(at, retracted, batch);
            case ReleasedTo released -> release(at, released, batch);
            case ReleaseRevoked revoked -> revoke(at, revoked, batch);
            case RevocationConfirmed confirmed -> confirm(at, confirmed, batch);
            case Erased erased -> erase(at, erased, batch);
            case ErasureConfirmed confirmed -> confirmErasure(at, confirmed, batch);
            case Held held -> hold(at, held, batch);
            case HoldLifted lifted -> lift(at, lifted, batch);
            case Classified classified -> classify(at, classified, batch);
            case Acknowledged acknowledged -> acknowledge(at, acknowledged, batch);
            case VerificationRequested requested -> request(at, requested, batch);
            case Found found -> find(at, found, batch);
            case Escalated escalated -> escalate(at, escalated, batch);
        }
    }

    private void write(Position at, Written written, Batch batch) {
        InformationId id = written.id();
        Content content = written.content();
        Content.Location location = content.location();
        batch.gather(
                WRITE,
                id.value(),
                at.space(),
                at.realm(),
                at.agency(),
                content.title(),
                content.topic(),
                content.urgency(),
                content.sourceKind(),
                content.reliability(),
                content.credibility().digit(),
                content.eventTime(),
                location == null ? null : location.lat(),
                location == null ? null : location.lon(),
                at.written(),
                at.received(),
                at.applied(),
                SearchWords.vector(content.title(), area(content)),
                area(content),
                content.attachments().size());
        settle(at, id, batch);
        version(at, id, 1, "WRITTEN", content, null, written.acknowledgeBy(), batch);
        batch.gather(
                RELEASE_WRITTEN,
                id.value(),
                at.agency(),
                self,
                at.written(),
                written.acknowledgeBy(),
                hereBy(at, written.acknowledgeBy()),
                at.to());
        batch.gather(START_CLOCK, id.value(), self);
        batch.gather(RESTATE_ANSWERED, id.value());
    }

    private static @org.jspecify.annotations.Nullable String area(Content content) {
        return content.warning() == null ? null : content.warning().areaDescription();
    }

    /// What others claimed about the item before its author's word came is removed; usually there is nothing.
    private static void settle(Position at, InformationId id, Batch batch) {
        batch.gather(SETTLE, id.value(), at.agency(), at.log(), at.space());
    }

    /// Only its author changes an item, in the space it is in. Throws when somebody else tries: the entry is then kept
    /// and flagged, and changes nothing. An item that is not here yet is settled when it comes.
    private static void mustBeItsAuthor(Position at, InformationId id, Batch batch) {
        batch.flush();
        List<Boolean> author = batch.jdbc()
                .query(
                        "select origin = ? and space = ? from information_item where id = ?",
                        (row, _) -> row.getBoolean(1),
                        at.agency().value(),
                        at.space().value(),
                        id.value());
        if (author.contains(Boolean.FALSE)) {
            throw new IllegalArgumentException(at.agency() + " is not the author of item " + id);
        }
    }

    private void version(
            Position at,
            InformationId id,
            int version,
            String change,
            @org.jspecify.annotations.Nullable Content content,
            @org.jspecify.annotations.Nullable String reason,
            java.time.@org.jspecify.annotations.Nullable Instant acknowledgeBy,
            Batch batch) {
        batch.gather(
                ADD_VERSION,
                id.value(),
                version,
                at.hash(),
                change,
                content == null ? null : json.writeValueAsString(content),
                reason,
                at.by().unit(),
                at.by().post(),
                at.written(),
                at.received(),
                acknowledgeBy,
                at.log(),
                at.index());
        if (content != null) {
            for (Content.AttachmentRef file : content.attachments()) {
                batch.add("""
                        insert into information_attachment (id, hash, size) values (?, decode(?, 'hex'), ?)
                        on conflict do nothing
                        """, id.value(), file.sha256(), file.size());
            }
        }
    }

    private void correct(Position at, Corrected corrected, Batch batch) {
        InformationId id = corrected.id();
        mustBeItsAuthor(at, id, batch);
        Content content = corrected.content();
        Content.Location location = content.location();
        version(
                at,
                id,
                corrected.version(),
                "CORRECTED",
                content,
                corrected.reason(),
                corrected.acknowledgeBy(),
                batch);
        batch.add(
                """
                update information_item
                set version = ?, title = ?, topic = ?, urgency = ?, source_kind = ?, reliability = ?, credibility = ?,
                    event_time = ?, lat = ?, lon = ?, words = ?::tsvector, warned_area = ?, files = ?,
                    changed_at = ?
                where id = ? and origin = ? and version < ?
                """,
                corrected.version(),
                content.title(),
                content.topic(),
                content.urgency(),
                content.sourceKind(),
                content.reliability(),
                content.credibility().digit(),
                content.eventTime(),
                location == null ? null : location.lat(),
                location == null ? null : location.lon(),
                SearchWords.vector(content.title(), area(content)),
                area(content),
                content.attachments().size(),
                at.written(),
                id.value(),
                at.agency(),
                corrected.version());
        awaitAgain(at, id, corrected.version(), corrected.acknowledgeBy(), batch);
    }

    private void retract(Position at, Retracted retracted, Batch batch) {
        InformationId id = retracted.id();
        mustBeItsAuthor(at, id, batch);
        version(at, id, retracted.version(), "RETRACTED", null, retracted.reason(), retracted.acknowledgeBy(), batch);
        batch.add(
                "update information_item set version = ?, changed_at = ? where id = ? and origin = ? and version < ?",
                retracted.version(),
                at.written(),
                id.value(),
                at.agency(),
                retracted.version());
        awaitAgain(at, id, retracted.version(), retracted.acknowledgeBy(), batch);
    }

    /// When the clock for what this agency owes begins to call: the time on the way does not count.
    private static java.time.@org.jspecify.annotations.Nullable Instant hereBy(
            Position at, java.time.@org.jspecify.annotations.Nullable Instant by) {
        return by == null ? null : by.plus(Obligation.onTheWay(at.written(), at.received()));
    }

    /// Everyone who has the item must acknowledge the new version too.
    private void awaitAgain(
            Position at,
            InformationId id,
            int version,
            java.time.@org.jspecify.annotations.Nullable Instant by,
            Batch batch) {
        batch.add("""
                update information_release r
                set awaited_version = ?, awaited_by = ?, steps = 0, told = '{}',
                    next_at = case when r.agency = ? then ?::timestamptz when r.origin = ? then ?::timestamptz end
                where r.id = ? and r.origin = ? and r.revoked_at is null
                  and not exists (select from information_acknowledgement a
                                  where a.id = r.id and a.agency = r.agency and a.version >= ?)
                """, version, by, self, hereBy(at, by), self, by, id.value(), at.agency(), version);
        batch.gather(RESTATE, id.value());
    }

    private void release(Position at, ReleasedTo released, Batch batch) {
        InformationId id = released.id();
        mustBeItsAuthor(at, id, batch);
        batch.add(
                """
                insert into information_release (id, agency, origin, since, awaited_version, awaited_by, next_at)
                select ?, ?, ?, ?, ?, ?, i.next_at
                from (select) one
                left join lateral (select ?::timestamptz as next_at from information_item where id = ?) i on true
                on conflict (id, agency) do update
                set since = excluded.since, awaited_version = excluded.awaited_version,
                    awaited_by = excluded.awaited_by, revoked_at = null, revoked_for = null, confirmed_at = null,
                    steps = 0, told = '{}', next_at = excluded.next_at
                where information_release.origin = excluded.origin
                """,
                id.value(),
                released.to(),
                at.agency(),
                at.written(),
                released.version(),
                released.acknowledgeBy(),
                released.to().equals(self)
                        ? hereBy(at, released.acknowledgeBy())
                        : at.own() ? released.acknowledgeBy() : null,
                id.value());
        batch.add("delete from information_locked where id = ? and origin = ?", id.value(), at.agency());
        batch.release(at, id.value(), released.to()); // what we said about it goes along
        batch.gather(RESTATE, id.value());
    }

    private void revoke(Position at, ReleaseRevoked revoked, Batch batch) {
        InformationId id = revoked.id();
        mustBeItsAuthor(at, id, batch);
        batch.add("""
                update information_release
                set revoked_at = ?, revoked_for = ?, awaited_version = null, awaited_by = null, next_at = null
                where id = ? and agency = ? and origin = ?
                """, at.written(), revoked.reason(), id.value(), revoked.from(), at.agency());
        if (at.own() || !revoked.from().equals(self)) {
            batch.withdraw(at, id.value(), revoked.from());
            batch.gather(RESTATE, id.value());
        } else {
            lock(at, revoked, batch);
        }
    }

    /// The release to us was taken back: nothing of what the item said stays here.
    private static void lock(Position at, ReleaseRevoked revoked, Batch batch) {
        WHAT_IT_SAID.forEach(sql -> batch.add(sql, revoked.id().value(), at.agency()));
        batch.add(
                "delete from information_item where id = ? and origin = ?",
                revoked.id().value(),
                at.agency());
        batch.add("""
                insert into information_locked (id, space, realm, origin, reason, locked_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict (id) do nothing
                """, revoked.id().value(), at.space(), at.realm(), at.agency(), revoked.reason(), at.received());
        batch.erase(at, revoked.id().value());
    }

    private static final List<String> WHAT_IT_SAID = List.of(
            """
            insert into information_locked_attachment (id, hash)
            select f.id, f.hash from information_attachment f join information_item i on i.id = f.id
            where f.id = ? and i.origin = ?
            on conflict do nothing
            """,
            "delete from information_version v using information_item i where i.id = v.id and v.id = ? and i.origin = ?",
            "delete from information_attachment f using information_item i where i.id = f.id and f.id = ? and i.origin = ?",
            "delete from information_release r where r.id = ? and r.origin = ?",
            "delete from information_request r where r.id = ? and r.asker = ?",
            "delete from information_finding f where f.id = ? and f.agency = ?");

    private static void confirm(Position at, RevocationConfirmed confirmed, Batch batch) {
        batch.add(
                "update information_release set confirmed_at = ? where id = ? and agency = ? and revoked_at is not null",
                at.written(),
                confirmed.id().value(),
                at.agency());
        if (at.own()) {
            batch.add(
                    "update information_locked set confirmed_at = ? where id = ?",
                    at.written(),
                    confirmed.id().value());
        }
    }

    /// Entries that say nothing of what an item said: that it was acknowledged or held, and that nothing is left of it.
    private static final Set<String> OUTLIVING = Stream.of("acknowledged", "held", "hold-lifted", "erasure-confirmed")
            .map(kind -> "information." + kind)
            .collect(Collectors.toUnmodifiableSet());

    /// Whether an entry is by the author of an item that is or was here. Empty when nothing is known of it: then
    /// nobody is believed about what others said.
    private static List<Boolean> isByItsAuthor(Position at, InformationId id, Batch batch) {
        batch.flush();
        return batch.jdbc()
                .query(
                        """
                        select origin = ? and space = ? from (
                            select id, origin, space from information_item
                            union all select id, origin, space from information_locked) known
                        where id = ?
                        """,
                        (row, _) -> row.getBoolean(1),
                        at.agency().value(),
                        at.space().value(),
                        id.value());
    }

    private void erase(Position at, Erased erased, Batch batch) {
        InformationId id = erased.id();
        List<Boolean> byAuthor = isByItsAuthor(at, id, batch);
        if (byAuthor.contains(Boolean.FALSE)) {
            throw new IllegalArgumentException(at.agency() + " is not the author of item " + id);
        }
        boolean known = !byAuthor.isEmpty();
        boolean held = known && weHold(at, id, batch);
        if (held && at.own()) {
            throw new HeldException(id);
        }
        if (known) {
            batch.add("delete from information_erased where id = ?", id.value()); // a stranger's claim
        }
        if (held) {
            batch.add("delete from information_locked where id = ?", id.value());
        } else if (known) {
            ALL_OF_IT.forEach(sql -> batch.add(sql, id.value()));
        } else {
            batch.add("delete from information_version where id = ? and log = ?", id.value(), at.log());
            batch.add("delete from information_release where id = ? and origin = ?", id.value(), at.agency());
            batch.add("delete from information_request where id = ? and asker = ?", id.value(), at.agency());
            batch.add("delete from information_finding where id = ? and agency = ?", id.value(), at.agency());
        }
        batch.add(
                """
                insert into information_erased (id, origin, space, realm, reason, unit, post, erased_at, received_at,
                    parties, confirmed, applied, held, log, index)
                values (?, ?, ?, ?, left(?, 64), ?, ?, ?, ?, ?, false, ?, ?, ?, ?)
                on conflict (id, origin) do nothing
                """,
                id.value(),
                at.agency(),
                at.space(),
                at.realm(),
                erased.reason(),
                at.by().unit(),
                at.by().post(),
                at.written(),
                at.received(),
                at.to().stream().sorted().toList(),
                at.applied(),
                held,
                at.log(),
                at.index());
        if (!held) {
            batch.erase(at.log(), at.index(), at.space(), id.value(), known, OUTLIVING);
        }
    }

    /// Whether this agency's own hold stands at the time of an entry.
    private boolean weHold(Position at, InformationId id, Batch batch) {
        batch.flush();
        return !batch.jdbc()
                .queryForList(
                        "select until from information_hold where id = ? and agency = ? and space = ?"
                                + " and lifted_at is null and until > ?",
                        id.value(),
                        self.value(),
                        at.space().value(),
                        Sql.time(at.written()))
                .isEmpty();
    }

    private static void classify(Position at, Classified classified, Batch batch) {
        mustBeItsAuthor(at, classified.id(), batch);
        batch.add(
                "update information_item set retention = left(?, 64) where id = ? and origin = ?",
                classified.retention(),
                classified.id().value(),
                at.agency());
    }

    private static void hold(Position at, Held held, Batch batch) {
        InformationId id = held.id();
        end(at, id, Hold.Ended.REPLACED, batch);
        batch.add(
                """
                insert into information_hold (id, agency, space, realm, reason, reference, unit, post, since, until,
                    index, applied)
                values (?, ?, ?, ?, left(?, 64), left(?, 64), ?, ?, ?, ?, ?, ?)
                """,
                id.value(),
                at.agency(),
                at.space(),
                at.realm(),
                held.reason(),
                held.reference(),
                at.by().unit(),
                at.by().post(),
                at.written(),
                held.until(),
                at.index(),
                at.applied());
    }

    /// What its author erased while we held it goes now.
    private static void lift(Position at, HoldLifted lifted, Batch batch) {
        InformationId id = lifted.id();
        end(at, id, lifted.expired() ? Hold.Ended.EXPIRED : Hold.Ended.LIFTED, batch);
        if (!at.own()) {
            return;
        }
        batch.flush();
        record Waiting(int log, long index) {}
        for (Waiting each : batch.jdbc()
                .query(
                        "select log, index from information_erased where id = ? and space = ? and held",
                        (row, _) -> new Waiting(row.getInt(1), row.getLong(2)),
                        id.value(),
                        at.space().value())) {
            ALL_OF_IT.forEach(sql -> batch.add(sql, id.value()));
            batch.add("update information_erased set held = false where id = ?", id.value());
            batch.erase(each.log, each.index, at.space(), id.value(), true, OUTLIVING);
        }
    }

    private static void end(Position at, InformationId id, Hold.Ended ended, Batch batch) {
        batch.add(
                "update information_hold set lifted_at = ?, ended = ?"
                        + " where id = ? and agency = ? and space = ? and lifted_at is null",
                at.written(),
                ended,
                id.value(),
                at.agency(),
                at.space());
    }

    private static final List<String> ALL_OF_IT = List.of(
            """
            insert into information_locked_attachment (id, hash)
            select id, hash from information_attachment where id = ?
            on conflict do nothing
            """,
            "delete from information_attachment where id = ?",
            "delete from information_version where id = ?",
            "delete from information_release where id = ?",
            "delete from information_request where id = ?",
            "delete from information_finding where id = ?",
            "delete from information_locked where id = ?",
            "delete from information_item where id = ?");

    private static void confirmErasure(Position at, ErasureConfirmed confirmed, Batch batch) {
        batch.add("""
                insert into information_erasure (id, agency, space, confirmed_at) values (?, ?, ?, ?)
                on conflict (id, agency, space) do nothing
                """, confirmed.id().value(), at.agency(), at.space(), at.written());
        if (at.own()) {
            batch.add(
                    "update information_erased set confirmed = true where id = ? and space = ?",
                    confirmed.id().value(),
                    at.space());
        }
    }

    private static void acknowledge(Position at, Acknowledged acknowledged, Batch batch) {
        batch.add(
                """
                insert into information_acknowledgement (id, space, version, agency, hash, unit, post, at, received_at)
                select v.* from (values (?::uuid, ?::uuid, ?, ?, ?::bytea, ?, ?, ?::timestamptz, ?::timestamptz))
                    v (id, space, version, agency, hash, unit, post, at, received_at)
                where not exists (select from information_item i where i.id = v.id and i.space <> v.space)
                on conflict (id, version, agency) do nothing
                """,
                acknowledged.id().value(),
                at.space(),
                acknowledged.version(),
                at.agency(),
                acknowledged.hash(),
                at.by().unit(),
                at.by().post(),
                at.written(),
                at.received());
        batch.add("""
                update information_release set awaited_version = null, awaited_by = null, next_at = null
                where id = ? and agency = ? and awaited_version <= ?
                """, acknowledged.id().value(), at.agency(), acknowledged.version());
        batch.gather(RESTATE, acknowledged.id().value());
    }

    private void request(Position at, VerificationRequested requested, Batch batch) {
        batch.add(
                """
                insert into information_request (request, id, space, version, question, asker, unit, post, asked,
                    asked_unit, due_at, at, received_at, next_at, answered_at)
                select v.request, v.id, v.space, v.version, v.question, v.asker, v.unit, v.post, v.asked, v.asked_unit,
                    v.due_at, v.at, v.received_at, case when f.at is null then v.next_at end, f.at
                from (values (?::uuid, ?::uuid, ?::uuid, ?, ?, ?, ?, ?, ?, ?::text, ?::timestamptz, ?::timestamptz,
                              ?::timestamptz, ?::timestamptz))
                    v (request, id, space, version, question, asker, unit, post, asked, asked_unit, due_at, at,
                       received_at, next_at)
                cross join lateral (select min(f.at) as at from information_finding f where f.request = v.request) f
                where not exists (select from information_item i where i.id = v.id and i.space <> v.space)
                """,
                requested.request(),
                requested.id().value(),
                at.space(),
                requested.version(),
                requested.question(),
                at.agency(),
                at.by().unit(),
                at.by().post(),
                requested.askedOf(),
                requested.unit(),
                requested.dueAt(),
                at.written(),
                at.received(),
                requested.askedOf().equals(self) ? hereBy(at, requested.dueAt()) : at.own() ? requested.dueAt() : null);
        batch.gather(RESTATE, requested.id().value());
    }

    private static void find(Position at, Found found, Batch batch) {
        batch.add(
                """
                insert into information_finding (hash, id, space, version, request, agency, unit, post, outcome,
                    reliability, credibility, basis, at, received_at, applied)
                select v.* from (values (?::bytea, ?::uuid, ?::uuid, ?, ?::uuid, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz,
                                         ?::timestamptz, ?::bigint))
                    v (hash, id, space, version, request, agency, unit, post, outcome, reliability, credibility, basis,
                       at, received_at, applied)
                where not exists (select from information_item i where i.id = v.id and i.space <> v.space)
                """,
                at.hash(),
                found.id().value(),
                at.space(),
                found.version(),
                found.request(),
                at.agency(),
                at.by().unit(),
                at.by().post(),
                found.outcome(),
                found.reliability(),
                found.credibility().digit(),
                found.basis(),
                at.written(),
                at.received(),
                at.applied());
        if (found.request() != null) {
            batch.add("""
                    update information_request set answered_at = ?, next_at = null
                    where request = ? and asked = ? and answered_at is null
                    """, at.written(), found.request(), at.agency());
        }
        batch.gather(RESTATE, found.id().value());
    }

    /// A step of before there were several was told to the duty commander.
    private static void escalate(Position at, Escalated escalated, Batch batch) {
        Step step = escalated.step() == null ? new Step(1, OnDuty.DUTY_COMMANDER, 100, false, null) : escalated.step();
        batch.add(
                """
                insert into information_escalation (id, version, agency, request, step, who, percent, line_down, reason, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                escalated.id().value(),
                escalated.version(),
                escalated.agency(),
                escalated.request() == null ? NO_REQUEST : escalated.request(),
                step.number(),
                step.who(),
                step.percent(),
                step.lineDown(),
                escalated.reason(),
                at.written());
        if (escalated.request() == null) {
            batch.add(
                    """
                    update information_release set steps = ?, told = array_append(told, ?::text), next_at = ?
                    where id = ? and agency = ? and awaited_version = ?
                    """,
                    step.number(),
                    step.who(),
                    step.next(),
                    escalated.id().value(),
                    escalated.agency(),
                    escalated.version());
        } else {
            batch.add("""
                    update information_request set steps = ?, told = array_append(told, ?::text), next_at = ?
                    where request = ? and answered_at is null
                    """, step.number(), step.who(), step.next(), escalated.request());
        }
    }
}
