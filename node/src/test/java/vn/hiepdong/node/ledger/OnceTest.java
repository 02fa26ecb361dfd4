package vn.hiepdong.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.DefaultTransactionStatus;
import vn.hiepdong.node.database.TestPostgres;

/// What may be asked for twice is said once.
class OnceTest {
    private final Place place = TestNode.place();

    @TempDir
    Path folder;

    @Test
    void theSecondAttemptGetsWhatTheFirstOneSaid() {
        try (var node = new TestNode(folder, "POL")) {
            var request = UUID.randomUUID();
            List<Appended> first = inRequest(node, request, "một", "hai");
            List<Appended> second = inRequest(node, request, "một", "hai");

            assertThat(second).isEqualTo(first);
            assertThat(first.getFirst()).isNotEqualTo(first.getLast());
            assertThat(node.remarks.count()).isEqualTo(2);
            assertThat(inRequest(node, UUID.randomUUID(), "một", "hai")).doesNotContainAnyElementsOf(first);
            assertThat(node.remarks.count()).isEqualTo(4);
        }
    }

    @Test
    void anAttemptThatWasCutOffHalfwayIsFinishedByTheNext() {
        try (var node = new TestNode(folder, "POL")) {
            var request = UUID.randomUUID();
            List<Appended> cutOff = inRequest(node, request, "một");
            List<Appended> whole = inRequest(node, request, "một", "hai");

            assertThat(whole.getFirst()).isEqualTo(cutOff.getFirst());
            assertThat(node.remarks.count()).isEqualTo(2);
        }
    }

    @Test
    void attemptsAtTheSameTimeSayItOnce() {
        try (var node = new TestNode(folder, "POL");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var request = UUID.randomUUID();
            var attempts = IntStream.range(0, 20)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(() -> inRequest(node, request, "một"), threads))
                    .toList();
            assertThat(attempts.stream().map(CompletableFuture::join).distinct())
                    .hasSize(1);
            assertThat(node.remarks.count()).isEqualTo(1);
        }
    }

    private List<Appended> inRequest(TestNode node, UUID request, String... texts) {
        var said = new AtomicReference<List<Appended>>();
        Once.in(request, () -> {
            said.set(java.util.Arrays.stream(texts)
                    .map(each -> node.say(place, each))
                    .toList());
            return null;
        });
        return said.get();
    }

    @Test
    void aCommitWhoseAnswerIsLostIsNotWrittenAgain() {
        var database = TestPostgres.freshDatabase();
        var lossy = new LossyCommits(database);
        var keys = AgencyKeys.in(folder.resolve("POL"), new AgencyCode("POL"));
        var remarks = new RemarkEntry.Table(JdbcClient.create(database));
        try (var ledger = new Ledger(
                database,
                lossy,
                keys,
                List.of(remarks),
                InstantSource.system(),
                Duration.ofMillis(5),
                SigningGuard.none())) {
            lossy.stores = true;
            lossy.loses = 1;
            ledger.append(List.of(remark("một"), remark("hai")));
            assertThat(remarks.count()).isEqualTo(2);

            lossy.stores = false;
            lossy.loses = 1;
            assertThatThrownBy(() -> ledger.append(remark("không"))).isInstanceOf(TransactionSystemException.class);
            assertThat(remarks.count()).isEqualTo(2);
        }
    }

    private Statement remark(String text) {
        return TestNode.statement(place, new RemarkEntry.Made(TestNode.id(), text));
    }

    /// The line to the database breaks at the next commits.
    private static final class LossyCommits extends JdbcTransactionManager {
        private static final long serialVersionUID = 1;

        volatile int loses;
        /// Whether the database still commits.
        volatile boolean stores;

        LossyCommits(TestPostgres.Database database) {
            super(database);
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            boolean writer = Thread.currentThread().getName().equals("ledger-writer");
            if (!writer || loses == 0) {
                super.doCommit(status);
                return;
            }
            loses--;
            if (stores) super.doCommit(status);
            else super.doRollback(status);
            throw new TransactionSystemException("the line broke");
        }
    }
}
