package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.Appended;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.ledger.SigningGuard;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.witness.WitnessForTests;

/// An agency's node without its web pages: database, ledger, exchange.
final class TestNode implements AutoCloseable {
    static final Actor DUTY = new Actor("PV01", "Trực ban");

    final AgencyCode code;
    final Members members = new Members();
    final Path keys;
    final Path signed;
    final TestPostgres.Database database;
    final InstantSource clock;
    final Uuid7 ids;
    Ledger ledger;
    Exchange exchange;
    WitnessForTests witness;
    private final List<Projection<?>> more;
    private int port;
    private String url;

    private TestNode(String code, InstantSource clock, String url, List<Projection<?>> more) {
        this.url = url;
        this.code = new AgencyCode(code);
        this.clock = clock;
        this.more = new ArrayList<>(more);
        ids = new Uuid7(clock, new java.security.SecureRandom());
        database = TestPostgres.freshDatabase();
        sql().sql("create table test_note (id uuid primary key, agency text not null, text text not null)")
                .update();
        keys = temporary("keys-" + code);
        signed = temporary("signed-" + code);
        start();
    }

    private static Path temporary(String name) {
        try {
            return Files.createTempDirectory(name);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static TestNode start(String code, InstantSource clock) {
        return new TestNode(code, clock, "", List.of());
    }

    static TestNode start(String code, Projection<?>... more) {
        return new TestNode(code, InstantSource.system(), "", List.of(more));
    }

    /// A node that partners are told to look for where nothing is.
    static TestNode startAlone(String code) {
        return new TestNode(code, InstantSource.system(), "https://127.0.0.1:1", List.of());
    }

    /// Starts, or starts again at the same port.
    void start() {
        ledger = ledger(database);
        exchange = exchange(database, ledger, port);
        witness = new WitnessForTests(
                database, ledger, exchange.links(), exchange.partners(), members, exchange.branches(), clock);
        if (url.isEmpty()) {
            port = Integer.parseInt(exchange.url().substring(exchange.url().lastIndexOf(':') + 1));
        }
    }

    private final java.util.Map<Ledger, PartnerTable> tables = new java.util.IdentityHashMap<>();

    Ledger ledger(DataSource source) {
        return ledger(source, keys);
    }

    Ledger ledger(DataSource source, Path keys) {
        var partners = new PartnerTable(source);
        var projections = new ArrayList<Projection<?>>(more);
        projections.add(partners);
        projections.add(new NoteEntry.Table());
        projections.add(WitnessForTests.table(source));
        var made = new Ledger(
                source,
                new JdbcTransactionManager(source),
                AgencyKeys.in(keys, code, source),
                projections,
                clock,
                Duration.ofMillis(10),
                source == database ? SigningGuard.in(signed) : SigningGuard.in(temporary("signed-" + code)));
        tables.put(made, partners);
        return made;
    }

    Exchange exchange(DataSource source, Ledger on, int port) {
        var settings = new ExchangeSettings(
                "127.0.0.1",
                port,
                url,
                Duration.ofMillis(300),
                Duration.ofMillis(1500),
                Duration.ofMillis(50),
                Duration.ofMillis(400));
        var names = new Exchange.Names("Cơ quan " + code, "Agency " + code, "other", "0.1.0");
        return new Exchange(
                source,
                on,
                java.util.Objects.requireNonNull(tables.get(on)),
                members,
                java.util.Optional.empty(),
                keys,
                keys.resolve("carried"),
                names,
                ids,
                clock,
                settings);
    }

    /// Stops, and starts again as a version that knows more.
    void upgrade(Projection<?> kinds) {
        stop();
        more.add(kinds);
        start();
    }

    /// From the next start on, partners are told to come here.
    void calls(String address) {
        url = address;
    }

    int port() {
        return port;
    }

    void stop() {
        exchange.close();
        ledger.close();
    }

    /// Both know each other afterwards.
    static void pair(TestNode one, TestNode other) {
        Pairing accepted = other.exchange
                .partners()
                .accept(one.exchange.partners().invitation().line(), DUTY);
        String fingerprint = ((Pairing.Done) accepted).partner().fingerprint();
        Until.isTrue(() -> one.exchange.partners().partner(other.code).isPresent());
        one.exchange.partners().confirm(other.code, fingerprint, DUTY);
        other.exchange.partners().confirm(one.code, fingerprint, DUTY);
    }

    /// All of them are in this space.
    static void join(Place place, TestNode... nodes) {
        for (TestNode node : nodes) {
            node.members.are(
                    place.space(),
                    Stream.of(nodes)
                            .filter(each -> each != node)
                            .map(each -> each.code)
                            .toArray(AgencyCode[]::new));
        }
    }

    Appended write(Place in, String text, TestNode... to) {
        return ledger.append(note(in, text, to));
    }

    Statement note(Place in, String text, TestNode... to) {
        Set<AgencyCode> parties = new TreeSet<>();
        for (TestNode each : to) {
            parties.add(each.code);
        }
        return new Statement(in, DUTY, parties, new NoteEntry.Written(ids.next(), text));
    }

    /// Of the log that goes on.
    LogOrigin origin(Place place) {
        return ledger.self()
                .origin(place.realm(), place.space())
                .number(ledger.keys().roster().number());
    }

    /// Our own log there.
    LogView log(Place place) {
        return logOf(this, place);
    }

    /// Our copy of another node's log.
    LogView logOf(TestNode other, Place place) {
        return ledger.log(other.origin(place).toString()).orElseThrow();
    }

    SignedNote checkpoint(Place place) {
        return java.util.Objects.requireNonNull(log(place).checkpoint());
    }

    boolean holds(TestNode other, Place place, long size) {
        return ledger.log(other.origin(place).toString())
                .filter(log -> log.size() == size && log.signedSize() == size)
                .isPresent();
    }

    /// Whether a partner confirmed all of our log.
    boolean isHeldBy(TestNode other, Place place) {
        LogView log = log(place);
        return exchange.links().holders(log.id(), log.size() - 1).stream()
                .anyMatch(held -> held.agency().equals(other.code));
    }

    Link linkTo(TestNode other) {
        return exchange.links().link(other.code).orElseThrow();
    }

    List<String> texts() {
        return sql().sql("select text from test_note order by text")
                .query((row, _) -> row.getString(1))
                .list();
    }

    List<UUID> notes() {
        return sql().sql("select id from test_note order by id")
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    JdbcClient sql() {
        return JdbcClient.create(database);
    }

    @Override
    public void close() {
        stop();
        database.close();
    }
}
