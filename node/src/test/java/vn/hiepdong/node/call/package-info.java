@NullMarked
package vn.hiepdong.node.call;

import org.jspecify.annotations.NullMarked;
