@NullMarked
package vn.hiepdong.node.evidence;

import org.jspecify.annotations.NullMarked;
