/// Copies of a node for the day when its disk is gone, and the check that what is stored is what was signed.
///
/// `backup` writes a folder with the database as of one moment, the attachments and the map packs, never the keys;
/// those
/// are copied by `backup-keys`. `restore` makes a data folder of it, marked so that the node asks its partners before
/// it
/// signs again ([vn.hiepdong.node.ledger.SigningGuard]). `fsck` derives everything anew from the entries.
///
/// Uses `database`, `ledger`, `exchange`, `terminal`.
@NullMarked
package vn.hiepdong.node.backup;

import org.jspecify.annotations.NullMarked;
