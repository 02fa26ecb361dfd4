/// What stories and faults have in common.
@org.jspecify.annotations.NullMarked
package vn.hiepdong.trials;
