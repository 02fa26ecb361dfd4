@NullMarked
package vn.hiepdong.node.witness;

import org.jspecify.annotations.NullMarked;
