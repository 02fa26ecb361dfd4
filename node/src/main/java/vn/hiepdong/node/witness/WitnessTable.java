package vn.hiepdong.node.witness;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.witness.WitnessEntry.AlarmAcknowledged;
import vn.hiepdong.node.witness.WitnessEntry.ForkFound;
import vn.hiepdong.node.witness.WitnessEntry.Observed;
import vn.hiepdong.node.witness.WitnessEntry.WithholdingEnded;
import vn.hiepdong.node.witness.WitnessEntry.WithholdingFound;
import vn.hiepdong.verifier.Report;
import vn.hiepdong.verifier.Verification;

@Component
final class WitnessTable implements Projection<WitnessEntry> {
    static final Kinds<WitnessEntry> KINDS = new Kinds<>("witness", WitnessEntry.class);

    private static final int MOST = 500;

    private final JdbcClient sql;

    WitnessTable(DataSource database) {
        sql = JdbcClient.create(database);
    }

    @Override
    public Kinds<WitnessEntry> kinds() {
        return KINDS;
    }

    @Override
    public List<String> tables() {
        return List.of("witness_observed", "witness_report", "witness_alarm");
    }

    @Override
    public void apply(Position at, WitnessEntry entry, Batch batch) {
        switch (entry) {
            case Observed observed -> observed.seen().forEach(each -> observe(at, each, batch));
            case ForkFound found -> fork(at, found, batch);
            case WithholdingFound found -> withholding(at, found, batch);
            case WithholdingEnded ended -> {
                if (at.own()) {
                    batch.add(
                            "update witness_alarm set ended_at = ? where id = ? and ended_at is null",
                            at.written(),
                            ended.id());
                }
            }
            case AlarmAcknowledged acknowledged -> {
                if (at.own()) {
                    batch.add("""
                            update witness_alarm set acknowledged_at = ?, unit = ?, post = ?
                            where id = ? and acknowledged_at is null
                            """, at.written(), at.by().unit(), at.by().post(), acknowledged.id());
                }
            }
        }
    }

    private static void observe(Position at, WitnessEntry.Seen seen, Batch batch) {
        batch.add("""
                insert into witness_observed (origin, observer, size, root, log, index, at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (origin, observer) do update
                set size = excluded.size, root = excluded.root, log = excluded.log, index = excluded.index,
                    at = excluded.at
                """, seen.origin(), at.agency(), seen.size(), seen.root(), at.log(), at.index(), at.written());
    }

    /// What others say is held against its file here and now; only what is proven is kept whole.
    private static void fork(Position at, ForkFound found, Batch batch) {
        Report report = Verification.of(found.file(), Set.of());
        Report.Finding finding = report.finding();
        boolean proven = report.holds()
                && finding != null
                && finding.kind() == Report.Finding.Kind.FORK
                && finding.log().equals(found.origin());
        batch.add(
                """
                insert into witness_report (origin, reporter, file_hash, file, said_at, received_at)
                values (?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """,
                found.origin(),
                at.agency(),
                Hash.sha256(found.file()),
                proven ? found.file() : null,
                at.written(),
                at.received());
        if (at.own() && proven && finding != null) {
            batch.add(
                    """
                    insert into witness_alarm (id, kind, origin, size, held, shown_by, file, found_at)
                    values (?, 'FORK', ?, ?, ?, ?, ?, ?)
                    on conflict do nothing
                    """,
                    found.id(),
                    found.origin(),
                    finding.second().size(),
                    finding.first().size(),
                    found.shownBy(),
                    found.file(),
                    at.written());
        }
    }

    private static void withholding(Position at, WithholdingFound found, Batch batch) {
        if (!at.own()) {
            return; // said in the private space alone
        }
        batch.add(
                """
                insert into witness_alarm (id, kind, origin, size, held, shown_by, file, found_at)
                values (?, 'WITHHELD', ?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """,
                found.id(),
                found.origin(),
                found.size(),
                found.held(),
                found.shownBy(),
                found.file(),
                at.written());
    }

    /// What one agency said that it holds, by log.
    ///
    /// @param log our number of the log that it was said in
    record Statement(String origin, AgencyCode observer, long size, Hash root, int log, long index) {}

