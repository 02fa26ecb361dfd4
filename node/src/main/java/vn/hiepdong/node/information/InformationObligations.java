package vn.hiepdong.node.information;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.deadline.Obligation;
import vn.hiepdong.node.deadline.Obligations;
import vn.hiepdong.node.deadline.Step;
import vn.hiepdong.node.information.InformationEntry.Escalated;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Entry;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.space.Urgency;

/// Acknowledgements and verifications that this agency owes or is owed.
@Component
final class InformationObligations {
    private final JdbcClient sql;

    InformationObligations(JdbcClient sql) {
        this.sql = sql;
    }

    /// Part of an obligation: a version to acknowledge, a request to answer.
    private Obligation obligation(ResultSet row) throws SQLException {
        return new Obligation(
                row.getObject("id", UUID.class),
                row.getString("part"),
                new AgencyCode(row.getString("owing")),
                new AgencyCode(row.getString("owed_to")),
                new SpaceId(row.getObject("space", UUID.class)),
                Urgency.valueOf(row.getString("urgency")),
                Sql.instant(row, "since"),
                Sql.instant(row, "here"),
                Sql.instant(row, "due"),
                row.getInt("steps"));
    }

    private List<Obligation> stepping(String query, Instant now, int limit) {
        return sql.sql(query)
                .param("now", Sql.time(now))
                .param("limit", limit)
                .query((row, _) -> obligation(row))
                .list();
    }

    private static String reason(Obligation owed, Step step) {
        return "due " + owed.due() + ", " + step.percent() + " %" + (step.lineDown() ? ", line down" : "");
    }

    @Component
    static final class Acknowledgements implements Obligations {
        private final InformationObligations all;

        Acknowledgements(InformationObligations all) {
            this.all = all;
        }

        @Override
        public List<Obligation> stepping(Instant now, int limit) {
            return all.stepping("""
                    select r.id, r.awaited_version::text as part, r.agency as owing, r.origin as owed_to, i.space,
                           i.urgency, v.written_at as since, v.received_at as here, r.awaited_by as due, r.steps
                    from information_release r
                    join information_item i on i.id = r.id
                    join information_version v on v.id = r.id and v.version = r.awaited_version
                    where r.next_at <= :now
                    order by r.next_at
                    limit :limit
                    """, now, limit);
        }

        @Override
        public Entry step(Obligation owed, Step step) {
            return new Escalated(
                    new InformationId(owed.subject()),
                    Integer.parseInt(owed.part()),
                    owed.owing(),
                    reason(owed, step),
                    step,
                    null);
        }
    }

    @Component
    static final class Verifications implements Obligations {
        private final InformationObligations all;

        Verifications(InformationObligations all) {
            this.all = all;
        }

        @Override
        public List<Obligation> stepping(Instant now, int limit) {
            return all.stepping("""
                    select q.id, q.version || '/' || q.request as part, q.asked as owing, q.asker as owed_to, i.space,
                           i.urgency, q.at as since, q.received_at as here, q.due_at as due, q.steps
                    from information_request q
                    join information_item i on i.id = q.id
                    where q.next_at <= :now
                    order by q.next_at
                    limit :limit
                    """, now, limit);
        }

        @Override
        public Entry step(Obligation owed, Step step) {
            String[] part = owed.part().split("/");
            return new Escalated(
                    new InformationId(owed.subject()),
                    Integer.parseInt(part[0]),
                    owed.owing(),
                    reason(owed, step),
                    step,
                    UUID.fromString(part[1]));
        }
    }
}
