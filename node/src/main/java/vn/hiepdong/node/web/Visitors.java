package vn.hiepdong.node.web;

import java.util.Optional;

/// Says who is signed in; contributed by the feature that knows accounts.
public interface Visitors {

    /// Whoever the request being handled on this thread belongs to.
    Optional<Visitor> current();

    /// The language this visitor chose for the account.
    Optional<Language> language();
}
