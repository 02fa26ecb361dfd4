/// The watch (trực ban): what an officer who sits down to a shift looks at first. One queue of what waits for this
/// officer, most urgent first, with the clock running; the lines to the partners; what came in lately.
///
/// It knows no other feature. Whoever has something that waits for somebody says so in a [WaitingSource]; lines and
/// news come the same way, from a [LineSource] and a [RecentSource].
///
/// May use: `ledger`, `directory`, `access`, `web`.
@NullMarked
package vn.hiepdong.node.watch;

import org.jspecify.annotations.NullMarked;
