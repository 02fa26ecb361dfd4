package vn.hiepdong.node.ledger;

import java.util.Set;

/// What this agency is about to say.
///
/// @param in the space it is said in
/// @param by unit and post that speak
/// @param to parties that get the payload; empty keeps it in this node, the others then see only that an
///     entry exists
public record Statement(Place in, Actor by, Set<AgencyCode> to, Entry entry) {
    public Statement {
        to = Set.copyOf(to);
    }
}
