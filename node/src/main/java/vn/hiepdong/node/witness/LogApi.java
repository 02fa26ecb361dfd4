package vn.hiepdong.node.witness;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Frozen;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.web.NotFound;

/// The logs and their alarms as JSON. The file of an alarm is at `/api/v1/logs/alarms/{id}/file`.
@RestController
@RequestMapping("/api/v1/logs")
@Allowed(
        value = {Role.ADMINISTRATOR, Role.DUTY_COMMANDER},
        scope = {Scope.PARTNERS_READ, Scope.PARTNERS_WRITE})
class LogApi {
    private final Ledger ledger;
    private final Witness witness;

    LogApi(Ledger ledger, Witness witness) {
        this.ledger = ledger;
        this.witness = witness;
    }

    record Listed(List<Log> logs) {}

    record Log(
            String origin,
            boolean own,
            long size,
            long signedSize,
            @Nullable Stopped frozen,
            @Nullable Long ended) {}

    record Stopped(Frozen.Reason reason, Instant since, String detail) {}

    record AlarmsListed(List<Raised> alarms) {}

    record Raised(
            UUID id,
            Alarm.Kind kind,
            String origin,
            String agency,
            long size,
            long held,
            String shownBy,
            Instant found,
            @Nullable Instant ended,
            @Nullable Instant acknowledged) {}

    @GetMapping
    Listed logs() {
        return new Listed(ledger.logs().stream().map(LogApi::log).toList());
    }

    private static Log log(LogView log) {
        Frozen frozen = log.frozen();
        return new Log(
                log.origin().toString(),
                log.own(),
                log.size(),
                log.signedSize(),
                frozen == null ? null : new Stopped(frozen.reason(), frozen.since(), frozen.detail()),
                log.ended());
    }

    @GetMapping("/alarms")
    AlarmsListed alarms() {
        return new AlarmsListed(witness.alarms().stream()
                .map(each -> new Raised(
                        each.id(),
                        each.kind(),
                        each.origin().toString(),
                        each.origin().agency().value(),
                        each.size(),
                        each.held(),
                        each.shownBy().value(),
                        each.found(),
                        each.ended(),
                        each.acknowledged()))
                .toList());
    }

    @PostMapping("/alarms/{id}/acknowledgement")
    @Allowed(
            value = {Role.ADMINISTRATOR, Role.DUTY_COMMANDER},
            scope = Scope.PARTNERS_WRITE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void acknowledge(@PathVariable UUID id, Officer officer) {
        witness.alarm(id).orElseThrow(NotFound::new);
        witness.acknowledge(new Actor(officer.unit(), officer.post()), id);
    }
}
