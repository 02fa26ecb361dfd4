package vn.hiepdong.node.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.LiveUpdates;

/// Who may store what of a run.
class JobTableTest {
    private static final UUID OFFICER = UUID.randomUUID();
    private final UUID id = UUID.randomUUID();
    private TestPostgres.Database database;
    private JobTable table;
    private java.time.Instant now = java.time.Instant.parse("2026-11-22T02:10:00Z");

    @BeforeEach
    void anOrder() {
        database = TestPostgres.freshDatabase();
        var sql = JdbcClient.create(database);
        InstantSource clock = () -> now;
        table = new JobTable(sql, new JdbcTransactionManager(database), new LiveUpdates(sql), clock);
        table.insert(id, OFFICER, new JobOrder("work", "subject", "q", "{}", Language.VI, "x.csv", "text/csv"));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void whoeverWasOvertakenStoresNothingMore() {
        JobRun slow = table.begin(id).orElseThrow();
        assertThat(table.store(slow, new byte[] {1}, "a", 1, 3)).isTrue();
        JobRun next = table.begin(id).orElseThrow();
        assertThat(next.place()).isEqualTo("a");
        assertThat(table.store(slow, new byte[] {9}, "b", 2, 3)).isFalse();
        table.end(slow, JobRun.State.FAILED, "job.problem.FAULT");
        assertThat(table.store(next, new byte[] {2}, "b", 2, 3)).isTrue();
        table.end(next, JobRun.State.DONE, null);
        assertThat(table.find(id).orElseThrow().state()).isEqualTo(JobRun.State.DONE);
        assertThat(table.part(id, 1)).hasValue(new byte[] {1});
        assertThat(table.part(id, 2)).hasValue(new byte[] {2});
        assertThat(table.part(id, 3)).isEmpty();
    }

    @Test
    void whatWasStoppedIsNotBegunAgainUntilItIsWanted() {
        JobRun run = table.begin(id).orElseThrow();
        assertThat(table.underWay(OFFICER)).isEqualTo(1);
        assertThat(table.cancel(UUID.randomUUID(), id)).isFalse();
        assertThat(table.cancel(OFFICER, id)).isTrue();
        assertThat(table.store(run, new byte[] {1}, "a", 1, 3)).isFalse();
        assertThat(table.begin(id)).isEmpty();
        assertThat(table.underWay(OFFICER)).isZero();
        assertThat(table.retry(OFFICER, id)).isTrue();
        assertThat(table.begin(id)).isPresent();
    }

    @Test
    void aResultGoesAfterADay() {
        JobRun run = table.begin(id).orElseThrow();
        table.store(run, new byte[] {1}, "a", 1, 1);
        table.end(run, JobRun.State.DONE, null);
        now = now.plusSeconds(86_399);
        table.clean();
        assertThat(table.part(id, 1)).isPresent();
        now = now.plusSeconds(2);
        table.clean();
        assertThat(table.find(id)).isEmpty();
        assertThat(table.part(id, 1)).isEmpty();
    }
}
