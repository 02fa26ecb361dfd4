/// The application of one agency: its node. One package per feature; `docs/architecture.md` draws the floors.
@NullMarked
package vn.hiepdong.node;

import org.jspecify.annotations.NullMarked;
