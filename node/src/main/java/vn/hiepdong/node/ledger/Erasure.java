package vn.hiepdong.node.ledger;

import java.util.Set;
import java.util.UUID;

/// A record that its author erased.
///
/// @param log of whoever erased it
/// @param everybody whether what others said about it is erased too; if not, only what that log says
/// @param kept kinds of entries that say nothing of what the record said, and stay
record Erasure(UUID subject, int log, UUID space, boolean everybody, Set<String> kept) {
    boolean covers(UUID about, int saidIn, UUID in, String kind) {
        return subject.equals(about) && space.equals(in) && (everybody || log == saidIn) && !kept.contains(kind);
    }
}
