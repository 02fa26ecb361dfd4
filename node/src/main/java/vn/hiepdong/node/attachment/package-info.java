/// Files that go with what an agency says: a photo of a dyke, a scanned letter, a table, the alert an item came
/// from.
///
/// A file is named by the SHA-256 of its bytes, so two agencies that speak of one file mean the same bytes, and
/// a file that was sent twice lies there once. Before it is named it is made harmless: its kind is read from
/// its bytes and not from its name, what it tells about its maker (camera, place, author, history) is taken out
/// without touching what it shows, and a document stamped MẬT, TỐI MẬT or TUYỆT MẬT is refused without being
/// stored or logged. What a refused file held is gone when the request ends.
///
/// Limits that remain: a stamp inside a picture, or in a scan without text, is not seen; a digitally signed PDF
/// is kept to the byte, its particulars included, because taking them out would break the signature. Both are
/// the sender's duty.
///
/// The bytes lie in the data folder (`attachments/ab/cdef…`), written whole or not at all; the database holds
/// their hash, kind and size. Names of files are not kept here: they belong to the item that carries the file.
///
/// Who may read a file is not for this package to know: features that carry attachments answer in
/// [AttachmentAccess]. It may use `access` and the ground floor.
@NullMarked
package vn.hiepdong.node.attachment;

import org.jspecify.annotations.NullMarked;
