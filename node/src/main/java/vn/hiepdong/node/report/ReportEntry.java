package vn.hiepdong.node.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import vn.hiepdong.node.deadline.Step;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Entry;
import vn.hiepdong.node.ledger.Realm;

/// Everything that can happen to the report of a day.
sealed interface ReportEntry extends Entry {
    /// Of the regulation.
    UUID space();

    /// Names the report within the regulation.
    String code();

    /// The day of which it is.
    LocalDate day();

    @Override
    default UUID subject() {
        return UUID.nameUUIDFromBytes((space() + "/" + code() + "/" + day()).getBytes(StandardCharsets.UTF_8));
    }

    /// The sender names an item as its report.
    ///
    /// @param due until when it was owed, by the regulation
    record Submitted(UUID space, String code, LocalDate day, String title, AgencyCode to, Instant due, UUID item)
            implements ReportEntry {}

    /// It was not here when it was due. Stays in the private space.
    ///
    /// @param realm of the space of the regulation
    /// @param since from when its escalation is measured
    record Missed(
            UUID space,
            Realm realm,
            String code,
            LocalDate day,
            String title,
            AgencyCode agency,
            AgencyCode to,
            Instant since,
            Instant due)
            implements ReportEntry {}

    /// Somebody of this agency was told that it is missing. Stays in the private space.
    record Escalated(UUID space, String code, LocalDate day, AgencyCode agency, Step step) implements ReportEntry {}
}
