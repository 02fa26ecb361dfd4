package vn.hiepdong.node.information;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.space.OnDuty;
import vn.hiepdong.node.space.Urgency;

/// Reads what [InformationTable] made. An item costs six small questions by primary key, a list one.
@Component
final class InformationQuery {
    private final JdbcClient sql;
    private final JsonMapper json;
    private final AgencyCode self;

    InformationQuery(JdbcClient sql, JsonMapper json, AgencyKeys keys) {
        this.sql = sql;
        this.json = json;
        self = keys.identity().code();
    }

    Optional<Item> item(InformationId id) {
        return item(id, 0, Integer.MAX_VALUE);
    }

    /// The same with what only some of its versions say: the newest, and as many as a page shows of those below one,
    /// with the one before them to compare with.
    ///
    /// @param below 0 for the newest
    Optional<Item> item(InformationId id, int below, int most) {
        return sql.sql("select space, realm, origin, state from information_item where id = :id")
                .param("id", id.value())
                .query((row, _) -> new Item(
                        id,
                        new Place(
                                new SpaceId(row.getObject("space", UUID.class)), Realm.valueOf(row.getString("realm"))),
                        new AgencyCode(row.getString("origin")),
                        State.valueOf(row.getString("state")),
                        versions(id, below, most),
                        releases(id),
                        acknowledgements(id),
                        requests(id),
                        findings(id),
                        escalations(id)))
                .optional();
    }

    private List<Item.Version> versions(InformationId id, int below, int most) {
        return sql.sql("""
                        with wanted as (
                            (select version from information_version
                             where id = :id and content is not null
                             order by version desc limit 1)
                            union all
                            (select version from information_version
                             where id = :id and content is not null and (:below <= 0 or version < :below)
                             order by version desc limit :most))
                        select version, hash, change, reason, unit, post, written_at, received_at, acknowledge_by,
                            log, index, case when version in (select version from wanted) then content end as content
                        from information_version where id = :id order by version
                        """)
                .param("id", id.value())
                .param("below", below)
                .param("most", most + 1L)
                .query((row, _) -> new Item.Version(
                        row.getInt("version"),
                        Hash.of(row.getBytes("hash")),
                        row.getString("change"),
                        content(row.getString("content")),
                        row.getString("reason"),
                        row.getString("unit"),
                        row.getString("post"),
                        Sql.instant(row, "written_at"),
                        Sql.instant(row, "received_at"),
                        Sql.instantOrNull(row, "acknowledge_by"),
                        row.getInt("log"),
                        row.getLong("index")))
                .list();
    }

    private @org.jspecify.annotations.Nullable Content content(@org.jspecify.annotations.Nullable String text) {
        return text == null ? null : json.readValue(text, Content.class);
    }

    private List<Item.Release> releases(InformationId id) {
        return sql.sql("select * from information_release where id = :id order by agency")
                .param("id", id.value())
                .query((row, _) -> new Item.Release(
                        new AgencyCode(row.getString("agency")),
                        Sql.instant(row, "since"),
                        row.getObject("awaited_version", Integer.class),
                        Sql.instantOrNull(row, "awaited_by"),
                        Sql.instantOrNull(row, "revoked_at"),
                        row.getString("revoked_for"),
                        Sql.instantOrNull(row, "confirmed_at")))
                .list();
    }

    private List<Item.Acknowledgement> acknowledgements(InformationId id) {
        return sql.sql("select * from information_acknowledgement where id = :id order by version, at, agency")
                .param("id", id.value())
                .query((row, _) -> new Item.Acknowledgement(
                        new AgencyCode(row.getString("agency")),
                        row.getInt("version"),
                        Hash.of(row.getBytes("hash")),
                        row.getString("unit"),
                        row.getString("post"),
                        Sql.instant(row, "at"),
                        Sql.instant(row, "received_at")))
                .list();
    }

    private List<Item.Request> requests(InformationId id) {
        return sql.sql("select * from information_request where id = :id order by at, request")
                .param("id", id.value())
                .query((row, _) -> request(row))
                .list();
    }

