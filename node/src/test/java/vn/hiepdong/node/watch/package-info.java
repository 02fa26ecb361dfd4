@NullMarked
package vn.hiepdong.node.watch;

import org.jspecify.annotations.NullMarked;
