package vn.hiepdong.node.report;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.deadline.Pauses;
import vn.hiepdong.node.deadline.Told;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.watch.Waiting;
import vn.hiepdong.node.watch.WaitingSource;

/// A report to write waits for the duty officer from a day before it is due; what is missing, for everybody whom the
/// escalation has reached.
@Component
class ReportWaiting implements WaitingSource {
    private static final Duration AHEAD = Duration.ofHours(24);

    private final Reports reports;
    private final Pauses pauses;
    private final InstantSource clock;

    ReportWaiting(Reports reports, Pauses pauses, InstantSource clock) {
        this.reports = reports;
        this.pauses = pauses;
        this.clock = clock;
    }

    @Override
    public List<Waiting> waitingFor(Officer officer) {
        boolean duty = officer.is(Role.DUTY_OFFICER);
        if (!duty && !officer.is(Role.DUTY_COMMANDER, Role.STAFF_HEAD)) {
            return List.of();
        }
        Instant now = clock.instant();
        AgencyCode self = reports.self();
        Stream<ReportPeriod> soon = duty
                ? reports.next().stream()
                        .filter(each -> each.agency().equals(self)
                                && each.item() == null
                                && each.due().isBefore(now.plus(AHEAD)))
                : Stream.empty();
        List<ReportPeriod> missing = reports.missing(MOST).stream()
                .filter(each -> Told.reaches(each.told(), officer)
                        || duty && each.agency().equals(self))
                .toList();
        Set<AgencyCode> partners = missing.stream()
                .map(ReportPeriod::agency)
                .filter(each -> !each.equals(self))
                .collect(Collectors.toSet());
        Pauses.Of standing = pauses.of(
                partners, missing.isEmpty() ? now : missing.getFirst().due().minus(AHEAD), now);
        return Stream.concat(soon, missing.stream())
                .map(each -> each.agency().equals(self) ? ours(each, officer) : theirs(each, standing))
                .toList();
    }

    private static Waiting ours(ReportPeriod report, Officer officer) {
        return new Waiting(
                "report.waiting.write",
                report.title(),
                report.href() + "/submission",
                "ROUTINE",
                report.to(),
                report.realm(),
                report.due().minus(AHEAD),
                report.due(),
                false,
                null,
                Waiting.Side.OURS,
                Told.escalated(report.told(), officer),
                null,
                "");
    }

    private static Waiting theirs(ReportPeriod report, Pauses.Of standing) {
        return new Waiting(
                "report.waiting.missing",
                report.title(),
                report.href(),
                "ROUTINE",
                report.agency(),
                report.realm(),
                report.due(),
                report.due(),
                false,
                null,
                Waiting.Side.THEIRS,
                true,
                standing.pause(report.agency(), report.due()).since(),
                "");
    }
}
