/// Evidence files: everything that was said about one record, with its proofs, in one file that anybody can check
/// offline. What a file looks like and what it proves is the specification of `vn.hiepdong.verifier`; here it is made
/// from the logs, for any record of any feature.
///
/// In it goes what this node holds and the officer may see; what was erased or never released stays a proven place
/// without content. Entries of the private log never leave.
///
/// Uses `ledger`, `exchange`, `directory`, `access`, `audit`, `web`, `terminal`, and the module `verifier`.
@NullMarked
package vn.hiepdong.node.evidence;

import org.jspecify.annotations.NullMarked;
