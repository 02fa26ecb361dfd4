package vn.hiepdong.node.audit;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import vn.hiepdong.node.access.AccessEvent;
import vn.hiepdong.node.access.AccessEvents;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.audit.AuditEntry.AccountAct;
import vn.hiepdong.node.audit.AuditEntry.AccountActed;
import vn.hiepdong.node.audit.AuditEntry.Exported;
import vn.hiepdong.node.audit.AuditEntry.ReceiversChanged;
import vn.hiepdong.node.audit.AuditEntry.Searched;
import vn.hiepdong.node.audit.AuditEntry.SignInRefused;
import vn.hiepdong.node.audit.AuditEntry.SigningResumed;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Statement;

/// The door of the audit. Each call returns when its entry is durable, and throws when it could not be written: then
/// what was to be audited does not happen either.
@Service
public class Audit implements AccessEvents {
    static final int LONGEST_QUERY = 1000;

    private final Ledger ledger;

    Audit(Ledger ledger) {
        this.ledger = ledger;
    }

    /// An officer searched. Before the answer goes out.
    ///
    /// @param where the list, as its feature is named: `information`
    /// @param query what was asked, as it stands in the address; cut at 1,000 characters
    public void searched(Officer officer, String where, String query) {
        write(actor(officer), new Searched(officer.accountId(), where, cut(query)));
    }

    /// An officer takes data out of the node. Before the first byte leaves.
    ///
    /// @param rows how many records leave
    public void exported(Officer officer, String where, String query, long rows) {
        write(actor(officer), new Exported(officer.accountId(), where, cut(query), rows));
    }

    /// An officer answers for it that nothing was lost of what this node signed. Before it signs again.
    public void signingResumed(Officer officer, List<String> logs) {
        write(actor(officer), new SigningResumed(officer.accountId(), logs));
    }

    /// An administrator changes which programs elsewhere are told of what waits here. Within the same transaction.
    ///
    /// @param change what is done, and the address it is done to
    public void receiversChanged(Officer officer, String change) {
        write(actor(officer), new ReceiversChanged(officer.accountId(), cut(change)));
    }

    @Override
    public void happened(AccessEvent event) {
        write(
                Actor.NODE,
                switch (event) {
                    case AccessEvent.AccountCreated(var account, var roles, var by) ->
                        account(account, AccountAct.CREATED, roles, by);
                    case AccessEvent.RolesChanged(var account, var _, var after, var by) ->
                        account(account, AccountAct.ROLES_CHANGED, after, by);
                    case AccessEvent.AccountEdited(var account, var by) ->
                        account(account, AccountAct.EDITED, Set.of(), by);
                    case AccessEvent.AccountDeactivated(var account, var by) ->
                        account(account, AccountAct.DEACTIVATED, Set.of(), by);
                    case AccessEvent.AccountActivated(var account, var by) ->
                        account(account, AccountAct.ACTIVATED, Set.of(), by);
                    case AccessEvent.PasswordReset(var account, var by) ->
                        account(account, AccountAct.PASSWORD_RESET, Set.of(), by);
                    case AccessEvent.PasswordChanged(var account) ->
                        account(account, AccountAct.PASSWORD_CHANGED, Set.of(), account);
                    case AccessEvent.SessionsRevoked(var account, var by) ->
                        account(account, AccountAct.SESSIONS_ENDED, Set.of(), by);
                    case AccessEvent.TokenIssued(var token, var account, var scopes, var by) ->
                        new AccountActed(account, AccountAct.TOKEN_ISSUED, token, names(scopes), by);
                    case AccessEvent.TokenRevoked(var token, var account, var by) ->
                        new AccountActed(account, AccountAct.TOKEN_REVOKED, token, List.of(), by);
                    case AccessEvent.SignInFailed(var account) -> new SignInRefused(account, false);
                    case AccessEvent.SignInThrottled(var account) -> new SignInRefused(orNull(account), true);
                });
    }

    private static AuditEntry account(UUID account, AccountAct act, Set<? extends Enum<?>> rights, UUID by) {
        return new AccountActed(account, act, null, names(rights), by);
    }

    private static List<String> names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().toList();
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static @Nullable UUID orNull(java.util.Optional<UUID> account) {
        return account.orElse(null);
    }

    private void write(Actor by, AuditEntry entry) {
        ledger.append(new Statement(ledger.privatePlace(), by, Set.of(), entry));
    }

    private static Actor actor(Officer officer) {
        return new Actor(officer.unit(), officer.post());
    }

    private static String cut(String query) {
        return query.length() <= LONGEST_QUERY ? query : query.substring(0, LONGEST_QUERY);
    }
}
