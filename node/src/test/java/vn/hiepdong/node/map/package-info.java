@NullMarked
package vn.hiepdong.node.map;

import org.jspecify.annotations.NullMarked;
