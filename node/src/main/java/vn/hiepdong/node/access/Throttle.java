package vn.hiepdong.node.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Makes guessing slow: after a few failures each further attempt has to wait twice as long as the one before.
/// Counted per account and per address, in the database, so that all instances count together.
///
/// An attempt is counted before the password is looked at and taken back when it was right; so a hundred attempts
/// at once are a hundred attempts, not one. The longest wait is short enough that nobody can lock an officer out
/// for a night.
@Component
final class Throttle {
    private static final Duration FORGET = Duration.ofHours(24);

    private final JdbcClient sql;
    private final InstantSource clock;

    Throttle(JdbcClient sql, InstantSource clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /// Who or what is being held back, and how strictly. Stored as a hash: the table tells nobody who tried whom.
    enum Kind {
        ACCOUNT(5, Duration.ofMinutes(5)),
        ADDRESS(30, Duration.ofMinutes(15)),
        /// Addresses of pages that carry a secret.
        TOKEN_ADDRESS(30, Duration.ofMinutes(15));

        private final int free;
        private final Duration longest;

        Kind(int free, Duration longest) {
            this.free = free;
            this.longest = longest;
        }
    }

    /// @param delay zero when the attempt may go ahead
    /// @param first whether this attempt, should it fail, is the first after which somebody has to wait
    record Verdict(Duration delay, boolean first) {}

    Verdict attempt(Kind kind, String name) {
        var now = clock.instant();
        var counted = sql.sql("""
                        insert into access_throttle as held (subject, failures, last_at, blocked_until)
                        values (:subject, 1, :now, :now)
                        on conflict (subject) do update
                           set failures = case when held.last_at < :forget then 1 else held.failures + 1 end,
                               last_at = :now,
                               blocked_until = cast(:now as timestamptz) + make_interval(secs =>
                                   case when held.last_at < :forget or held.failures < :free then 0
                                        else least(:longest, power(2, least(held.failures + 1 - :free, 20)))
                                   end)
                         where held.blocked_until <= :now
                        returning failures
                        """)
                .param("subject", subject(kind, name))
                .param("now", AccountTable.stored(now))
                .param("forget", AccountTable.stored(now.minus(FORGET)))
                .param("free", kind.free)
                .param("longest", kind.longest.toSeconds())
                .query(Integer.class)
                .optional();
        return counted.map(failures -> new Verdict(Duration.ZERO, failures == kind.free + 1))
                .orElseGet(() -> new Verdict(Duration.between(now, blockedUntil(kind, name, now)), false));
    }

    /// The attempt was right after all.
    void takeBack(Kind kind, String name) {
        var statement = kind == Kind.ACCOUNT
                ? "delete from access_throttle where subject = :subject"
                // One good password does not excuse the wrong ones before it from the same address.
                : "update access_throttle set failures = greatest(failures - 1, 0), blocked_until = last_at"
                        + " where subject = :subject";
        sql.sql(statement).param("subject", subject(kind, name)).update();
    }

    private Instant blockedUntil(Kind kind, String name, Instant now) {
        return sql.sql("select blocked_until from access_throttle where subject = :subject")
                .param("subject", subject(kind, name))
                .query((row, _) -> AccountTable.instant(row, "blocked_until"))
                .optional()
                .orElse(now.plusSeconds(1));
    }

    private static String subject(Kind kind, String name) {
        return kind.name() + ":" + HexFormat.of().formatHex(Secrets.hash(name));
    }
}
