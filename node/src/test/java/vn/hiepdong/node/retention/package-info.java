@NullMarked
package vn.hiepdong.node.retention;

import org.jspecify.annotations.NullMarked;
