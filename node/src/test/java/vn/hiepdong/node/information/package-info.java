@NullMarked
package vn.hiepdong.node.information;

import org.jspecify.annotations.NullMarked;