    private static Item.Request request(ResultSet row) throws SQLException {
        return new Item.Request(
                row.getObject("request", UUID.class),
                row.getInt("version"),
                row.getString("question"),
                new AgencyCode(row.getString("asker")),
                row.getString("unit"),
                row.getString("post"),
                new AgencyCode(row.getString("asked")),
                row.getString("asked_unit"),
                Sql.instant(row, "due_at"),
                Sql.instant(row, "at"),
                Sql.instant(row, "received_at"),
                Sql.instantOrNull(row, "answered_at"));
    }

    private List<Item.Finding> findings(InformationId id) {
        return sql.sql("select * from information_finding where id = :id order by at, hash")
                .param("id", id.value())
                .query((row, _) -> new Item.Finding(
                        Hash.of(row.getBytes("hash")),
                        row.getInt("version"),
                        row.getObject("request", UUID.class),
                        new AgencyCode(row.getString("agency")),
                        row.getString("unit"),
                        row.getString("post"),
                        Outcome.valueOf(row.getString("outcome")),
                        Reliability.valueOf(row.getString("reliability")),
                        Credibility.of(row.getString("credibility")),
                        row.getString("basis"),
                        Sql.instant(row, "at"),
                        Sql.instant(row, "received_at")))
                .list();
    }

    private List<Item.Escalation> escalations(InformationId id) {
        return sql.sql("select * from information_escalation where id = :id order by at, agency, step")
                .param("id", id.value())
                .query((row, _) -> new Item.Escalation(
                        row.getInt("version"),
                        new AgencyCode(row.getString("agency")),
                        row.getInt("step"),
                        OnDuty.valueOf(row.getString("who")),
                        row.getInt("percent"),
                        row.getBoolean("line_down"),
                        Sql.instant(row, "at")))
                .list();
    }

    Map<Integer, Information.Named> named(List<Information.Beginning> asked) {
        Map<Integer, Information.Named> named = new HashMap<>();
        sql.sql("""
                        select a.place, v.id, v.version
                        from unnest(:origins, :beginnings) with ordinality a (origin, beginning, place)
                        join information_version v on substring(v.hash from 1 for 3) = decode(a.beginning, 'hex')
                        join information_item i on i.id = v.id and i.origin = a.origin
                        """)
                .param(
                        "origins",
                        Sql.array(asked.stream()
                                .map(Information.Beginning::origin)
                                .toList()))
                .param(
                        "beginnings",
                        Sql.array(asked.stream().map(Information.Beginning::hex).toList()))
                .query((row, _) -> named.put(
                        row.getInt("place") - 1,
                        new Information.Named(
                                new InformationId(row.getObject("id", UUID.class)), row.getInt("version"))))
                .list();
        return named;
    }

    /// Urgent items of this agency, among these, whose newest version a party may have and does not: most urgent first.
    ///
    /// @param held by log, how many of our entries it holds
    /// @param since releases from then on it does not know of
    List<Holders.Lacked> lacked(
            Collection<UUID> among, AgencyCode party, Map<Integer, Long> held, java.time.Instant since, int limit) {
        return sql.sql("""
                        select i.id, i.space, i.realm, i.title, i.urgency, i.version, v.hash, v.content, v.written_at
                        from unnest(:among) a (id)
                        join information_item i on i.id = a.id and i.origin = :self and i.urgency <> 'ROUTINE'
                        join information_release r on r.id = i.id and r.agency = :party and r.revoked_at is null
                        join information_version v on v.id = i.id and v.version = i.version
                        join unnest(:logs, :held) h (log, held) on h.log = v.log
                        where (v.index >= h.held or r.since >= :since)
                          and not exists (select from information_acknowledgement k
                                          where k.id = i.id and k.version = i.version and k.agency = :party)
                        order by array_position(array['FLASH', 'IMMEDIATE', 'PRIORITY'], i.urgency), v.written_at
                        limit :limit
                        """)
                .param("among", among.toArray(UUID[]::new))
                .param("self", self.value())
                .param("party", party.value())
                .param("logs", held.keySet().toArray(Integer[]::new))
                .param("held", held.values().toArray(Long[]::new))
                .param("since", Sql.time(since))
                .param("limit", limit)
                .query((row, _) -> new Holders.Lacked(
                        new InformationId(row.getObject("id", UUID.class)),
                        new Place(
                                new SpaceId(row.getObject("space", UUID.class)), Realm.valueOf(row.getString("realm"))),
                        row.getInt("version"),
                        Hash.of(row.getBytes("hash")),
                        Urgency.valueOf(row.getString("urgency")),
                        row.getString("title"),
                        content(row.getString("content")),
                        Sql.instant(row, "written_at")))
                .list();
    }

