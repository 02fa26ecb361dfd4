/// Work that takes longer than a page may: it runs in the background, tells how far it is, can be left and found again
/// on `/jobs`, stopped, tried again, and its result fetched for a day.
///
/// This is the one place for such work, and for work at a certain time. Whoever has some:
///
/// - **on somebody's behalf, once** (an export, a long import): a bean of [vn.hiepdong.node.job.JobWork], ordered by
///   [vn.hiepdong.node.job.Jobs#start]. It hands over its result in parts and says with each part where it would go on.
/// - **by the clock** (deadlines, retries, reports, cleaning): a bean of db-scheduler's `RecurringTask` in the feature
///   itself, as `information` does for its duties. It looks for what is due each time anew and keeps nothing in memory.
///
/// A part, the place to go on, and the progress are stored in one transaction. So whatever happens to a process, kill
/// -9 and loss of power included, the work goes on after the last part stored: at once after an orderly stop, after
/// 20 seconds without a heartbeat otherwise, at this instance or another one of the same database. Each start of a run
/// has a number, and only the newest may store: a process that was thought dead and wakes up finds that it has been
/// overtaken, and ends. At most two runs are under way at an instance, so that deadlines never wait for exports.
///
/// No projection: what is kept here is nobody's word, only a copy on its way out. It goes by itself: results after a
/// day, the rest after a week; and results at once where something that they may hold was taken back.
///
/// May use: `access`, `audit`, `ledger` (for values of SQL alone), `web`.
@NullMarked
package vn.hiepdong.node.job;

import org.jspecify.annotations.NullMarked;
