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
import vn.hiepdong.node.audit.AuditEntry.Searched;
import vn.hiepdong.node.audit.AuditEntry.SignInRefused;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.ledger.Sql;

@Component
final class AuditTable implements Projection<AuditEntry> {
    private static final String INSERT = """
            insert into audit_event (applied, at, act, account, token, by, unit, post, "where", query, rights, rows)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

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
            case AccountActed acted ->
                insert(
                        at,
                        batch,
                        Act.valueOf(acted.act().name()),
                        acted.account(),
                        acted.token(),
                        acted.by(),
                        "",
                        "",
                        acted.rights(),
                        null);
            case SignInRefused refused ->
                insert(
                        at,
                        batch,
                        refused.held() ? Act.SIGN_IN_HELD : Act.SIGN_IN_FAILED,
                        refused.account(),
                        null,
                        null,
                        "",
                        "",
                        List.of(),
                        null);
            case Searched searched ->
                insert(
                        at,
                        batch,
                        Act.SEARCHED,
                        null,
                        null,
                        searched.by(),
                        searched.where(),
                        searched.query(),
                        List.of(),
                        null);
            case Exported exported ->
                insert(
                        at,
                        batch,
                        Act.EXPORTED,
                        null,
                        null,
                        exported.by(),
                        exported.where(),
                        exported.query(),
                        List.of(),
                        exported.rows());
        }
    }

    private static void insert(
            Position at,
            Batch batch,
            Act act,
            @Nullable UUID account,
            @Nullable UUID token,
            @Nullable UUID by,
            String where,
            String query,
            List<String> rights,
            @Nullable Long rows) {
        batch.add(
                INSERT,
                at.applied(),
                at.written(),
                act,
                account,
                token,
                by,
                at.by().unit(),
                at.by().post(),
                where,
                query,
                rights,
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
        EXPORTED
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