    /// Topics in use, for the filter.
    List<String> topics() {
        // A loose index scan: one step per topic, not per item.
        return sql.sql("""
                        with recursive t as (
                            (select realm, topic from information_item order by realm, topic limit 1)
                            union all
                            select n.realm, n.topic from t cross join lateral (
                                select realm, topic from information_item
                                where (realm, topic) > (t.realm, t.topic)
                                order by realm, topic limit 1) n)
                        select distinct topic from t order by topic
                        """).query((row, _) -> row.getString(1)).list();
    }

    /// What a party has not acknowledged: by this agency, or (`owedToUs`) by others of what this agency wrote.
    List<Owed> owed(boolean owedToUs, int limit) {
        String who = owedToUs ? "r.origin = :self and r.agency <> :self" : "r.agency = :self";
        return sql.sql("""
                        select %s, r.agency as owing, r.awaited_version, r.awaited_by, null::timestamptz as due,
                               r.told, v.change, v.written_at as version_at, v.received_at as version_here
                        from information_release r
                        join information_item i on i.id = r.id
                        join information_version v on v.id = r.id and v.version = r.awaited_version
                        where %s and r.awaited_version is not null
                        order by r.awaited_by nulls last, i.applied
                        limit :limit
                        """.formatted(ListQuery.COLUMNS, who))
                .param("self", self.value())
                .param("limit", limit)
                .query((row, _) -> new Owed(
                        ListQuery.row(row),
                        new AgencyCode(row.getString("owing")),
                        row.getInt("awaited_version"),
                        row.getString("change"),
                        Sql.instant(row, "version_at"),
                        Sql.instant(row, "version_here"),
                        told(row)))
                .list();
    }

    /// An acknowledgement that is owed.
    ///
    /// @param change what made the version: WRITTEN, CORRECTED or RETRACTED
    /// @param since when the version was written
    /// @param here when it came to this node
    /// @param told who of this agency was told that it is late
    record Owed(
            ItemRow item,
            AgencyCode agency,
            int version,
            String change,
            Instant since,
            Instant here,
            Set<OnDuty> told) {}

    private static Set<OnDuty> told(ResultSet row) throws SQLException {
        return Sql.strings(row, "told").stream().map(OnDuty::valueOf).collect(Collectors.toSet());
    }

    /// Verifications this agency was asked for and has not answered, or (`byUs`) that it asked others for and that are
    /// late.
    List<Asked> asked(boolean byUs, int limit) {
        String who = byUs ? "q.asker = :self and q.asked <> :self and q.steps > 0" : "q.asked = :self";
        return sql.sql("""
                        select %s, null::integer as awaited_version, null::timestamptz as awaited_by,
                               q.due_at as due, q.request, q.version as asked_version, q.question, q.asker, q.unit as asking_unit,
                               q.post as asking_post, q.asked, q.asked_unit, q.due_at, q.at,
                               q.received_at as asked_here_at, q.answered_at, q.told
                        from information_request q
                        join information_item i on i.id = q.id
                        where %s and q.answered_at is null
                        order by q.due_at
                        limit :limit
                        """.formatted(ListQuery.COLUMNS, who))
                .param("self", self.value())
                .param("limit", limit)
                .query((row, _) -> new Asked(
                        ListQuery.row(row),
                        new Item.Request(
                                row.getObject("request", UUID.class),
                                row.getInt("asked_version"),
                                row.getString("question"),
                                new AgencyCode(row.getString("asker")),
                                row.getString("asking_unit"),
                                row.getString("asking_post"),
                                new AgencyCode(row.getString("asked")),
                                row.getString("asked_unit"),
                                Sql.instant(row, "due_at"),
                                Sql.instant(row, "at"),
                                Sql.instant(row, "asked_here_at"),
                                null),
                        told(row)))
                .list();
    }

