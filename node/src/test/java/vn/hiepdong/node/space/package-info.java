@NullMarked
package vn.hiepdong.node.space;

import org.jspecify.annotations.NullMarked;
