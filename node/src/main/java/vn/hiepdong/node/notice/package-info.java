/// Notices: an officer hears of what waits without looking at the watch. In the page at once, from the browser, by a
/// sound, by mail; programs elsewhere by webhooks; calendars by a feed.
///
/// ## What is worth a notice
/// Something new in an officer's queue ([vn.hiepdong.node.watch.WaitingSource]), and the step of it to late or
/// escalated. [Look] compares the queue of each set of roles with what it found before, every five seconds and when the
/// ledger has news, and makes a row for each account, channel and matter. The rows are unique and are written with the
/// finding in one transaction: of several instances, and however often one is killed, one makes them, once. They hold
/// keys, never what a matter says: what is shown or sent is read from the queue at that moment, so it goes with the
/// record, and nothing is told that was settled meanwhile. Rows go when the matter leaves the queue.
///
/// ## Once
/// A notice in the page stays until it was seen, in whichever tab. What leaves the node (mail, webhooks) is claimed for
/// a while before it is sent and marked after. A process that is killed between the two leaves the claim to run out,
/// and
/// the same is sent again: at least once. Both carry an id that stays the same, by which a receiver knows it again.
///
/// ## Choice and floor
/// Each officer chooses for each urgency; [Floor] says what cannot be switched off, nor kept back in quiet hours.
///
/// ## What leaves the node
/// Mail has a title only where it is not restricted, and never more than the title. Webhooks have ids and links. Both
/// go
/// only where an administrator said (a mailbox at the account; an address that a setting allows).
///
/// iCalendar (RFC 5545) is written here by hand, in UTC: what is needed of it is less than what a library would bring.
/// The tests read it with one.
///
/// May use: `ledger`, `directory`, `access`, `audit`, `space`, `watch`, `web`.
@NullMarked
package vn.hiepdong.node.notice;

import org.jspecify.annotations.NullMarked;
