package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.util.List;

/// What an officer wrote about an outage.
///
/// @param unit with `post`, who wrote it
public record OutageNote(String cause, List<Fallback> fallbacks, String unit, String post, Instant at) {}
