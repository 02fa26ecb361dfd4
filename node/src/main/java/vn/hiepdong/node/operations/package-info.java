/// How the node itself is: what it finds wrong with itself and what to do about it, figures for a monitoring system,
/// and
/// `doctor`, which looks at a node from outside, also one that does not start.
@NullMarked
package vn.hiepdong.node.operations;

import org.jspecify.annotations.NullMarked;
