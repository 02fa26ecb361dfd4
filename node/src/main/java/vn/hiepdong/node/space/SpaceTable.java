package vn.hiepdong.node.space;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.space.SpaceEntry.Commented;
import vn.hiepdong.node.space.SpaceEntry.Declined;
import vn.hiepdong.node.space.SpaceEntry.Proposed;
import vn.hiepdong.node.space.SpaceEntry.Signed;

@Component
final class SpaceTable implements Projection<SpaceEntry> {
    static final Kinds<SpaceEntry> KINDS = new Kinds<>("space", SpaceEntry.class);

    private final JdbcClient sql;
    private final JsonMapper json;
    private final InstantSource clock;
    private final ZoneId zone;

    SpaceTable(
            JdbcClient sql,
            JsonMapper json,
            InstantSource clock,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") String zone) {
        this.sql = sql;
        this.json = json;
        this.clock = clock;
        this.zone = ZoneId.of(zone);
    }

    @Override
    public Kinds<SpaceEntry> kinds() {
        return KINDS;
    }

    @Override
    public List<String> tables() {
        return List.of("space_space", "space_version", "space_signature", "space_comment");
    }

    @Override
    public void apply(Position at, SpaceEntry entry, Batch batch) {
        switch (entry) {
            case Proposed proposed -> propose(at, proposed, batch);
            case Signed signed -> answer(at, signed.hash(), null, batch);
            case Commented commented -> comment(at, commented, batch);
            case Declined declined -> answer(at, declined.hash(), declined.reason(), batch);
        }
    }

    private void propose(Position at, Proposed proposed, Batch batch) {
        batch.add("""
                insert into space_space (id, realm, founder) values (?, ?, ?)
                on conflict (id) do nothing
                """, at.space(), at.realm(), at.agency());
        batch.add(
                """
                insert into space_version (space, hash, version, title, proposer, unit, post, parties, regulation,
                                           written_at, received_at, applied)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?)
                """,
                at.space(),
                at.hash(),
                proposed.version(),
                proposed.regulation().title(),
                at.agency(),
                at.by().unit(),
                at.by().post(),
                proposed.regulation().parties(),
                json.writeValueAsString(proposed.regulation()),
                at.written(),
                at.received(),
                at.applied());
    }

    /// The first answer of a party to a version stands.
    private static void answer(
            Position at, Hash hash, @org.jspecify.annotations.Nullable String declined, Batch batch) {
        batch.add(
                """
                insert into space_signature (space, hash, agency, unit, post, signed_at, received_at, declined)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (space, hash, agency) do nothing
                """,
                at.space(),
                hash,
                at.agency(),
                at.by().unit(),
                at.by().post(),
                at.written(),
                at.received(),
                declined);
    }

    private static void comment(Position at, Commented commented, Batch batch) {
        batch.add(
                """
                insert into space_comment (space, hash, agency, unit, post, at, received_at, applied, text)
                values (?, ?, ?, ?, ?, ?, ?, ?, left(?, 4000))
                """,
                at.space(),
                commented.hash(),
                at.agency(),
                at.by().unit(),
                at.by().post(),
                at.written(),
                at.received(),
                at.applied(),
                commented.text());
    }

    LocalDate today() {
        return day(clock.instant());
    }

    private LocalDate day(Instant at) {
        return at.atZone(zone).toLocalDate();
    }

    /// All versions of all spaces, newest first.
    List<RegulationVersion> versions() {
        return withSignatures(sql.sql("""
                        select v.*, s.realm, f.hash is not null as in_force
                        from space_version v
                        join space_space s on s.id = v.space
                        left join space_in_force('infinity', :today) f on f.space = v.space and f.hash = v.hash
                        order by v.applied desc
                        limit 500
                        """)
                .param("today", today())
                .query((row, _) -> version(row))
                .list());
    }

    /// What was said to a version, in order.
    List<Comment> comments(Hash version) {
        return sql.sql("select agency, post, at, text from space_comment where hash = :hash order by applied limit 500")
                .param("hash", version.bytes())
                .query((row, _) -> new Comment(
                        new AgencyCode(row.getString("agency")),
                        row.getString("post"),
                        Sql.instant(row, "at"),
                        row.getString("text")))
                .list();
    }

    record Comment(AgencyCode agency, String post, Instant at, String text) {}