    Map<String, Statement> observedBy(AgencyCode observer) {
        return sql
                .sql("select * from witness_observed where observer = :observer")
                .param("observer", observer.value())
                .query((row, _) -> statement(row))
                .list()
                .stream()
                .collect(Collectors.toMap(Statement::origin, Function.identity()));
    }

    /// Who said to hold how much of one log.
    List<Statement> observed(String origin) {
        return sql.sql("select * from witness_observed where origin = :origin order by observer")
                .param("origin", origin)
                .query((row, _) -> statement(row))
                .list();
    }

    /// What others said to hold.
    List<Statement> observedByOthers(AgencyCode self) {
        return sql.sql("select * from witness_observed where observer <> :self order by origin, observer")
                .param("self", self.value())
                .query((row, _) -> statement(row))
                .list();
    }

    private static Statement statement(ResultSet row) throws SQLException {
        return new Statement(
                row.getString("origin"),
                new AgencyCode(row.getString("observer")),
                row.getLong("size"),
                Hash.of(row.getBytes("root")),
                row.getInt("log"),
                row.getLong("index"));
    }

    /// That an agency proved that a log is forked.
    record Proof(String origin, AgencyCode reporter, byte[] file) {}

    /// Logs of which others proved a fork that this node has not taken up yet, each once.
    List<Proof> untold() {
        return sql.sql("""
                        select distinct on (r.origin) r.origin, r.reporter, r.file from witness_report r
                        where r.file is not null
                          and not exists (select from witness_alarm a where a.origin = r.origin and a.kind = 'FORK')
                        order by r.origin, r.received_at, r.reporter
                        """)
                .query((row, _) -> new Proof(
                        row.getString("origin"), new AgencyCode(row.getString("reporter")), row.getBytes("file")))
                .list();
    }

    /// Who says that this log is forked.
    List<Witness.Reported> reports(String origin) {
        return sql.sql("""
                        select reporter, said_at, file is not null as proven from witness_report
                        where origin = :origin
                        order by said_at, reporter
                        limit :most
                        """)
                .param("origin", origin)
                .param("most", MOST)
                .query((row, _) -> new Witness.Reported(
                        new AgencyCode(row.getString("reporter")),
                        Sql.instant(row, "said_at"),
                        row.getBoolean("proven")))
                .list();
    }

    /// The newest first.
    List<Alarm> alarms() {
        return sql.sql("select * from witness_alarm order by found_at desc, id limit :most")
                .param("most", MOST)
                .query((row, _) -> alarm(row))
                .list();
    }

    /// Those that nobody took note of, or that go on.
    List<Alarm> current() {
        return sql.sql("""
                        select * from witness_alarm
                        where acknowledged_at is null or ended_at is null and kind = 'WITHHELD'
                        order by found_at desc, id
                        limit :most
                        """).param("most", MOST).query((row, _) -> alarm(row)).list();
    }

    /// Logs that are known here to be forked.
    List<LogOrigin> forks() {
        return sql.sql("select origin from witness_alarm where kind = 'FORK'")
                .query((row, _) -> LogOrigin.parse(row.getString(1)))
                .list();
    }

    Optional<Alarm> alarm(UUID id) {
        return sql.sql("select * from witness_alarm where id = :id")
                .param("id", id)
                .query((row, _) -> alarm(row))
                .optional();
    }

    Optional<byte[]> alarmFile(UUID id) {
        return sql.sql("select file from witness_alarm where id = :id")
                .param("id", id)
                .query((row, _) -> row.getBytes(1))
                .optional();
    }

    /// Something is withheld of this log and has not come yet.
    boolean isWithheld(String origin) {
        return sql.sql("""
                        select exists (select from witness_alarm
                                       where origin = :origin and kind = 'WITHHELD' and ended_at is null)
                        """).param("origin", origin).query(Boolean.class).single();
    }

    private static Alarm alarm(ResultSet row) throws SQLException {
        return new Alarm(
                row.getObject("id", UUID.class),
                Alarm.Kind.valueOf(row.getString("kind")),
                LogOrigin.parse(row.getString("origin")),
                row.getLong("size"),
                row.getLong("held"),
                new AgencyCode(row.getString("shown_by")),
                Sql.instant(row, "found_at"),
                Sql.instantOrNull(row, "ended_at"),
                Sql.instantOrNull(row, "acknowledged_at"),
                row.getString("post"));
    }
}
