/// Whom this agency's node talks to, and how what it wrote reaches them, whole and provable, over lines that break.
///
/// May use `ledger`, `space`, `access`, `attachment`, `audit`, `web`. The doors are [Partners], [Links] and, where
/// there is no line, [Courier].
///
/// ## Getting to know each other
/// One administrator makes an invitation ([Invitation]), the other accepts it; the node that accepted presents itself
/// to the other (`POST /exchange/v1/pairing`). Both see the partner as pending with the same [Fingerprint]; both read
/// it to each other and confirm. What changed is an entry ([PartnerEntry]) of the private log.
///
/// ## The wire
/// HTTP/1.1 on a port of its own, TLS 1.3, both sides with a self-signed certificate. Only the SHA-256 of the public
/// key counts; no authority, name or date is asked. A stranger gets past the handshake only while an invitation is
/// open, and then only to `/exchange/v1/pairing`. Every other path is for confirmed partners.
///
/// `POST /exchange/v1/push` carries four sections, each behind its length in 32 bits, all numbers big-endian:
///
/// ```
/// u32 length, body of add-checkpoint     (C2SP tlog-witness; vn.hiepdong.format.AddCheckpoint)
/// u32 length, body of add-entries        (C2SP tlog-mirror; header and at most 32 packages)
/// u32 length, payloads: for each entry of the packages one byte
///             0 not released to you
///             1 32 bytes salt, u32 length, payload (at most 1 MiB)
///             2 erased
/// u32 length, late payloads: u16 length, origin, u64 index, 32 bytes salt, u32 length, payload; any number
/// ```
///
/// If the first section is empty, so are the second and third: only late payloads travel. `Content-Encoding: gzip` is
/// taken. At most 16 MiB. For example, one late payload `{}` of entry 7 of a log named `hd1/…` of 68 bytes makes
/// `00000000 00000000 00000000 00000074 0044 … 0000000000000007 <32 bytes> 00000002 7b7d`.
///
/// | answer | when |
/// |---|---|
/// | 200 and a cosignature line | everything up to the checkpoint is durable here; a push of late payloads alone: taken
/// |
/// | 202, mirror-info | a beginning is stored: size to lead to, first entry that is missing |
/// | 409, mirror-info | begin there instead |
/// | 400 | malformed, or the checkpoint goes back |
/// | 403 | not signed by both keys of the log, a log of the receiver's own, a frozen log, not confirmed |
/// | 404 | a log that is not shared |
/// | 422 | a proof, a package, an entry or a payload is wrong; two checkpoints contradict each other |
/// | 503 | busy, try again |
///
/// What is refused with 400 to 422 for what was sent is kept ([Rejection]) and stores nothing else. Two signed
/// checkpoints that contradict each other are kept as [Evidence], and the log is frozen.
///
/// The order at the receiver: signatures, proofs and sizes are checked; entries, payloads, projections and checkpoint
/// go into one transaction; then the receipt is signed; then comes the answer. If power fails before the answer, the
/// sender asks again, is told where the receiver is, and gets its receipt; nothing is stored twice.
///
/// `POST /exchange/v1/hello` goes both ways on a quiet line ([Greeting]): what each holds of the other's logs, and the
/// newest checkpoints of all logs of the shared spaces. A partner that holds less than it confirmed gets the rest
/// again.
/// A checkpoint that does not fit what is here freezes that log; one of our own that is larger than what we signed
/// means
/// that this node lost data: [Continuity] stops signing and [Healing] fetches what was lost.
///
/// `POST /exchange/v1/pull` ([PullRequest]) fetches what a push would bring: 200 and the bytes of a push, 204 if there
/// is nothing. Logs of others too, to members of their space, with the payloads that are released to the asker.
///
/// `GET /mirror/<hex sha256(origin)>/checkpoint`, `/tile/…`, `/tile/entries/…` as in C2SP tlog-tiles, but for
/// members of the space only, and never a payload.
///
/// ## Sending
/// One [Sender] for each partner, in one instance of the node at a time ([SenderLocks]). Nothing that a user does
/// waits for it. One [Puller] for each partner fetches what does not come by itself; [Pulls] answers those of others.
@NullMarked
package vn.hiepdong.node.exchange;

import org.jspecify.annotations.NullMarked;
