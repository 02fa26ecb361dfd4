package vn.hiepdong.node.space;

import java.util.List;
import vn.hiepdong.node.ledger.AgencyCode;

/// How a version of a regulation stands among its parties and beside the other versions.
record Standing(RegulationVersion version, State state) {
    enum State {
        PROPOSED,
        IN_FORCE,
        /// Somebody will not sign it, so it will not come into force.
        DECLINED,
        /// All signed it, and all signed a newer one.
        REPLACED,
        /// A newer version is in force before all signed this one.
        OVERTAKEN
    }

    static Standing of(RegulationVersion version, List<RegulationVersion> all) {
        boolean newer = all.stream()
                .anyMatch(each ->
                        each.space().equals(version.space()) && each.inForce() && each.version() > version.version());
        return new Standing(version, state(version, newer));
    }

    private static State state(RegulationVersion version, boolean newer) {
        if (version.inForce()) {
            return State.IN_FORCE;
        }
        if (version.signedByAll()) {
            return State.REPLACED;
        }
        if (version.signatures().stream().anyMatch(each -> each.declined() != null)) {
            return State.DECLINED;
        }
        return newer ? State.OVERTAKEN : State.PROPOSED;
    }

    String style() {
        return switch (state) {
            case IN_FORCE -> "badge-good";
            case PROPOSED -> "badge-warn";
            case DECLINED -> "badge-bad";
            case REPLACED, OVERTAKEN -> "";
        };
    }

    long signed() {
        return version.signatures().stream()
                .filter(each -> each.declined() == null)
                .map(RegulationVersion.Signature::agency)
                .filter(version.regulation().parties()::contains)
                .distinct()
                .count();
    }

    int parties() {
        return version.regulation().parties().size();
    }

    /// Whether this agency has yet to say yes or no.
    boolean awaits(AgencyCode self) {
        return state == State.PROPOSED && version.regulation().parties().contains(self) && !version.answeredBy(self);
    }
}
