package vn.hiepdong.node.audit;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.Entry;

/// What the audit keeps. Only in the private log.
public sealed interface AuditEntry extends Entry {
    /// Somebody changed an account or a token.
    ///
    /// @param token the token it was about, if it was about one
    /// @param rights the roles of the account, or the scopes of the token, after it
    /// @param by account of who did it; zero for the node itself
    record AccountActed(
            UUID account, AccountAct act, @Nullable UUID token, List<String> rights, UUID by) implements AuditEntry {
        @Override
        public UUID subject() {
            return account;
        }
    }

    /// A sign-in failed.
    ///
    /// @param account whose it was; null when it was an address that tried too often
    /// @param held whether further attempts have to wait now
    record SignInRefused(@Nullable UUID account, boolean held) implements AuditEntry {
        @Override
        public UUID subject() {
            return account == null ? new UUID(0, 0) : account;
        }
    }

    /// Somebody searched.
    ///
    /// @param where the list, as its feature is named: `information`
    /// @param query what was asked, as it stands in the address
    record Searched(UUID by, String where, String query) implements AuditEntry {
        @Override
        public UUID subject() {
            return by;
        }
    }

    /// Somebody took data out of the node.
    ///
    /// @param query the filter that was in force, as it stands in the address
    /// @param rows how many records left
    record Exported(UUID by, String where, String query, long rows) implements AuditEntry {
        @Override
        public UUID subject() {
            return by;
        }
    }

    /// Somebody answered for it that this node lost nothing of what it had signed, so that it signs again.
    ///
    /// @param logs the logs it is about
    record SigningResumed(UUID by, List<String> logs) implements AuditEntry {
        @Override
        public UUID subject() {
            return by;
        }
    }

    /// Somebody changed which programs elsewhere are told of what waits here.
    ///
    /// @param change what was done, and the address it was done to
    record ReceiversChanged(UUID by, String change) implements AuditEntry {
        @Override
        public UUID subject() {
            return by;
        }
    }

    /// What can be done to an account.
    enum AccountAct {
        CREATED,
        EDITED,
        ROLES_CHANGED,
        DEACTIVATED,
        ACTIVATED,
        PASSWORD_RESET,
        PASSWORD_CHANGED,
        SESSIONS_ENDED,
        TOKEN_ISSUED,
        TOKEN_REVOKED
    }
}
