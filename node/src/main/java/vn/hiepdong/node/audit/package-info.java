/// Who did what to accounts, who searched for what, who took data out. Changes of content need no audit of their own:
/// their entries are it. What is written here is an entry in the agency's private log, so that nobody, not even an
/// administrator with the database in hand, can take a line away without the log's root telling.
///
/// An auditor reads it; nobody changes it. It names accounts by id and words that were searched for, never the content
/// that was found (domain.md 7, G14).
///
/// Uses `ledger`, `access`, `web`. A feature that lets somebody search or export calls [vn.hiepdong.node.audit.Audit].
@NullMarked
package vn.hiepdong.node.audit;

import org.jspecify.annotations.NullMarked;
