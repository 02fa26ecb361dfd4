package vn.hiepdong.node.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What was erased on this node's disk so far.
///
/// @param count how often something was
/// @param since from when on something waits until the files of the database are cleaned; null when nothing does
public record Erasures(long count, @Nullable Instant since) {}