    /// What is usual on a day.
    Usual usual(LocalDate day) {
        return sql.sql("""
                        select regime from space_usual where valid_from <= :day order by valid_from desc limit 1
                        """)
                .param("day", day)
                .query((row, _) -> json.readValue(row.getString("regime"), Usual.class))
                .single();
    }

    /// All regulations that are in force today.
    List<RegulationVersion> allInForce() {
        return withSignatures(sql.sql("select f.*, true as in_force from space_in_force('infinity', :today) f")
                .param("today", today())
                .query((row, _) -> version(row))
                .list());
    }

    /// All texts of a space that every party signed, the newest first.
    Rules rules(SpaceId space) {
        return new Rules(
                sql.sql("""
                        select v.signed_at, v.regulation from space_signed v where v.space = :space
                        order by v.version desc, v.hash
                        """)
                        .param("space", space.value())
                        .query((row, _) -> new Rules.Signed(
                                Sql.instant(row, "signed_at"),
                                json.readValue(row.getString("regulation"), Regulation.class)))
                        .list(),
                zone);
    }

    Optional<RegulationVersion> inForce(SpaceId space) {
        return withSignatures(sql.sql("""
                        select f.*, true as in_force from space_in_force('infinity', :today) f where f.space = :space
                        """)
                        .param("today", today())
                        .param("space", space.value())
                        .query((row, _) -> version(row))
                        .list())
                .stream()
                .findFirst();
    }

    /// The space in force, of one realm, that has all these parties: the one with the fewest others.
    Optional<RegulationVersion> inForceWith(Realm realm, Collection<AgencyCode> parties) {
        return withSignatures(sql.sql("""
                        select f.*, true as in_force
                        from space_in_force('infinity', :today) f
                        where f.realm = :realm and f.parties @> cast(:parties as text[])
                        order by cardinality(f.parties), f.applied
                        limit 1
                        """)
                        .param("today", today())
                        .param("realm", realm.name())
                        .param("parties", Sql.array(parties))
                        .query((row, _) -> version(row))
                        .list())
                .stream()
                .findFirst();
    }

    Optional<Place> place(SpaceId space) {
        return sql.sql("select realm from space_space where id = :id")
                .param("id", space.value())
                .query((row, _) -> new Place(space, Realm.valueOf(row.getString(1))))
                .optional();
    }

    /// Parties of any proposed version of each space.
    Map<SpaceId, Set<AgencyCode>> parties() {
        var parties = new HashMap<SpaceId, Set<AgencyCode>>();
        sql.sql("select space, parties from space_version").query(row -> {
            var space = new SpaceId(row.getObject("space", UUID.class));
            Sql.strings(row, "parties")
                    .forEach(code ->
                            parties.computeIfAbsent(space, _ -> new HashSet<>()).add(new AgencyCode(code)));
        });
        return parties;
    }

    private RegulationVersion version(ResultSet row) throws SQLException {
        return new RegulationVersion(
                new SpaceId(row.getObject("space", UUID.class)),
                Realm.valueOf(row.getString("realm")),
                row.getInt("version"),
                Hash.of(row.getBytes("hash")),
                new AgencyCode(row.getString("proposer")),
                row.getString("post"),
                json.readValue(row.getString("regulation"), Regulation.class),
                Sql.instant(row, "written_at"),
                List.of(),
                row.getBoolean("in_force"));
    }

    /// One question for the signatures of all versions on a page.
    private List<RegulationVersion> withSignatures(List<RegulationVersion> versions) {
        var signatures = new HashMap<Hash, List<RegulationVersion.Signature>>();
        sql.sql("""
                        select hash, agency, post, signed_at, declined from space_signature
                        where space = any(:spaces)
                        order by signed_at, agency
                        """)
                .param(
                        "spaces",
                        versions.stream()
                                .map(each -> each.space().value())
                                .distinct()
                                .toArray(UUID[]::new))
                .query(row -> {
                    signatures
                            .computeIfAbsent(Hash.of(row.getBytes("hash")), _ -> new ArrayList<>())
                            .add(new RegulationVersion.Signature(
                                    new AgencyCode(row.getString("agency")),
                                    row.getString("post"),
                                    Sql.instant(row, "signed_at"),
                                    row.getString("declined")));
                });
        return versions.stream()
                .map(each -> new RegulationVersion(
                        each.space(),
                        each.realm(),
                        each.version(),
                        each.hash(),
                        each.proposer(),
                        each.post(),
                        each.regulation(),
                        each.writtenAt(),
                        signatures.getOrDefault(each.hash(), List.of()),
                        each.inForce()))
                .toList();
    }
}
