package vn.hiepdong.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import vn.hiepdong.node.database.TestPostgres;

/// Who signs goes on, whatever becomes of the database.
class SignerTest {
    private final Place place = TestNode.place();

    @TempDir
    Path folder;

    @Test
    void aDatabaseThatDiesWhileASignatureIsStoredStopsNothing() throws Exception {
        var database = TestPostgres.freshDatabase();
        var broken = new BreaksOnce(database);
        var keys = AgencyKeys.in(folder.resolve("POL"), new AgencyCode("POL"));
        try (var ledger = new Ledger(
                database,
                broken,
                keys,
                List.of(new RemarkEntry.Table(JdbcClient.create(database))),
                InstantSource.system(),
                Duration.ofMillis(5),
                SigningGuard.none())) {
            ledger.append(TestNode.statement(place, new RemarkEntry.Made(TestNode.id(), "một")));
            assertThat(broken.broke.await(30, TimeUnit.SECONDS)).isTrue();

            String origin = keys.identity().origin(place.realm(), place.space()).toString();
            long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
            while (ledger.log(origin).orElseThrow().signedSize() == 0 && System.nanoTime() < end) {
                Thread.sleep(10);
            }
            assertThat(ledger.log(origin).orElseThrow().signedSize()).isEqualTo(1);
        }
    }

    /// The line to the database breaks when the first signature is stored, and so does the attempt to take that back.
    private static final class BreaksOnce extends JdbcTransactionManager {
        private static final long serialVersionUID = 1;

        final transient CountDownLatch broke = new CountDownLatch(1);

        BreaksOnce(TestPostgres.Database database) {
            super(database);
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            if (broke.getCount() == 0 || !Thread.currentThread().getName().equals("ledger-signer")) {
                super.doCommit(status);
                return;
            }
            broke.countDown();
            super.doRollback(status);
            throw new TransactionSystemException("JDBC rollback failed");
        }
    }
}
