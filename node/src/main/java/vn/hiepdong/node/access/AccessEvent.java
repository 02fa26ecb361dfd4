package vn.hiepdong.node.access;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// What happened to accounts, for the audit: ids and roles, never names, passwords or addresses.
public sealed interface AccessEvent {
    /// Who did it when nobody was signed in: the setup file or the first one-time link.
    UUID NODE = new UUID(0, 0);

    record AccountCreated(UUID account, Set<Role> roles, UUID by) implements AccessEvent {}

    record RolesChanged(UUID account, Set<Role> before, Set<Role> after, UUID by) implements AccessEvent {}

    record AccountEdited(UUID account, UUID by) implements AccessEvent {}

    record AccountDeactivated(UUID account, UUID by) implements AccessEvent {}

    record AccountActivated(UUID account, UUID by) implements AccessEvent {}

    record PasswordReset(UUID account, UUID by) implements AccessEvent {}

    record PasswordChanged(UUID account) implements AccessEvent {}

    record SessionsRevoked(UUID account, UUID by) implements AccessEvent {}

    record TokenIssued(UUID token, UUID account, Set<Scope> scopes, UUID by) implements AccessEvent {}

    record TokenRevoked(UUID token, UUID account, UUID by) implements AccessEvent {}

    record SignInFailed(UUID account) implements AccessEvent {}

    /// Too many failures: the next attempt has to wait.
    ///
    /// @param account empty when it was an address that tried, not one account that was tried
    record SignInThrottled(Optional<UUID> account) implements AccessEvent {}
}
