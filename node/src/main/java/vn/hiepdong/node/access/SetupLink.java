package vn.hiepdong.node.access;

import java.time.InstantSource;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.node.web.NotFound;

/// How the first administrator comes in, since there is no default password: a link that is written to the log of the
/// start and works once, as long as there is no account.
@Component
final class SetupLink {
    private static final Logger log = LoggerFactory.getLogger(SetupLink.class);

    private final JdbcClient sql;
    private final InstantSource clock;
    private final Secrets secrets;
    private final AccountTable table;
    private final Accounts accounts;
    private final TransactionTemplate transaction;

    SetupLink(
            JdbcClient sql,
            InstantSource clock,
            Secrets secrets,
            AccountTable table,
            Accounts accounts,
            PlatformTransactionManager transactions) {
        this.sql = sql;
        this.clock = clock;
        this.secrets = secrets;
        this.table = table;
        this.accounts = accounts;
        this.transaction = new TransactionTemplate(transactions);
    }

    /// Makes a link, in place of one from an earlier start, if nobody has an account yet.
    void announceIfNeeded() {
        if (!table.isEmpty()) return;
        log.warn("Nobody has an account yet. To open the first, an administrator's, visit /setup?token={}", renew());
    }

    String renew() {
        var token = secrets.token();
        sql.sql("""
                        insert into access_setup_link (token_hash, created_at) values (:hash, :now)
                        on conflict (only_one) do update set token_hash = :hash, created_at = :now
                        """)
                .param("hash", Secrets.hash(token))
                .param("now", AccountTable.stored(clock.instant()))
                .update();
        return token;
    }

    void check(String token) {
        boolean good = sql.sql("select exists (select from access_setup_link where token_hash = :hash)")
                .param("hash", Secrets.hash(token))
                .query(Boolean.class)
                .single();
        if (!good || !table.isEmpty()) throw new NotFound();
    }

    void use(String token, String username, String displayName, String password) {
        transaction.executeWithoutResult(_ -> {
            table.lock();
            check(token);
            var details = Accounts.details(displayName, "", "", Set.of(Role.ADMINISTRATOR));
            accounts.open(username, details, password, AccessEvent.NODE);
            sql.sql("delete from access_setup_link").update();
        });
    }
}
