/// Whether every agency shows everybody the same log. An agency could sign one log for one partner and
/// another for the next, or keep an entry from one of them; here it is found, proven and told.
///
/// ## What is compared
/// - On each contact nodes show each other the newest checkpoints of all logs that they share
///   (`exchange`). Two that cannot both be true are kept, and the log is frozen at once.
/// - Every minute, if anything changed, an agency states in its own log of the space what it holds of
///   the others' logs ([WitnessEntry.Observed]). A change that consists of such statements alone does
///   not count, so they never answer each other, and nothing is written while nothing happens. With
///   fewer than three members nobody but the log's own author could read it, so nothing is written
///   either.
///
/// ## Fork
/// Whoever finds one makes one file that proves it ([SplitFiles]; the format is that of
/// `vn.hiepdong.verifier`), with the first entry in which the branches differ if the partner that showed
/// the other one lets it be read, states it in its log of the space ([WitnessEntry.ForkFound]) and so sends
/// it to all members. Each checks the file itself; if it holds, it freezes that log too and states the
/// same, once, so that members who do not reach each other hear of it all the same. A file that proves
/// nothing freezes nothing.
///
/// ## Withheld
/// A checkpoint that covers more than is here, shown by somebody else, is remembered ([Suspicions]).
/// If the author of the log is in contact and within the time of grace does not show it to us too, or
/// shows it and does not send what is missing, that is an alarm with a file of its own, also when
/// another member passed the entries on meanwhile. It freezes nothing and ends when the author shows
/// it and all is here. Time counts only while the author calls us, while nothing that it showed
/// arrives, and while nothing that it sends is refused here; an author who says that it has stopped
/// its own log (restored from a backup) is not accused, as long as nobody is shown more. Payloads are
/// no matter of this: entries go to all members, whatever is released to whom.
///
/// Alarms are entries of the private log; they wait for the administrator and the duty commander until
/// one of them has taken note.
///
/// Uses `ledger`, `exchange`, `evidence`, `directory`, `space`, `access`, `audit`, `watch`, `web`, and
/// the module
/// `verifier`.
@NullMarked
package vn.hiepdong.node.witness;

import org.jspecify.annotations.NullMarked;
