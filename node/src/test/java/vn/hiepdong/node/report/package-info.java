@NullMarked
package vn.hiepdong.node.report;

import org.jspecify.annotations.NullMarked;
