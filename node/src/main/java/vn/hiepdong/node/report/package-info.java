/// Periodic reports: who owes whom which report until when follows from the regulations in force. A report is an item
/// of information that its sender names as the report of a day, so it is acknowledged, corrected and erased as any
/// other. One that was not sent is found at both ends without anybody asking.
///
/// May use: `ledger`, `directory`, `access`, `space`, `deadline`, `watch`, `information`, `web`.
@NullMarked
package vn.hiepdong.node.report;

import org.jspecify.annotations.NullMarked;
