/// What is said by telephone or radio while there is no line: urgent items read aloud and read back, and what another
/// agency read to us, noted until its electronic copy comes (domain.md scenario 6, AT-6.2).
///
/// Both sides name a version by its [CheckNumber]. A note is never an item: when the copy comes it is matched by that
/// number and by nothing else, and there is only ever the one item. All entries ([CallEntry]) stay in the private
/// space: they are this agency's log of calls.
///
/// May use: `ledger`, `access`, `directory`, `space`, `exchange`, `information`, `attachment`, `watch`, `web`.
@NullMarked
package vn.hiepdong.node.call;

import org.jspecify.annotations.NullMarked;
