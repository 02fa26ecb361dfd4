/// What this software must never become, as tests (domain.md §7; `docs/guardrails.md` says which guardrail is where).
///
/// They look at the whole node, so a feature that adds a table, an entry, a form or an endpoint is looked at without
/// asking. Whoever makes one of them fail has found something to talk about, not a list to lengthen.
@NullMarked
package vn.hiepdong.node.guardrails;

import org.jspecify.annotations.NullMarked;
