@NullMarked
package vn.hiepdong.node.exchange;

import org.jspecify.annotations.NullMarked;
