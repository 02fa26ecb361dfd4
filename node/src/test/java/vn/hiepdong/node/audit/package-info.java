@NullMarked
package vn.hiepdong.node.audit;

import org.jspecify.annotations.NullMarked;
