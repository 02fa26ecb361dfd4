package vn.hiepdong.node.duty;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.watch.Waiting;
import vn.hiepdong.node.watch.WaitingSource;

/// What shifts ask of whom: a handover that is owed, one that is to be read back, a shift that is to be taken; and of
/// the
/// duty commander a handover that is late.
@Component
class DutyWaiting implements WaitingSource {
    /// How the kinds of all of them begin.
    static final String KIND = "duty.waiting.";

    private static final String LATE = "duty.waiting.late";

    private final DutyQuery query;
    private final AgencyCode self;
    private final InstantSource clock;
    private final ZoneId zone;

    DutyWaiting(
            DutyQuery query,
            AgencyKeys keys,
            InstantSource clock,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") ZoneId zone) {
        this.query = query;
        self = keys.identity().code();
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public List<Waiting> waitingFor(Officer officer) {
        boolean commander = officer.is(Role.DUTY_COMMANDER);
        if (!commander && !officer.is(Role.DUTY_OFFICER)) {
            return List.of();
        }
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, zone);
        Duration late = query.rule(DutyRule.LATE_AFTER, today);
        Instant soon = now.plus(query.rule(DutyRule.ANNOUNCED_BEFORE, today));
        var waiting = new ArrayList<Waiting>();
        for (Shift shift : query.open()) {
            if (commander && !shift.to().plus(late).isAfter(now)) {
                waiting.add(of(shift, LATE, page(shift), "PRIORITY", shift.to(), shift.to()));
            } else if (shift.handed() != null) {
                waiting.add(of(shift, "duty.waiting.read-back", page(shift), "", shift.handed(), shift.to()));
            } else if (!shift.to().isAfter(soon)) {
                waiting.add(of(shift, "duty.waiting.handover", page(shift), "", shift.from(), shift.to()));
            }
        }
        for (Shift shift : query.toBeOpened(now, soon, MOST)) {
            waiting.add(of(shift, "duty.waiting.shift", "/duty/" + shift.id(), "", shift.from(), shift.from()));
        }
        return waiting;
    }

    private static String page(Shift shift) {
        return "/duty/" + shift.id() + (shift.handed() == null ? "/handover" : "/read-back");
    }

    private Waiting of(Shift shift, String kind, String href, String urgency, @Nullable Instant since, Instant due) {
        return new Waiting(
                kind,
                shift.post() + " – " + shift.unit(),
                href,
                urgency,
                self,
                Realm.REAL,
                since == null || since.isAfter(clock.instant()) ? clock.instant() : since,
                due,
                false,
                null,
                Waiting.Side.OURS,
                kind.equals(LATE),
                null,
                shift.unit());
    }
}
