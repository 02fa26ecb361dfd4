package vn.hiepdong.node.duty;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// What the outgoing signed.
///
/// @param form a code of [HandoverForm]
public record Handover(
        UUID id,
        String form,
        List<DutyEntry.Section> sections,
        List<Point> points,
        Instant at,
        String unit,
        String post) {}
