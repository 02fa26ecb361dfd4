/// The watch (trực ban): what an officer who sits down to a shift looks at first. One queue of what waits for this
/// officer, most urgent first, with the clock running; a map; the lines to the partners; what changed since this
/// officer last looked. And a screen on the wall that shows the same to a room, without what a room must not read.
///
/// It knows no other feature. Whoever has something that waits for somebody says so in a [WaitingSource]; lines and
/// changes come the same way, from a [LineSource] and a [ChangedSource]; shifts and meetings from a [CalendarSource].
///
/// May use: `ledger`, `directory`, `access`, `map`, `web`.
@NullMarked
package vn.hiepdong.node.watch;

import org.jspecify.annotations.NullMarked;
