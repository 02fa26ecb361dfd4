/// The bytes of logs, proofs, signatures and entries.
@NullMarked
package vn.hiepdong.format;

import org.jspecify.annotations.NullMarked;
