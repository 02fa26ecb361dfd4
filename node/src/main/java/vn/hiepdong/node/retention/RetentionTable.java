package vn.hiepdong.node.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.retention.RetentionEntry.Ran;
import vn.hiepdong.node.retention.RetentionEntry.RuleDecided;

@Component
final class RetentionTable implements Projection<RetentionEntry> {
    private final JdbcClient sql;

    RetentionTable(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Kinds<RetentionEntry> kinds() {
        return new Kinds<>("retention", RetentionEntry.class);
    }

    @Override
    public List<String> tables() {
        return List.of("retention_decided", "retention_run");
    }

    @Override
    public void apply(Position at, RetentionEntry entry, Batch batch) {
        if (!at.own()) {
            return; // each agency decides for what it wrote
        }
        switch (entry) {
            case RuleDecided(var kind, var from, var months, var then) ->
                batch.add("""
                        insert into retention_decided (class, valid_from, months, then_what, unit, post, decided_at, applied)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (class, valid_from) do update
                        set months = excluded.months, then_what = excluded.then_what, unit = excluded.unit,
                            post = excluded.post, decided_at = excluded.decided_at, applied = excluded.applied
                        """, kind, from, months, then, at.by().unit(), at.by().post(), at.written(), at.applied());
            case Ran(var kind, var months, var erased, var held) ->
                batch.add(
                        "insert into retention_run (applied, class, months, at, erased, held) values (?, ?, ?, ?, ?, ?)",
                        at.applied(),
                        kind,
                        months,
                        at.written(),
                        erased,
                        held);
        }
    }

    /// All of a class, the oldest first; what was decided comes before what the product says for the same day.
    List<RetentionRule> rules(RetentionClass kind) {
        List<RetentionRule> open = sql.sql("""
                        select valid_from, months, then_what, post from retention_decided where class = :class
                        union all
                        select valid_from, months, then_what, '' from retention_default d
                        where class = :class and not exists (
                            select from retention_decided o where o.class = d.class and o.valid_from = d.valid_from)
                        order by valid_from
                        """)
                .param("class", kind.name())
                .query((row, _) -> rule(kind, row))
                .list();
        var rules = new ArrayList<RetentionRule>();
        for (int i = 0; i < open.size(); i++) {
            RetentionRule each = open.get(i);
            LocalDate to = i + 1 < open.size() ? open.get(i + 1).from() : null;
            rules.add(new RetentionRule(kind, each.from(), to, each.months(), each.then(), each.post()));
        }
        return rules;
    }

    private static RetentionRule rule(RetentionClass kind, ResultSet row) throws SQLException {
        return new RetentionRule(
                kind,
                row.getObject("valid_from", LocalDate.class),
                null,
                row.getObject("months", Integer.class),
                RetentionRule.Then.valueOf(row.getString("then_what")),
                row.getString("post"));
    }

    /// A run that erased something.
    record Run(String kind, int months, Instant at, int erased, int held) {
        @Nullable
        RetentionClass known() {
            return RetentionClass.of(kind).orElse(null);
        }
    }

    /// The newest first.
    List<Run> runs(int limit) {
        return sql.sql("select * from retention_run order by applied desc limit :limit")
                .param("limit", limit)
                .query((row, _) -> new Run(
                        row.getString("class"),
                        row.getInt("months"),
                        Sql.instant(row, "at"),
                        row.getInt("erased"),
                        row.getInt("held")))
                .list();
    }
}
