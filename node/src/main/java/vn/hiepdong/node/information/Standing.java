package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.AgencyCode;

/// One party's line in the table of who has done what to which version, newest version first.
record Standing(AgencyCode agency, boolean author, List<Mark> marks) {
    /// Older versions stand in the history; a table wider than this is read by nobody.
    static final int VERSIONS = 6;

    /// Three lamps, never mixed: the node holds it, an officer acknowledged it, somebody verified it.
    ///
    /// @param knowable whether this node can know who holds it: of others' items only the author's node can
    record Mark(
            int version,
            boolean newest,
            @Nullable Instant held,
            boolean knowable,
            Item.@Nullable Acknowledgement acknowledged,
            Item.@Nullable Finding found) {}

    /// The versions that the table shows, newest first.
    static List<Item.Version> shown(Item item) {
        List<Item.Version> all = item.versions();
        return all.subList(Math.max(0, all.size() - VERSIONS), all.size()).reversed();
    }

    /// @param held by version, then by agency
    /// @return empty as long as there is only one version
    static List<Standing> of(Item item, Map<Integer, Map<AgencyCode, Instant>> held, AgencyCode self) {
        if (item.versions().size() < 2) {
            return List.of();
        }
        var parties = new ArrayList<AgencyCode>();
        parties.add(item.origin());
        parties.addAll(item.releasedTo());
        return parties.stream()
                .map(agency -> new Standing(agency, agency.equals(item.origin()), marks(item, agency, held, self)))
                .toList();
    }

    private static List<Mark> marks(
            Item item, AgencyCode agency, Map<Integer, Map<AgencyCode, Instant>> held, AgencyCode self) {
        boolean knowable = item.origin().equals(self) || agency.equals(self) || agency.equals(item.origin());
        return shown(item).stream()
                .map(version -> new Mark(
                        version.version(),
                        version.version() == item.newest().version(),
                        held.getOrDefault(version.version(), Map.of()).get(agency),
                        knowable,
                        item.acknowledgements().stream()
                                .filter(each -> each.agency().equals(agency) && each.version() == version.version())
                                .findFirst()
                                .orElse(null),
                        found(item, agency, version.version())))
                .toList();
    }

    /// What an agency found out about a version last.
    static Item.@Nullable Finding found(Item item, AgencyCode agency, int version) {
        return item.findings().stream()
                .filter(each -> each.agency().equals(agency) && each.version() == version)
                .reduce((_, last) -> last)
                .orElse(null);
    }
}
