/// The bytes of logs, proofs, signatures and entries. This comment is their specification; anybody can check our logs
/// with it and with the standards it names, without this code.
///
/// Everything is JDK only, and pure: no clock, no disk, no network. Untrusted input is parsed into types or refused
/// with [FormatException]; whatever a parser accepts, its writer gives back byte for byte, so that no two spellings
/// of one signed value exist.
///
/// # Conventions
/// - Text is UTF-8; lines end with `\n` alone, the last one too. Numbers in text are ASCII decimal from 0 to 2^63-1
///   without sign or leading zeros. Base64 is the standard alphabet with padding and zero trailing bits. Hexadecimal
///   is lowercase. Numbers in bytes are big-endian.
/// - An *origin* names a log for ever: 1 to 255 bytes, no byte below 0x20. A *key name* is that without any Unicode
///   space and `+`. A log signs under its origin.
///
/// # Tree (RFC 6962, RFC 9162, draft-ietf-plants-merkle-tree-certs)
/// - [Merkle]: leaf = SHA-256(0x00 entry); node = SHA-256(0x01 left right); empty root = SHA-256 of nothing; n > 1
///   leaves split behind the largest power of two below n.
/// - [Node] (level, i) covers the leaves `[i << level, (i+1) << level)`. [RightEdge]: one hash per one-bit of the
///   size, the largest subtree first; as bytes, 32 each.
/// - [Proofs]: that `[start, end)` is part of `[0, size)`. Walk down from the tree to the subtree, at each split to
///   the half that holds it, or to the right half if it fills the left one; what lies beside the path is the proof,
///   the lowest first. Where a subtree was cut at a split, what remains of it at the end comes first. Inclusion is
///   the case of one leaf, consistency that of start 0. Two checks are easily forgotten: the index is below the
///   size, and the proof is used up.
/// - A proof binds size and root together only as far as the path tells them apart: take both from one checkpoint.
///
/// # Tiles and bundles (C2SP `tlog-tiles`)
/// - [Tile]: `tile/<L>/<N>[.p/<W>]`, 32 bytes for each of up to 256 nodes (8 L, 256 N + j). N in groups of three
///   digits, all but the last behind `x`: 1234067 is `x001/x234/067`.
/// - [Bundle]: `tile/entries/<N>[.p/<W>]`, each entry behind its length in 16 bits.
///
/// # Signatures (C2SP `signed-note`, `tlog-checkpoint`, `tlog-cosignature`)
/// - [SignedNote]: text, empty line, 1 to 100 lines `— <name> <base64(key id, signature)>` ([NoteSignature]). It is
///   split at the last empty line; at most a million bytes.
/// - [Vkey]: `name+<key id in hex>+base64(type, public key)`; key id = first four bytes of SHA-256(name 0x0A type
///   public key). [Skey]: the same behind `PRIVATE+KEY+`, with the 32-byte seed for the key.
/// - [Checkpoint]: three lines, origin, size, base64 of the root; no extension lines.
///
/// What is signed, and what stands in the line behind the key id:
/// - type 0x01, Ed25519: the text. 64 bytes.
/// - type 0x04, Ed25519 cosignature: `cosignature/v1\n`, `time <t>\n`, the text. t in 64 bits, then 64 bytes.
/// - type 0x06, ML-DSA-44: `subtree/v1\n\0`, the cosigner's name behind 8 bits of length, t in 64 bits, the origin
///   behind 8 bits of length, start and end in 64 bits each, the root. t in 64 bits, then 2,420 bytes.
///
/// t is in seconds since 1970, below 2^63; a checkpoint is the subtree from 0; a subtree that is no checkpoint has
/// t = 0. [SignedNote#verify(java.util.Collection)]: a known key's line must hold or all is refused; unknown keys are
/// ignored; at least one known key must have signed.
///
/// # Entries (ours)
/// - [EntryHeader], the bytes that are hashed into the log, at most 65,535:
///
/// ```
/// hiepdong/entry/v1
/// at <clock reading>
/// kind <[a-z][a-z0-9]*(\.[a-z][a-z0-9-]*)+, at most 64 characters>
/// ref <first 16 hexadecimal digits of SHA-256(origin)> <size>        0 to 64 such lines
/// payload <e> <commitment in base64>
/// ```
///
///   e from 0 to 20 is the smallest with payload length <= 2^e bytes.
/// - [Hlc], a clock reading: 48 bits of milliseconds since 1970, 16 bits of counter; as text 16 hexadecimal digits.
/// - [Commitment] = HMAC-SHA-256(salt, `hiepdong/commitment/v1\n` origin `\n` at `\n` kind `\n` payload), the salt 32
///   random bytes that are erased together with the payload.
///
/// # Messages (C2SP `tlog-witness`, `tlog-mirror`, `tlog-proof`)
/// - [AddCheckpoint]: `old <size>\n`, up to 63 hashes as lines, empty line, signed checkpoint; at most 128 KiB.
/// - [AddEntries]: origin behind 16 bits of length, start and end in 64 bits, ticket behind 16 bits of length; then
///   [EntryPackage]s, cut at multiples of 256: entries as in a bundle, 8 bits with the number of hashes (at most
///   63), the hashes. They prove the subtree from the multiple of 256 at or below the first entry to the last one,
///   in the tree of size `end`.
/// - [MirrorInfo]: size, next entry, base64 of the ticket, a line each.
/// - [TlogProof]: one entry's proof as a file.
///
/// # Worked example
/// The log `log.example/5d41` (seed: SHA-256 of `hiepdong example log`) at 2026-01-01T00:00:00Z with two entries,
/// both salted with SHA-256 of `hiepdong example salt`: a report with payload `{"text":"Nước lên"}` of 23 bytes, and
/// a confirmation with an empty payload.
///
/// ```
/// hiepdong/entry/v1
/// at 019b76daa8000000
/// kind report.made
/// payload 5 psMyzQ7idfDwRI3JmwUlKAU078R2HDWUpOFUFVNHdCQ=
/// ```
/// ```
/// hiepdong/entry/v1
/// at 019b76daa8000001
/// kind report.confirmed
/// ref cd6b287e50381754 1
/// payload 0 4jO7Imu01KQSRAp9hO+/ZmnsqPR+uOuioTyLHs4xTP0=
/// ```
///
/// Their leaf hashes are `647hWbuRHLJ9F/v701Njey3xm0S07sBK67+anuHdghg=` and
/// `YEDO2mhjG6TE2qo3MPZz6sGO8C00FesTPNpwn1RY8po=`; the second is also the inclusion proof of the first. The
/// checkpoint, cosigned a second later by `mirror.example` (seed: SHA-256 of `hiepdong example mirror`), its
/// signature lines broken here behind the name:
///
/// ```
/// log.example/5d41
/// 2
/// HqFEWVAUqr6H7H9JhFcXSAM+VwitggFeRwkhTxxGsGo=
///
/// — log.example/5d41
///   jBNGLBXj4N/jBVCb5Q09SfO3GmHgKRDwyI0kcXwG5MdwXULT9mgAhelEgVvXU145pq/shA+Fz03z3GjkNqBxLx/q5Qg=
/// — mirror.example
///   8gfD9AAAAABpVbkBHKm9FU+atmERMbjE8AJpBz4zqKas3vj5QVhBmfBLOX56pMbdI2J9kOq1rDffhx2/PBmROuIUQ3/urVlKNIyOAQ==
/// ```
///
/// with the keys
/// `log.example/5d41+8c13462c+AVaikto1V+mMJ3xgDB7SdGBu8lCLvbt5zURJJG1pXv3o` and
/// `mirror.example+f207c3f4+BK6m4h+5Tl31gh0GE77L6xQq7P4sojQVwRb1DmWwhg5u`.
@NullMarked
package vn.hiepdong.format;

import org.jspecify.annotations.NullMarked;
