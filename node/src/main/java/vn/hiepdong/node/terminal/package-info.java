/// How a person at a terminal speaks with the program: subcommands, and what is said to them in their language.
///
/// Anything that offers a subcommand may use it; it uses nothing.
@NullMarked
package vn.hiepdong.node.terminal;

import org.jspecify.annotations.NullMarked;
