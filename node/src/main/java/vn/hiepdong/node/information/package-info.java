/// Information that one agency has and others need: written, released to chosen parties, acknowledged by their
/// officers,
/// verified against one exact version, corrected, retracted (domain.md §5.2, scenarios 1, 6, 7).
///
/// An item has one writer, the agency that made it. Others respond; every response stays with the version it was
/// made
/// to. What is not released to a party never reaches it; what is taken back is locked there and the lock is
/// confirmed.
///
/// May use: `ledger`, `directory`, `access`, `space`, `exchange`, `attachment`, `watch`, `map`, `audit`, `job`, `web`.
@NullMarked
package vn.hiepdong.node.information;

import org.jspecify.annotations.NullMarked;
