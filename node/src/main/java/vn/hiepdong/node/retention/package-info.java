/// How long what was written is kept, and that what was erased is gone from the disk too.
///
/// ## Retention classes
/// A class decides how long a record is kept after its last change ([RetentionClass]). Rules are dated: those that the
/// product comes with are rows of a migration, what the agency decides is an entry of its private log, valid from
/// tomorrow at the earliest. A feature with records is a bean of [KeptRecords]. Every ten minutes one instance erases
/// what is over, of its own agency alone, and writes how much it was, and why, to the private log. A record under legal
/// hold is passed over.
///
/// ## Cleaning
/// A deleted row stays in the pages of its table until they are written anew, its values in the statistics of the
/// columns and in the log of changes (WAL). So after erasures the node cleans its database: every table that holds what
/// somebody wrote is rewritten ([Rewriting]), then the statistics, then the log of changes is begun anew and what went
/// before is removed. It runs at a quiet hour, only after something was erased, at one instance of the node; or when an
/// administrator says so. What it cannot do now (a backup is being made, a table is in use) it tries again later.
///
/// While a table is rewritten nobody reads or writes it; so the longest time is shown. What lies outside the database
/// (attachments, results of jobs) is deleted when a record is erased, by the feature that has it.
///
/// May use: `ledger`, `database`, `access`, `audit`, `web`.
@NullMarked
package vn.hiepdong.node.retention;

import org.jspecify.annotations.NullMarked;
