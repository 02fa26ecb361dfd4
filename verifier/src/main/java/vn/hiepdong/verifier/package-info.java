/// Evidence files: what was said about one record, provable by anybody, offline, without this
/// system. This comment is their specification. Uses `format` and the JDK alone: no network, no
/// database, no clock.
///
/// # The file
/// A ZIP archive (`.hdx`) in the only spelling that [EvidenceFile] writes: members in the order of
/// their names, stored without compression, without dates, comments or extra fields. Whoever
/// changes a byte changes a member, and every member is either proven or made anew from what is
/// proven and compared:
///
/// ```
/// evidence.txt                        hiepdong/evidence/v1, the record's id, who made the file
/// agencies/<CODE>.<id>                its names, its three public keys and the commitment to its recovery key,
///                                     one a line
/// rosters/<CODE>.<id>                 how its log keys changed, if they did ([vn.hiepdong.format.Roster])
/// logs/<n>/checkpoint                 the newest checkpoint, signed by both keys of a pair that counts; behind them
/// receipts
/// logs/<n>/receipts/<size>            an earlier checkpoint with receipts for it
/// logs/<n>/receipts/<size>.proof      that it is the beginning of the newest one
/// logs/<n>/<index>.entry              an entry as it was hashed into the log
/// logs/<n>/<index>.proof              that it is in the newest checkpoint
/// logs/<n>/<index>.payload            what it says, if the maker of the file may show it
/// logs/<n>/<index>.salt               the salt of its commitment
/// page.vi.html  page.en.html          all of it for people to read
/// ```
///
/// Proofs are lines of base64, one a hash, as in C2SP `tlog-proof`. An agency's id is the first 16
/// hexadecimal digits of SHA-256(`hiepdong/agency/v1\n` code `\n`, the three keys and the
/// commitment); it is part of the name of each of its logs, and so of everything that it signs. Its
/// fingerprint is the whole digest.
///
/// A file about a log has another first member, `fork <origin>` or `withheld <origin>` instead of
/// the record, and
///
/// ```
/// fork/first            a signed checkpoint of the log
/// fork/second           another one, as large or larger
/// fork/second.root      when larger: the root that its tree had at the size of the first,
/// fork/second.proof     and that this is its beginning
/// fork/<index>.first.entry  .first.proof  .second.entry  .second.proof
///                       if known: an entry that is another one in each of both trees
/// withheld/shown        a signed checkpoint of the log that a partner was shown
/// withheld/held         the newest one that the maker holds, if any
/// ```
///
/// Beside them there may be `logs/` as above, with what members stated that they had seen.
///
/// # What a file proves
/// - Whoever has the keys of an agency stated an entry at that place of that log, in that realm.
/// - The payload is what the entry committed to, to the byte.
/// - An entry that names the hash of another one is about exactly that one.
/// - An agency that gave a receipt held the log up to there at the time of the receipt, by its clock; so the entry is
/// not
///   younger. An entry that names another is not older than that one.
///
/// - A log that ended because its keys were compromised counts up to its end, whoever signed more of it; the roster
///   says so, with all keys of the agency. It goes on in a log with another name, whose entries may say again, word for
///   word, what stood behind the end; others name them by the hash that they had first.
///
/// - `fork`: the log's agency signed two trees that cannot both be true: two roots of one size, a
///   beginning that is not the first tree, or two entries at one place.
/// - `withheld`: the log's agency signed that many entries. That the maker was not shown them is its
///   own word.
///
/// # What it does not prove
/// Whose keys these are: compare the fingerprints with those you were told aloud (`--trust`). That
/// a statement is true. That nothing else was said. The time an author gives; only receipts of
/// others bound it. The names of agencies.
@NullMarked
package vn.hiepdong.verifier;

import org.jspecify.annotations.NullMarked;
