package vn.hiepdong.node.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.audit.AuditEntry.AccountActed;
import vn.hiepdong.node.audit.AuditEntry.Exported;
import vn.hiepdong.node.audit.AuditEntry.ReceiversChanged;
import vn.hiepdong.node.audit.AuditEntry.Searched;
import vn.hiepdong.node.audit.AuditEntry.SignInRefused;
import vn.hiepdong.node.audit.AuditEntry.SigningResumed;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.ledger.Sql;

@Component
final class AuditTable implements Projection<AuditEntry> {
    private static final String INSERT =
            "insert into audit_event (applied, at, unit, post, act, %s) values (?, ?, ?, ?, ?, %s)";

    private final JdbcClient sql;

    AuditTable(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Kinds<AuditEntry> kinds() {
        return new Kinds<>("audit", AuditEntry.class);
    }

    @Override
    public List<String> tables() {
        return List.of("audit_event");
    }

    @Override
    public void apply(Position at, AuditEntry entry, Batch batch) {
        if (!at.own()) {
            return; // an agency audits itself
        }
        switch (entry) {
            case AccountActed(var account, var act, var token, var rights, var by) ->
                batch.add(
                        INSERT.formatted("account, token, by, rights", "?, ?, ?, ?"),
                        at.applied(),
                        at.written(),
                        at.by().unit(),
                        at.by().post(),
                        act,
                        account,
                        token,
                        by,
                        rights);
            case SignInRefused(var account, var held) ->
                batch.add(
                        INSERT.formatted("account", "?"),
                        at.applied(),
                        at.written(),
                        at.by().unit(),
                        at.by().post(),
                        held ? Act.SIGN_IN_HELD : Act.SIGN_IN_FAILED,
                        account);
            case SigningResumed(var by, var logs) ->
                used(at, batch, Act.SIGNING_RESUMED, by, "signing", String.join(", ", logs), null);
            case ReceiversChanged(var by, var change) ->
                used(at, batch, Act.RECEIVERS_CHANGED, by, "webhooks", change, null);
            case Searched(var by, var where, var query) -> used(at, batch, Act.SEARCHED, by, where, query, null);
            case Exported(var by, var where, var query, var rows) ->
                used(at, batch, Act.EXPORTED, by, where, query, rows);
        }
    }

    private static void used(
            Position at, Batch batch, Act act, UUID by, String where, String query, @Nullable Long rows) {
        batch.add(
                INSERT.formatted("by, \"where\", query, rows", "?, ?, ?, ?"),
                at.applied(),
                at.written(),
                at.by().unit(),
                at.by().post(),
                act,
                by,
                where,
                query,
                rows);
    }

    /// What is shown of a line of the audit.
    enum Act {
        CREATED,
        EDITED,
        ROLES_CHANGED,
        DEACTIVATED,
        ACTIVATED,
        PASSWORD_RESET,
        PASSWORD_CHANGED,
        SESSIONS_ENDED,
        TOKEN_ISSUED,
        TOKEN_REVOKED,
        SIGN_IN_FAILED,
        SIGN_IN_HELD,
        SEARCHED,
        EXPORTED,
        SIGNING_RESUMED,
        RECEIVERS_CHANGED
    }

    record Event(
            long applied,
            Instant at,
            Act act,
            @Nullable UUID account,
            @Nullable UUID token,
            @Nullable UUID by,
            String unit,
            String post,
            String where,
            String query,
            List<String> rights,
            @Nullable Long rows) {}

    /// The newest first.
    ///
    /// @param before only what was written before this one
    /// @param act null for all
    List<Event> list(long before, @Nullable Act act, int limit) {
        return sql.sql("""
                        select * from audit_event
                        where applied < :before and (cast(:act as text) is null or act = :act)
                        order by applied desc
                        limit :limit
                        """)
                .param("before", before)
                .param("act", act == null ? null : act.name())
                .param("limit", limit)
                .query((row, _) -> event(row))
                .list();
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("applied"),
                Sql.instant(row, "at"),
                Act.valueOf(row.getString("act")),
                row.getObject("account", UUID.class),
                row.getObject("token", UUID.class),
                row.getObject("by", UUID.class),
                row.getString("unit"),
                row.getString("post"),
                row.getString("where"),
                row.getString("query"),
                Sql.strings(row, "rights"),
                row.getObject("rows", Long.class));
    }
}
