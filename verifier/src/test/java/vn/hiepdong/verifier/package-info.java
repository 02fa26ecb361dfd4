@NullMarked
package vn.hiepdong.verifier;

import org.jspecify.annotations.NullMarked;
