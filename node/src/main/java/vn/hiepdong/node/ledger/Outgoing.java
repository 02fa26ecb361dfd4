package vn.hiepdong.node.ledger;

import org.jspecify.annotations.Nullable;

/// An entry on its way to one party.
///
/// @param payload there only if `state` says [State#HERE]
public record Outgoing(long index, byte[] bytes, @Nullable Payload payload, State state) {
    public enum State {
        NOT_RELEASED,
        HERE,
        ERASED,
        /// Released, but left out because too much would travel at once.
        TOO_MUCH
    }
}
