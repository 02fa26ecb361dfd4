@NullMarked
package vn.hiepdong.node.backup;

import org.jspecify.annotations.NullMarked;
