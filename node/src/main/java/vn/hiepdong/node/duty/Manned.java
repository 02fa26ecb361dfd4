package vn.hiepdong.node.duty;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A post that must be manned at all times.
///
/// @param to the first day on which it need not be any more; null when none is known
record Manned(
        String unit, String post, LocalDate from, @Nullable LocalDate to) {}
