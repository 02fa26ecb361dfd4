/// Where the parties of one coordination regulation (quy chế phối hợp) work together. Anyone proposes a text,
/// every
/// party signs its hash, and it is in force when all have signed the same version. The realm is fixed with the
/// space.
///
/// May use: `ledger`, `directory`, `access`, `watch`, `web`.
@NullMarked
package vn.hiepdong.node.space;

import org.jspecify.annotations.NullMarked;
