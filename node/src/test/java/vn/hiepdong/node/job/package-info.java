@NullMarked
package vn.hiepdong.node.job;

import org.jspecify.annotations.NullMarked;
