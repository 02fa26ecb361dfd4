package vn.hiepdong.node.database;

import org.jspecify.annotations.Nullable;

/// The database cannot be had, and why, in words for the person who runs the node.
public final class DatabaseFailure extends RuntimeException {
    DatabaseFailure(String what) {
        super(what);
    }

    DatabaseFailure(String what, @Nullable Throwable cause) {
        super(what, cause);
    }
}
