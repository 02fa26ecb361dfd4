package vn.hiepdong.node.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Once;

/// What was answered to requests that must not happen twice. The primary key decides who came first, whichever
/// instance the second one reaches.
@Component
final class IdempotencyTable {
    static final Duration KEPT = Once.KEPT;
    /// After so long without an answer the instance that worked on it is taken to be gone. If it is not, both attempts
    /// still append once ([Once]).
    static final Duration GIVEN_UP = Duration.ofSeconds(10);

    private final JdbcClient sql;
    private final InstantSource clock;

    IdempotencyTable(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// What may be done with a request.
    sealed interface Turn {
        /// @param attempt names this attempt, should another one take over
        record Go(UUID attempt) implements Turn {}

        record Replay(Answer answer) implements Turn {}

        record UnderWay() implements Turn {}

        record OtherRequest() implements Turn {}
    }

    /// An answer as it went out.
    ///
    /// @param headers names and values in turn
    record Answer(int status, List<String> headers, byte[] body) {}

    Turn begin(UUID actor, String key, byte[] request) {
        forgetOld();
        var attempt = UUID.randomUUID();
        if (claim(actor, key, request, attempt)) return new Turn.Go(attempt);
        var stored = sql.sql("select * from access_idempotency where actor = :actor and key = :key")
                .param("actor", actor)
                .param("key", key)
                .query((row, _) -> stored(row))
                .optional();
        // Gone between two statements: whoever had it failed, and the sender may try again.
        if (stored.isEmpty()) return new Turn.UnderWay();
        if (!Arrays.equals(stored.get().request(), request)) return new Turn.OtherRequest();
        var answer = stored.get().answer();
        return answer == null ? new Turn.UnderWay() : new Turn.Replay(answer);
    }

    void finish(UUID actor, String key, UUID attempt, Answer answer) {
        sql.sql("""
                        update access_idempotency set status = :status, headers = :headers, body = :body
                         where actor = :actor and key = :key and attempt = :attempt
                        """)
                .param("status", answer.status())
                .param("headers", answer.headers().toArray(String[]::new))
                .param("body", answer.body())
                .param("actor", actor)
                .param("key", key)
                .param("attempt", attempt)
                .update();
    }

    /// Nothing came of it: the same key may be used again.
    void release(UUID actor, String key, UUID attempt) {
        sql.sql("delete from access_idempotency where actor = :actor and key = :key and attempt = :attempt")
                .param("actor", actor)
                .param("key", key)
                .param("attempt", attempt)
                .update();
    }

    private boolean claim(UUID actor, String key, byte[] request, UUID attempt) {
        var now = clock.instant();
        return sql.sql("""
                        insert into access_idempotency as held (actor, key, request_hash, started_at, attempt)
                        values (:actor, :key, :request, :now, :attempt)
                        on conflict (actor, key) do update
                           set started_at = :now, attempt = :attempt
                         where held.status is null
                           and held.request_hash = :request
                           and held.started_at < :givenUp
                        """)
                        .param("actor", actor)
                        .param("key", key)
                        .param("request", request)
                        .param("now", AccountTable.stored(now))
                        .param("attempt", attempt)
                        .param("givenUp", AccountTable.stored(now.minus(GIVEN_UP)))
                        .update()
                == 1;
    }

    private void forgetOld() {
        sql.sql("""
                        delete from access_idempotency
                         where (actor, key) in (select actor, key from access_idempotency
                                                 where started_at < :old
                                                 limit 50
                                                 for update skip locked)
                        """)
                .param("old", AccountTable.stored(clock.instant().minus(KEPT)))
                .update();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        var status = row.getObject("status", Integer.class);
        return new Stored(
                row.getBytes("request_hash"),
                status == null
                        ? null
                        : new Answer(
                                status,
                                List.of((String[]) row.getArray("headers").getArray()),
                                row.getBytes("body")));
    }

    private record Stored(byte[] request, @Nullable Answer answer) {}
}
