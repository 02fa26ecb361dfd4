package vn.hiepdong.node.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.node.database.TestPostgres;

@Timeout(60)
class LiveUpdatesTest {
    private static final long LONG = 30_000;

    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final LiveUpdates live = new LiveUpdates(JdbcClient.create(database));
    private final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    private final LiveListener here = new LiveListener(database);
    private final LiveListener atTheOtherInstance = new LiveListener(database);

    @BeforeEach
    void start() throws InterruptedException {
        for (var listener : List.of(here, atTheOtherInstance)) {
            // Everybody who waits when the listening starts is told to look: then it has started.
            var first = new LiveReader(Set.of("first"));
            listener.start();
            listener.join(first);
            while (first.next(100).isEmpty()) live.changed("first");
            listener.leave(first);
        }
    }

    @AfterEach
    void stop() {
        here.stop();
        atTheOtherInstance.stop();
        database.close();
    }

    @Test
    void readersAtEveryInstanceHearOfTheirTopicsAndOfNoOthers() throws InterruptedException {
        var one = reader(here, "information", "watch");
        var two = reader(atTheOtherInstance, "watch");

        live.changed("information");
        live.changed("watch");

        assertThat(one.next(LONG)).contains("information");
        assertThat(two.next(LONG)).containsExactly("watch");
    }

    @Test
    void nobodyHearsBeforeTheCommitAndManyChangesAreOneWord() throws InterruptedException {
        var reader = reader(here, "information");
        transaction.executeWithoutResult(_ -> {
            for (int i = 0; i < 100; i++) live.changed("information");
            live.changed("watch");
            assertThat(sent()).isZero();
        });

        assertThat(reader.next(LONG)).containsExactly("information");
    }

    @Test
    void nobodyHearsOfWhatWasRolledBack() throws InterruptedException {
        var reader = reader(here, "information", "end");

        transaction.executeWithoutResult(status -> {
            live.changed("information");
            status.setRollbackOnly();
        });
        live.changed("end");

        assertThat(reader.next(LONG)).containsExactly("end");
    }

    @Test
    void aSlowReaderIsNeverOwedMoreThanItsTopics() throws InterruptedException {
        var slow = new LiveReader(Set.of("a", "b"));

        for (int i = 0; i < 10_000; i++) {
            slow.changed("a");
            slow.changed("b");
            slow.changed("c");
        }

        assertThat(slow.next(LONG)).containsExactlyInAnyOrder("a", "b");
        assertThat(slow.next(0)).isEmpty();
    }

    @Test
    void whoComesWhileTheNodeStopsIsSentAway() throws InterruptedException {
        var waiting = reader(here, "a");
        here.stop();

        assertThat(waiting.isClosed()).isTrue();
        assertThat(reader(here, "a").isClosed()).isTrue();
    }

    @Test
    void aTopicSaysWhereToLookAndNothingElse() {
        assertThatThrownBy(() -> live.changed("Lũ ở Ba Thá")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> live.changed("a\nevent: b")).isInstanceOf(IllegalArgumentException.class);
    }

    private static LiveReader reader(LiveListener listener, String... topics) {
        var reader = new LiveReader(Set.of(topics));
        listener.join(reader);
        return reader;
    }

    private int sent() {
        return JdbcClient.create(database)
                .sql("select case when pg_notification_queue_usage() > 0 then 1 else 0 end")
                .query(Integer.class)
                .single();
    }
}
