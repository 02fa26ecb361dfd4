package vn.hiepdong.node.space;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.watch.Waiting;
import vn.hiepdong.node.watch.WaitingSource;

/// A regulation waits for the duty commander until this agency signed it or said why not.
@Component
class SpaceWaiting implements WaitingSource {
    private final Spaces spaces;
    private final AgencyCode self;

    SpaceWaiting(Spaces spaces, AgencyKeys keys) {
        this.spaces = spaces;
        self = keys.identity().code();
    }

    @Override
    public List<Waiting> waitingFor(Officer officer) {
        if (!officer.is(Role.DUTY_COMMANDER)) {
            return List.of();
        }
        List<RegulationVersion> versions = spaces.versions();
        LocalDate today = spaces.today();
        return versions.stream()
                .filter(each -> Standing.of(each, versions, today).awaits(self))
                .limit(MOST)
                .map(SpaceWaiting::waiting)
                .toList();
    }

    private static Waiting waiting(RegulationVersion version) {
        return new Waiting(
                "space.waiting.sign",
                version.regulation().title(),
                "/regulations/" + version.hash().hex(),
                "",
                version.proposer(),
                version.realm(),
                version.writtenAt(),
                null,
                false,
                null);
    }
}
