@NullMarked
package vn.hiepdong.node.operations;

import org.jspecify.annotations.NullMarked;
