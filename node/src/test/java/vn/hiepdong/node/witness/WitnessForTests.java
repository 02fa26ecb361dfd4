package vn.hiepdong.node.witness;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import javax.sql.DataSource;
import vn.hiepdong.node.evidence.LogMembers;
import vn.hiepdong.node.exchange.Branches;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.exchange.Membership;
import vn.hiepdong.node.exchange.Partners;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.Projection;

/// A witness for nodes that tests put together by hand; it looks and states when it is told to.
public final class WitnessForTests {
    public static final Duration GRACE = Duration.ofMinutes(5);

    private final Witness witness;

    public WitnessForTests(
            DataSource database,
            Ledger ledger,
            Links links,
            Partners partners,
            Membership membership,
            Branches branches,
            InstantSource clock) {
        var logs = new LogMembers(
                ledger, links, partners, code -> new LogMembers.Names(code.value(), code.value()), clock);
        witness = new Witness(
                ledger,
                links,
                membership,
                logs,
                new SplitFiles(ledger, logs, branches),
                new WitnessTable(database),
                clock,
                new WitnessSettings(Duration.ofMinutes(1), GRACE, Duration.ofSeconds(90)));
    }

    public static Projection<?> table(DataSource database) {
        return new WitnessTable(database);
    }

    public void look() {
        witness.look();
    }

    public void observe() {
        witness.observe();
    }

    public List<Alarm> alarms() {
        return witness.alarms();
    }

    public byte[] file(Alarm alarm) {
        return witness.file(alarm.id()).orElseThrow();
    }

    public List<Witness.Reported> reports(LogOrigin of) {
        return witness.reports(of);
    }

    /// A statement of a fork, as any member could write it.
    public static vn.hiepdong.node.ledger.Entry statement(String origin, AgencyCode shownBy, byte[] file) {
        return new WitnessEntry.ForkFound(WitnessEntry.fork(origin), origin, shownBy, file);
    }
}
