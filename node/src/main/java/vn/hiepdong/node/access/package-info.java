/// Who may use this node, and for what: accounts of officers, their sessions and tokens, and the gate every request
/// passes. An account holds a unit and a post as plain words; federation carries those two, never the person.
///
/// # How a feature says who may do what
///
/// Every handler is closed to everybody but the roles that work with content ([Role#CONTENT]); an administrator and
/// an auditor get 403. `@Allowed` on a handler or its class says otherwise: `@Allowed(Role.DUTY_COMMANDER)`. API
/// tokens reach only handlers that name a scope: `@Allowed(scope = Scope.INFORMATION_READ)`. What depends on the
/// thing at hand is asked of the [Officer], which a handler may take as an argument:
/// `officer.require(Role.VERIFIER)`.
///
/// Administrative acts and failed sign-ins are told to [AccessEvents], within the transaction that makes them true.
///
/// It uses `web`; a feature above may use it freely. Secrets (passwords, cookies, tokens) are stored only as hashes.
@org.jspecify.annotations.NullMarked
package vn.hiepdong.node.access;
