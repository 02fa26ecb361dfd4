package vn.hiepdong.node.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Information;
import vn.hiepdong.node.information.InformationId;
import vn.hiepdong.node.information.Item;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.report.ReportEntry.Missed;
import vn.hiepdong.node.report.ReportEntry.Submitted;
import vn.hiepdong.node.space.PeriodicReport;
import vn.hiepdong.node.space.RegulationVersion;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Refused;

/// The door of periodic reports.
@Service
class Reports {
    /// How many periods back are looked through after a time without power.
    private static final int MOST_BACK = 40;

    private final Ledger ledger;
    private final Spaces spaces;
    private final Information information;
    private final ReportTable table;
    private final InstantSource clock;
    private final ZoneId zone;

    Reports(
            Ledger ledger,
            Spaces spaces,
            Information information,
            ReportTable table,
            InstantSource clock,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") String zone) {
        this.ledger = ledger;
        this.spaces = spaces;
        this.information = information;
        this.table = table;
        this.clock = clock;
        this.zone = ZoneId.of(zone);
    }

    /// A report that an agency owes under a regulation in force.
    private record Owed(RegulationVersion under, PeriodicReport report, AgencyCode agency) {}

    /// What this agency owes, and what it is owed.
    private List<Owed> owed() {
        AgencyCode self = ledger.self().code();
        var owed = new ArrayList<Owed>();
        for (RegulationVersion version : spaces.inForce()) {
            for (PeriodicReport report : version.regulation().reports()) {
                for (AgencyCode agency : report.from()) {
                    if (agency.equals(self) || report.to().equals(self)) {
                        owed.add(new Owed(version, report, agency));
                    }
                }
            }
        }
        return owed;
    }

    /// The next of each report, soonest first; sent already or not.
    List<ReportPeriod> next() {
        Instant now = clock.instant();
        var known = table.since(today(now));
        return owed().stream()
                .map(each -> toCome(each, each.report().next(now, zone)))
                .map(each -> known.getOrDefault(ReportTable.Of.of(each), each))
                .sorted(Comparator.comparing(ReportPeriod::due).thenComparing(ReportPeriod::code))
                .toList();
    }

    private LocalDate today(Instant now) {
        return now.atZone(zone).toLocalDate();
    }

    private ReportPeriod toCome(Owed owed, LocalDate day) {
        PeriodicReport report = owed.report();
        return new ReportPeriod(
                owed.under().space(),
                owed.under().realm(),
                report.code(),
                report.title(),
                owed.agency(),
                report.to(),
                day,
                report.due(day, zone),
                null,
                null,
                null,
                null,
                "",
                Set.of());
    }

    /// The report of a day, sent, missing or to come.
    Optional<ReportPeriod> find(SpaceId space, String code, AgencyCode agency, LocalDate day) {
        return table.find(space, code, agency, day)
                .or(() -> owed().stream()
                        .filter(each -> each.under().space().equals(space)
                                && each.report().code().equals(code)
                                && each.agency().equals(agency)
                                && each.report()
                                        .next(each.report().due(day, zone), zone)
                                        .equals(day))
                        .map(each -> toCome(each, day))
                        .findFirst());
    }

    List<ReportTable.Told> steps(ReportPeriod of) {
        return table.steps(of);
    }

    List<ReportPeriod> missing(int limit) {
        return table.missing(limit);
    }

    List<ReportPeriod> before(Instant due, String than, boolean missing, int limit) {
        return table.before(due, than, missing, limit);
    }

    /// Writes an item for the addressee and names it as the report.
    void write(Actor by, ReportPeriod report, Content content) {
        open(report);
        var written = information.write(by, report.realm(), report.space(), Set.of(report.to()), content);
        submit(by, report, written.id().value());
    }

    /// Names an item that the addressee already has as the report.
    void name(Actor by, ReportPeriod report, UUID item) {
        open(report);
        Item named = information
                .item(new InformationId(item))
                .filter(each -> each.origin().equals(ledger.self().code()) && !each.retracted())
                .orElseThrow(() -> new BadInput("item", "report.expected.item"));
        if (!named.place().space().equals(report.space()) || !named.releasedTo(report.to())) {
            throw new BadInput("item", "report.expected.item");
        }
        submit(by, report, item);
    }

    private void open(ReportPeriod report) {
        if (!report.agency().equals(ledger.self().code())) {
            throw new NotFound();
        }
        if (report.item() != null) {
            throw new Refused("report.error.sent");
        }
    }

    private void submit(Actor by, ReportPeriod report, UUID item) {
        ledger.append(new Statement(
                new Place(report.space(), report.realm()),
                by,
                Set.of(report.to()),
                new Submitted(
                        report.space().value(),
                        report.code(),
                        report.day(),
                        report.title(),
                        report.to(),
                        report.due(),
                        item)));
    }

    /// States what was due and is not here. Each once: a second statement of the same is refused by the database.
    void findMissing() {
        Instant now = clock.instant();
        var missing = new ArrayList<ReportPeriod>();
        for (Owed each : owed()) {
            LocalDate day = each.report().before(each.report().next(now, zone));
            for (int i = 0; i < MOST_BACK && isUnder(each, day); i++) {
                missing.add(toCome(each, day));
                day = each.report().before(day);
            }
        }
        LocalDate first = missing.stream()
                .map(ReportPeriod::day)
                .min(Comparator.naturalOrder())
                .orElseGet(() -> today(now));
        var known = table.since(first);
        missing.stream()
                .filter(each -> !known.containsKey(ReportTable.Of.of(each)))
                .forEach(this::miss);
    }

    /// Whether the regulation held when it was due.
    private boolean isUnder(Owed owed, LocalDate day) {
        Instant signed = owed.under().signatures().stream()
                .map(RegulationVersion.Signature::at)
                .max(Comparator.naturalOrder())
                .orElse(owed.under().writtenAt());
        return owed.under().regulation().holdsOn(day)
                && owed.report().due(day, zone).isAfter(signed);
    }

    private void miss(ReportPeriod report) {
        Duration given = spaces.inForce(report.space())
                .map(each -> each.regulation().acknowledgeWithin(Urgency.ROUTINE))
                .orElse(Duration.ZERO);
        var missed = new Missed(
                report.space().value(),
                report.realm(),
                report.code(),
                report.day(),
                report.title(),
                report.agency(),
                report.to(),
                report.due().minus(given),
                report.due());
        try {
            ledger.append(new Statement(ledger.privatePlace(), Actor.NODE, Set.of(), missed));
        } catch (DuplicateKeyException itCameOrWasSaidAMomentAgo) {
            return;
        }
    }

    AgencyCode self() {
        return ledger.self().code();
    }
}
