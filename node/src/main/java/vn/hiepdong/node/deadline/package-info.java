/// The clock: whatever is owed between agencies has a deadline, and the clock acts when it passes.
///
/// A feature that has something to owe says so in [Obligations]. When the time for a step of the escalation comes,
/// which the regulation names, [DeadlineClock] states it in the private space, once, whichever instance sees it first,
/// and the feature notes who was told. Both sides do so each on its own node, from the same signed facts.
///
/// May use: `ledger`, `space`.
@NullMarked
package vn.hiepdong.node.deadline;

import org.jspecify.annotations.NullMarked;
