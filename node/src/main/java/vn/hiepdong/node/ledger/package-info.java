/// What was said, by whom and in what order: the one place where anything that happens is written down.
///
/// Each agency writes one append-only log per space and keeps verified copies of the others'. An entry is a
/// small
/// header ([vn.hiepdong.format.EntryHeader]) with a salted commitment to its payload; the payload is kept beside
/// it and
/// can be erased without breaking any proof.
///
/// ## Payload
/// The payload of every entry is one JSON object, hashed as the bytes that were written, never re-serialised:
///
/// ```
/// {"by":{"unit":"PC08","post":"Trực ban"},"to":["MIL"],"data":{ … the fields of the entry's record … }}
/// ```
///
/// The agency is not repeated: the log says it. `to` names the parties the payload is released to.
///
/// ## Origin
/// `hd1/<realm>/<space>/<CODE>.<agency id>`, for example
/// `hd1/real/0192f0c8-5c1e-7a55-9c0e-3c1f5c0c9a11/POL.5f2a9c01d7e3b846`. The realm is part of the name that
/// every
/// checkpoint signs, so an exercise can never be passed off as real, nor the other way round.
///
/// ## One writer
/// Own entries, partners' verified entries and replayed ones go through the same [Projection#apply]. Entry and
/// projections share one transaction. The lock of the single row of `ledger_state` makes one writer at a time of
/// all
/// instances on a database; whatever is queued when the previous commit returns goes into the next transaction
/// (group
/// commit without a timer). The order in which projections saw the entries (`applied`) is kept, so that a
/// rebuild sees
/// the same order and comes out equal.
///
/// ## Signing
/// After the commit, [Signer] reads the new entries back from the database, hashes them again by a second path,
/// compares the root and only then signs a checkpoint (Ed25519 and ML-DSA-44). It is published by
/// compare-and-set.
/// A root that differs freezes the log: nothing is signed until an operator looked.
///
/// [SigningGuard] keeps what was signed last in a file outside the database, written before a checkpoint can be seen,
/// and says which logs may be signed after a start. [Recovery] puts back what was signed and lost.
///
/// If power fails between commit and signature, the entries are there and are signed after the start. If it
/// fails
/// before the commit, the caller was never told that the entry was accepted.
@NullMarked
package vn.hiepdong.node.ledger;

import org.jspecify.annotations.NullMarked;
