package vn.hiepdong.node.report;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.deadline.Obligation;
import vn.hiepdong.node.deadline.Obligations;
import vn.hiepdong.node.deadline.Step;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Entry;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.report.ReportEntry.Escalated;
import vn.hiepdong.node.report.ReportEntry.Missed;
import vn.hiepdong.node.report.ReportEntry.Submitted;
import vn.hiepdong.node.space.OnDuty;
import vn.hiepdong.node.space.Urgency;

/// What became of every report: sent, missing, told to whom. The first that is sent counts.
@Component
final class ReportTable implements Projection<ReportEntry>, Obligations {
    private static final Kinds<ReportEntry> KINDS = new Kinds<>("report", ReportEntry.class);

    private final JdbcClient sql;

    ReportTable(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Kinds<ReportEntry> kinds() {
        return KINDS;
    }

    @Override
    public List<String> tables() {
        return List.of("report_period", "report_step");
    }

    @Override
    public void apply(Position at, ReportEntry entry, Batch batch) {
        switch (entry) {
            case Submitted submitted -> submit(at, submitted, batch);
            case Missed missed -> {
                if (at.own()) {
                    miss(at, missed, batch);
                }
            }
            case Escalated escalated -> {
                if (at.own()) {
                    escalate(at, escalated, batch);
                }
            }
        }
    }

    private static void submit(Position at, Submitted submitted, Batch batch) {
        if (!at.space().value().equals(submitted.space())) {
            throw new IllegalArgumentException("a report of another space than its log");
        }
        batch.add(
                """
                insert into report_period (space, realm, code, agency, day, title, addressee, due_at, since,
                    item, submitted_at, received_at, post)
                values (?, ?, left(?, 32), ?, ?, left(?, 200), ?, ?, ?, ?, ?, ?, ?)
                on conflict (space, code, agency, day) do update
                set item = excluded.item, submitted_at = excluded.submitted_at, received_at = excluded.received_at,
                    post = excluded.post, next_at = null
                where report_period.item is null
                """,
                submitted.space(),
                at.realm(),
                submitted.code(),
                at.agency(),
                submitted.day(),
                submitted.title(),
                submitted.to(),
                submitted.due(),
                submitted.due(),
                submitted.item(),
                at.written(),
                at.received(),
                at.by().post());
    }

    private static void miss(Position at, Missed missed, Batch batch) {
        batch.add(
                """
                insert into report_period (space, realm, code, agency, day, title, addressee, due_at, since, missed_at,
                    next_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                missed.space(),
                missed.realm(),
                missed.code(),
                missed.agency(),
                missed.day(),
                missed.title(),
                missed.to(),
                missed.due(),
                missed.since(),
                at.written(),
                missed.due());
    }

    private static void escalate(Position at, Escalated escalated, Batch batch) {
        Step step = escalated.step();
        batch.add(
                """
                insert into report_step (space, code, agency, day, step, who, percent, line_down, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                escalated.space(),
                escalated.code(),
                escalated.agency(),
                escalated.day(),
                step.number(),
                step.who(),
                step.percent(),
                step.lineDown(),
                at.written());
        batch.add(
                """
                update report_period set steps = ?, told = array_append(told, ?::text), next_at = ?
                where space = ? and code = ? and agency = ? and day = ? and item is null
                """,
                step.number(),
                step.who(),
                step.next(),
                escalated.space(),
                escalated.code(),
                escalated.agency(),
                escalated.day());
    }

    @Override
    public List<Obligation> stepping(Instant now, int limit) {
        return sql.sql("""
                        select * from report_period where next_at <= :now order by next_at limit :limit
                        """)
                .param("now", Sql.time(now))
                .param("limit", limit)
                .query((row, _) -> new Obligation(
                        row.getObject("space", UUID.class),
                        row.getString("code") + "/" + row.getObject("day", LocalDate.class),
                        new AgencyCode(row.getString("agency")),
                        new AgencyCode(row.getString("addressee")),
                        new SpaceId(row.getObject("space", UUID.class)),
                        Urgency.ROUTINE,
                        Sql.instant(row, "since"),
                        Sql.instant(row, "since"),
                        Sql.instant(row, "due_at"),
                        row.getInt("steps")))
                .list();
    }

    @Override
    public Entry step(Obligation owed, Step step) {
        String[] part = owed.part().split("/");
        return new Escalated(owed.subject(), part[0], LocalDate.parse(part[1]), owed.owing(), step);
    }

    /// Names a report of a day.
    record Of(SpaceId space, String code, AgencyCode agency, LocalDate day) {
        static Of of(ReportPeriod period) {
            return new Of(period.space(), period.code(), period.agency(), period.day());
        }
    }

    /// What is known of reports since a day: sent, or found missing.
    Map<Of, ReportPeriod> since(LocalDate day) {
        var known = new HashMap<Of, ReportPeriod>();
        sql.sql("select * from report_period where day >= :day")
                .param("day", day)
                .query(row -> {
                    ReportPeriod period = period(row);
                    known.put(Of.of(period), period);
                });
        return known;
    }

    Optional<ReportPeriod> find(SpaceId space, String code, AgencyCode agency, LocalDate day) {
        return sql.sql("""
                        select * from report_period
                        where space = :space and code = :code and agency = :agency and day = :day
                        """)
                .param("space", space.value())
                .param("code", code)
                .param("agency", agency.value())
                .param("day", day)
                .query((row, _) -> period(row))
                .optional();
    }

    record Told(OnDuty who, boolean lineDown, Instant at) {}

    List<Told> steps(ReportPeriod of) {
        return sql.sql("""
                        select who, line_down, at from report_step
                        where space = :space and code = :code and agency = :agency and day = :day
                        order by step
                        """)
                .param("space", of.space().value())
                .param("code", of.code())
                .param("agency", of.agency().value())
                .param("day", of.day())
                .query((row, _) -> new Told(
                        OnDuty.valueOf(row.getString("who")), row.getBoolean("line_down"), Sql.instant(row, "at")))
                .list();
    }

    /// What is missing, the longest first.
    List<ReportPeriod> missing(int limit) {
        return sql.sql("""
                        select * from report_period where item is null order by due_at limit :limit
                        """).param("limit", limit).query((row, _) -> period(row)).list();
    }

    /// What was due before a moment, the newest first.
    ///
    /// @param missing only what was never sent
    List<ReportPeriod> before(Instant due, String than, boolean missing, int limit) {
        return sql.sql("""
                        select * from report_period
                        where (due_at, space || '/' || code || '/' || agency) < (:due, :than)
                          and (not :missing or item is null)
                        order by due_at desc, space || '/' || code || '/' || agency desc
                        limit :limit
                        """)
                .param("due", Sql.time(due))
                .param("than", than)
                .param("missing", missing)
                .param("limit", limit)
                .query((row, _) -> period(row))
                .list();
    }

    private static ReportPeriod period(ResultSet row) throws SQLException {
        String post = row.getString("post");
        return new ReportPeriod(
                new SpaceId(row.getObject("space", UUID.class)),
                Realm.valueOf(row.getString("realm")),
                row.getString("code"),
                row.getString("title"),
                new AgencyCode(row.getString("agency")),
                new AgencyCode(row.getString("addressee")),
                row.getObject("day", LocalDate.class),
                Sql.instant(row, "due_at"),
                Sql.instantOrNull(row, "missed_at"),
                uuid(row, "item"),
                Sql.instantOrNull(row, "submitted_at"),
                Sql.instantOrNull(row, "received_at"),
                post == null ? "" : post,
                Sql.strings(row, "told").stream().map(OnDuty::valueOf).collect(Collectors.toSet()));
    }

    private static @Nullable UUID uuid(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
