@NullMarked
package vn.hiepdong.node.duty;

import org.jspecify.annotations.NullMarked;