    /// @param told who of this agency was told that it is late
    record Asked(ItemRow item, Item.Request request, Set<OnDuty> told) {}

    /// Items taken back from us whose erasure we have not confirmed yet.
    List<Locked> unconfirmed() {
        return sql.sql("select id, space, realm, origin from information_locked where confirmed_at is null")
                .query((row, _) -> new Locked(
                        new InformationId(row.getObject("id", UUID.class)),
                        new Place(
                                new SpaceId(row.getObject("space", UUID.class)), Realm.valueOf(row.getString("realm"))),
                        new AgencyCode(row.getString("origin"))))
                .list();
    }

    record Locked(InformationId id, Place place, AgencyCode origin) {}

    /// Files that items of partners carry, newest items first.
    List<PartnersFile> partnersFiles(int limit) {
        return sql.sql("""
                        select f.hash, f.size, i.origin
                        from information_attachment f
                        join information_item i on i.id = f.id
                        where i.origin <> :self
                        order by i.applied desc
                        limit :limit
                        """)
                .param("self", self.value())
                .param("limit", limit)
                .query((row, _) -> new PartnersFile(
                        Hash.of(row.getBytes("hash")), row.getLong("size"), new AgencyCode(row.getString("origin"))))
                .list();
    }

    record PartnersFile(Hash hash, long size, AgencyCode origin) {}

    /// Files of items that were taken back and that no other item here carries.
    List<Hash> abandoned() {
        return sql.sql("""
                        select distinct l.hash from information_locked_attachment l
                        where not exists (select from information_attachment f where f.hash = l.hash)
                        limit 200
                        """).query((row, _) -> Hash.of(row.getBytes(1))).list();
    }

    /// The files of an item that was taken back are deleted, or still carried by another.
    void settled(Hash hash) {
        sql.sql("delete from information_locked_attachment where hash = :hash")
                .param("hash", hash.bytes())
                .update();
    }

    /// Whether an item that is held here carries this attachment.
    boolean carries(Hash attachment) {
        return sql.sql("select exists (select from information_attachment where hash = :hash)")
                .param("hash", attachment.bytes())
                .query(Boolean.class)
                .single();
    }

    /// Whether an item of this agency that carries this attachment is released to that party.
    boolean carriedTo(Hash attachment, AgencyCode party) {
        return sql.sql("""
                        select exists (
                            select from information_attachment f
                            join information_release r on r.id = f.id and r.agency = :party and r.revoked_at is null
                            where f.hash = :hash and r.origin = :self)
                        """)
                .param("hash", attachment.bytes())
                .param("party", party.value())
                .param("self", self.value())
                .query(Boolean.class)
                .single();
    }

    /// The attachments of these items of this agency that are released to that party.
    List<Hash> carriedTo(Collection<UUID> items, AgencyCode party) {
        return sql.sql("""
                        select distinct f.hash
                        from unnest(:items) as asked (id)
                        join information_attachment f on f.id = asked.id
                        join information_release r on r.id = f.id and r.agency = :party and r.revoked_at is null
                        where r.origin = :self
                        """)
                .param("items", items.toArray(UUID[]::new))
                .param("party", party.value())
                .param("self", self.value())
                .query((row, _) -> Hash.of(row.getBytes(1)))
                .list();
    }
}
