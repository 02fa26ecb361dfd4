/// Shifts and handover (ca trực, bàn giao ca): who stands which post when, what happened in a shift, and that what is
/// left open goes over to the next one with both sides' signatures.
///
/// ## Roster
/// A shift stands in the roster by unit and post, from–to. Conflicts are found and shown, not forbidden: two shifts of
/// one post at once, a gap at a post that must be manned, one account in two places or without its rest. Which account
/// stands a post is kept beside the entries, on this node alone ([StandsTable]).
///
/// ## A shift
/// It is opened by who takes it over, and at a post one shift is open at a time. Its log (as ICS 214) writes itself: it
/// is a question to the ledger about what was applied while the shift was open, and to the lines about their outages;
/// nothing is copied. Only what officers add is an entry of its own, and what is wrong is set right by another.
///
/// ## Handover
/// The outgoing signs a text (IIMARCH or SBAR) and what is outstanding at that moment ([Outstanding]); the incoming
/// ticks
/// what must be read and repeats the key points. What is outstanding is found anew when the incoming signs: while one
/// point that must be read is not ticked, the shift stays open and the answer names it. An entry names points by their
/// kind, address and times, never by their titles: what is erased elsewhere leaves nothing here.
///
/// All entries are in the private log. Times of reminders and the rest between two shifts are dated ([DutyRule]).
///
/// May use: `ledger`, `access`, `attachment`, `directory`, `watch`, `exchange`, `web`.
@NullMarked
package vn.hiepdong.node.duty;

import org.jspecify.annotations.NullMarked;
