package vn.hiepdong.node.witness;

import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.exchange.PartnerNotices;
import vn.hiepdong.node.watch.Waiting;
import vn.hiepdong.node.watch.WaitingSource;

/// Alarms where people look anyway: on the watch until somebody has taken note, and with the partners.
@Component
final class WitnessOnWatch implements WaitingSource, PartnerNotices {
    private final Witness witness;

    WitnessOnWatch(Witness witness) {
        this.witness = witness;
    }

    @Override
    public List<Waiting> waitingFor(Officer officer) {
        if (!officer.is(Role.ADMINISTRATOR, Role.DUTY_COMMANDER)) {
            return List.of();
        }
        return witness.current().stream()
                .filter(each -> each.acknowledged() == null)
                .map(each -> new Waiting(
                        "watch.waiting." + each.kind().name().toLowerCase(Locale.ROOT),
                        each.origin().agency() + " · " + each.held() + " / " + each.size(),
                        href(each),
                        "IMMEDIATE",
                        each.origin().agency(),
                        each.origin().realm(),
                        each.found(),
                        null,
                        false,
                        null))
                .toList();
    }

    @Override
    public List<Notice> notices() {
        return witness.alarms().stream()
                .filter(each -> each.ended() == null)
                .map(each -> new Notice(
                        each.origin().agency(),
                        "exchange.notice." + each.kind(),
                        each.shownBy(),
                        each.found(),
                        href(each)))
                .toList();
    }

    private static String href(Alarm alarm) {
        return "/logs/alarms/" + alarm.id();
    }
}
