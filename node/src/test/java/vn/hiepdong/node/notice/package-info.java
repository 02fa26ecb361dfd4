@NullMarked
package vn.hiepdong.node.notice;

import org.jspecify.annotations.NullMarked;
