package vn.hiepdong.node.space;

import java.time.LocalDate;
import java.util.List;
import vn.hiepdong.node.ledger.AgencyCode;

/// How a version of a regulation stands among its parties and beside the other versions.
record Standing(RegulationVersion version, State state) {
    enum State {
        PROPOSED,
        IN_FORCE,
        /// All signed it, and its first day is to come.
        TO_COME,
        /// Its last day is over.
        EXPIRED,
        /// Somebody will not sign it, so it will not come into force.
        DECLINED,
        /// All signed it, and all signed a newer one.
        REPLACED,
        /// A newer version is in force before all signed this one.
        OVERTAKEN
    }

    static Standing of(RegulationVersion version, List<RegulationVersion> all, LocalDate today) {
        boolean newer = all.stream()
                .anyMatch(each ->
                        each.space().equals(version.space()) && each.inForce() && each.version() > version.version());
        return new Standing(version, state(version, newer, today));
    }

    private static State state(RegulationVersion version, boolean newer, LocalDate today) {
        if (version.inForce()) {
            return State.IN_FORCE;
        }
        if (version.signedByAll()) {
            Regulation text = version.regulation();
            if (text.hasEndedOn(today)) {
                return State.EXPIRED;
            }
            return today.isBefore(text.validFrom()) && !newer ? State.TO_COME : State.REPLACED;
        }
        if (version.signatures().stream().anyMatch(each -> each.declined() != null)) {
            return State.DECLINED;
        }
        return newer ? State.OVERTAKEN : State.PROPOSED;
    }

    String style() {
        return switch (state) {
            case IN_FORCE, TO_COME -> "badge-good";
            case PROPOSED -> "badge-warn";
            case DECLINED -> "badge-bad";
            case REPLACED, OVERTAKEN, EXPIRED -> "";
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
