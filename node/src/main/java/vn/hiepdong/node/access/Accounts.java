package vn.hiepdong.node.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Refused;

/// The door to accounts and tokens. Each act and what the audit hears of it are one transaction.
@Component
final class Accounts {
    private final AccountTable accounts;
    private final SessionTable sessions;
    private final TokenTable tokens;
    private final Passwords passwords;
    private final Secrets secrets;
    private final Uuid7 ids;
    private final InstantSource clock;
    private final ObjectProvider<AccessEvents> audit;
    private final TransactionTemplate transaction;

    Accounts(
            AccountTable accounts,
            SessionTable sessions,
            TokenTable tokens,
            Passwords passwords,
            Secrets secrets,
            Uuid7 ids,
            InstantSource clock,
            ObjectProvider<AccessEvents> audit,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.tokens = tokens;
        this.passwords = passwords;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    List<Account> all() {
        return accounts.all();
    }

    Account get(UUID id) {
        return accounts.byId(id).orElseThrow(NotFound::new);
    }

    Optional<Account> named(String username) {
        return accounts.byName(username);
    }

    List<TokenTable.Token> tokensOf(UUID account) {
        return tokens.of(account);
    }

    int sessionsOf(UUID account) {
        return sessions.count(account);
    }

    /// Opens an account.
    ///
    /// @param password null for one that is made here, told once and must be changed at the first sign-in
    /// @return the id, and the password if it was made here
    Opened open(String username, Account.Details details, @Nullable String password, UUID by) {
        var name = AccountTable.canonical(username);
        if (!name.matches("[a-z0-9][a-z0-9._-]{1,39}")) throw new BadInput("username", "access.expected.username");
        checkRoles(details.roles());
        if (password != null) checkPassword("password", password, name);
        var chosen = password == null ? secrets.password() : password;
        var account = new Account(
                ids.next(),
                name,
                details.displayName(),
                passwords.hash(chosen),
                details.unit(),
                details.post(),
                details.roles(),
                details.language(),
                details.mailbox(),
                true,
                password == null,
                clock.instant());
        transaction.executeWithoutResult(_ -> {
            if (!accounts.insert(account)) throw new BadInput("username", "access.expected.free-username");
            tell(new AccessEvent.AccountCreated(account.id(), account.roles(), by));
        });
        return new Opened(account.id(), chosen);
    }

    void edit(UUID id, Account.Details details, UUID by) {
        checkRoles(details.roles());
        transaction.executeWithoutResult(_ -> {
            accounts.lock();
            var before = get(id);
            if (!details.roles().contains(Role.ADMINISTRATOR)) keepAnAdministrator(before);
            accounts.edit(id, details);
            if (before.roles().equals(details.roles())) tell(new AccessEvent.AccountEdited(id, by));
            else tell(new AccessEvent.RolesChanged(id, before.roles(), details.roles(), by));
        });
    }

    /// Ends all sessions as well; tokens of an inactive account do not work.
    void deactivate(UUID id, UUID by) {
        transaction.executeWithoutResult(_ -> {
            accounts.lock();
            keepAnAdministrator(get(id));
            accounts.setActive(id, false);
            sessions.endAll(id);
            tell(new AccessEvent.AccountDeactivated(id, by));
        });
    }

    void activate(UUID id, UUID by) {
        transaction.executeWithoutResult(_ -> {
            get(id);
            accounts.setActive(id, true);
            tell(new AccessEvent.AccountActivated(id, by));
        });
    }

    /// Sets a password that is told once and must be changed at the next sign-in.
    String resetPassword(UUID id, UUID by) {
        var password = secrets.password();
        var hash = passwords.hash(password);
        transaction.executeWithoutResult(_ -> {
            get(id);
            accounts.setPassword(id, hash, true);
            sessions.endAll(id);
            tell(new AccessEvent.PasswordReset(id, by));
        });
        return password;
    }

    /// Changes the officer's own password and ends all other sessions.
    ///
    /// @return what the browser has to show from now on
    String changePassword(UUID id, String current, String wanted) {
        var account = get(id);
        if (!passwords.matches(current, account)) throw new BadInput("current", "access.expected.current-password");
        checkPassword("wanted", wanted, account.username());
        if (current.equals(wanted)) throw new BadInput("wanted", "access.expected.other-password");
        var hash = passwords.hash(wanted);
        return required(transaction.execute(_ -> {
            accounts.setPassword(id, hash, false);
            sessions.endAll(id);
            tell(new AccessEvent.PasswordChanged(id));
            return sessions.start(id);
        }));
    }

    void revokeSessions(UUID id, UUID by) {
        transaction.executeWithoutResult(_ -> {
            get(id);
            sessions.endAll(id);
            tell(new AccessEvent.SessionsRevoked(id, by));
        });
    }

    /// @return what the program has to show; it is told once
    String issueToken(UUID account, String name, Set<Scope> scopes, Duration life, UUID by) {
        if (scopes.isEmpty()) throw new BadInput("scopes", "access.expected.scopes");
        var secret = "hd_" + secrets.token();
        store(token(account, name, scopes, life), secret, by);
        return secret;
    }

    /// Lets a token in that was made elsewhere, by the setup file; nothing happens if it is known.
    void acceptToken(UUID account, String name, Set<Scope> scopes, String secret) {
        store(token(account, name, scopes, null), secret, AccessEvent.NODE);
    }

    void revokeToken(UUID token, UUID account, UUID by) {
        transaction.executeWithoutResult(_ -> {
            if (!tokens.revoke(token, account)) throw new NotFound();
            tell(new AccessEvent.TokenRevoked(token, account, by));
        });
    }

    /// Within the transaction at hand, if there is one.
    void tell(AccessEvent event) {
        audit.orderedStream().forEach(listener -> listener.happened(event));
    }

    private void store(TokenTable.Token token, String secret, UUID by) {
        transaction.executeWithoutResult(_ -> {
            if (!get(token.account()).active()) throw new Refused("access.inactive");
            if (tokens.insert(token, secret)) {
                tell(new AccessEvent.TokenIssued(token.id(), token.account(), token.scopes(), by));
            }
        });
    }

    private TokenTable.Token token(UUID account, String name, Set<Scope> scopes, @Nullable Duration life) {
        var now = clock.instant();
        var end = life == null ? null : now.plus(life);
        return new TokenTable.Token(ids.next(), account, name, Set.copyOf(scopes), now, end, null, null);
    }

    private void keepAnAdministrator(Account account) {
        boolean last = account.active()
                && account.roles().contains(Role.ADMINISTRATOR)
                && !accounts.hasOtherAdministrator(account.id());
        if (last) throw new Refused("access.last-administrator");
    }

    private static void checkRoles(Set<Role> roles) {
        if (roles.isEmpty()) throw new BadInput("roles", "access.expected.roles");
        if (!Role.compatible(roles)) throw new BadInput("roles", "access.expected.separate-roles");
    }

    static void checkPassword(String field, String password, String username) {
        if (!Passwords.acceptable(password, username)) {
            throw new BadInput(field, "access.expected.password", Passwords.MIN, Passwords.MAX);
        }
    }

    private static String required(@Nullable String value) {
        if (value == null) throw new IllegalStateException("a session has a token");
        return value;
    }

    record Opened(UUID id, String password) {}

    static Account.Details details(String displayName, String unit, String post, Set<Role> roles) {
        return new Account.Details(displayName, unit, post, roles, Language.VI, "");
    }
}
