/// Finding by the keyboard: what the command palette (Ctrl K) asks the node while an officer types. Pages and actions
/// the browser knows from the page itself; what is found in records comes from the features, each of which shows an
/// officer only what its own list would show.
///
/// It knows `access` (whose question it is) and `web`. A feature that has something to find contributes a bean
/// [FoundSource]. Persons are never among it: there is no source for accounts, and none may be added (guardrail G3).
@org.jspecify.annotations.NullMarked
package vn.hiepdong.node.palette;
