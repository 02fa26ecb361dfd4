package vn.hiepdong.node.ledger;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import vn.hiepdong.node.database.TestPostgres;

/// A ledger on a database of its own, with the remarks feature.
final class TestNode implements AutoCloseable {
    final TestPostgres.Database database;
    final AgencyKeys keys;
    final RemarkEntry.Table remarks;
    final Ledger ledger;

    TestNode(Path folder, String code) {
        this(TestPostgres.freshDatabase(), AgencyKeys.in(folder.resolve(code), new AgencyCode(code)));
    }

    /// Another instance on the same database.
    TestNode(TestPostgres.Database database, AgencyKeys keys) {
        this.database = database;
        this.keys = keys;
        remarks = new RemarkEntry.Table(JdbcClient.create(database));
        ledger = new Ledger(
                database,
                new JdbcTransactionManager(database),
                keys,
                List.of(remarks),
                InstantSource.system(),
                Duration.ofMillis(5),
                SigningGuard.none());
    }

    Appended say(Place place, String text, String... to) {
        return ledger.append(statement(place, new RemarkEntry.Made(id(), text), to));
    }

    static Statement statement(Place place, Entry entry, String... to) {
        var receivers = java.util.Arrays.stream(to).map(AgencyCode::new).collect(java.util.stream.Collectors.toSet());
        return new Statement(place, new Actor("PC08", "Trực ban"), Set.copyOf(receivers), entry);
    }

    static UUID id() {
        return new UUID(
                ThreadLocalRandom.current().nextLong(),
                ThreadLocalRandom.current().nextLong());
    }

    static Place place() {
        return new Place(new SpaceId(id()), Realm.REAL);
    }

    LogView log(Place place) {
        return ledger.log(keys.identity().origin(place.realm(), place.space()).toString())
                .orElseThrow();
    }

    /// Waits until everything is signed; fails after 30 s.
    LogView signed(Place place) throws InterruptedException {
        for (int i = 0; i < 3000; i++) {
            LogView log = log(place);
            if (log.signedSize() == log.size() || log.frozen() != null) {
                return log;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("not signed after 30 s");
    }

    @Override
    public void close() {
        ledger.close();
    }
}
