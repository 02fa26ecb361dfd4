/// Who is who: agencies with their names, their units and posts. Each agency describes itself, in its private
/// space and
/// in every space it shares; nobody describes another. Persons are not here: federation carries agency, unit and
/// post.
///
/// May use: `ledger`.
@NullMarked
package vn.hiepdong.node.directory;

import org.jspecify.annotations.NullMarked;
