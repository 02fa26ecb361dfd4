/// Where a node keeps what it knows: one PostgreSQL database, its own or one that the agency already runs.
///
/// An agency that names no database gets one without doing anything: the node unpacks PostgreSQL from its own jars,
/// keeps the data under its data folder, and starts and stops the server with itself. Whoever pulls the plug, kills
/// the node or fills the disk finds the data again at the next start, and never a server left behind that blocks it.
///
/// Every other feature may use this one, mostly without naming it: it asks for a `DataSource` or a `JdbcClient`.
/// This one uses none of them.
@NullMarked
package vn.hiepdong.node.database;

import org.jspecify.annotations.NullMarked;
