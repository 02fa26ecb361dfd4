@NullMarked
package vn.hiepdong.node.ledger;

import org.jspecify.annotations.NullMarked;
