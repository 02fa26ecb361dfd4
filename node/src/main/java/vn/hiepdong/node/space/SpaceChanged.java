package vn.hiepdong.node.space;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.watch.Changed;
import vn.hiepdong.node.watch.ChangedSource;

/// What was said about regulations, for the list of changes on the watch.
@Component
class SpaceChanged implements ChangedSource {
    private static final Set<String> TOLD = SpaceTable.KINDS.names(
            SpaceEntry.Proposed.class, SpaceEntry.Signed.class, SpaceEntry.Declined.class, SpaceEntry.Commented.class);

    private final Spaces spaces;

    SpaceChanged(Spaces spaces) {
        this.spaces = spaces;
    }

    @Override
    public Set<String> kinds() {
        return TOLD;
    }

    @Override
    public Map<UUID, Changed> changed(Collection<UUID> records, Officer officer) {
        var changed = new HashMap<UUID, Changed>();
        List<RegulationVersion> versions = spaces.versions();
        for (RegulationVersion version : versions) {
            UUID space = version.space().value();
            if (records.contains(space)) {
                // The newest version of a space speaks for it, and comes first.
                changed.putIfAbsent(space, changed(version));
            }
        }
        return changed;
    }

    private static Changed changed(RegulationVersion version) {
        return new Changed(
                version.regulation().title(), "/regulations/" + version.hash().hex(), version.realm(), "", false);
    }
}
