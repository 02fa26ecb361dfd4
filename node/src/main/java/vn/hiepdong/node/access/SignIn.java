package vn.hiepdong.node.access;

import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Lets an officer in who knows the password. Takes the same road, at the same cost, whether the account exists or
/// not.
@Component
final class SignIn {
    private final AccountTable accounts;
    private final SessionTable sessions;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Accounts audit;

    SignIn(AccountTable accounts, SessionTable sessions, Passwords passwords, Throttle throttle, Accounts audit) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.passwords = passwords;
        this.throttle = throttle;
        this.audit = audit;
    }

    /// What became of an attempt.
    sealed interface Outcome {
        /// @param cookie what the browser has to show from now on
        record In(String cookie, boolean mustChangePassword) implements Outcome {}

        /// Unknown name, wrong password or inactive account: nobody is told which.
        record Wrong() implements Outcome {}

        record Wait(Duration duration) implements Outcome {}
    }

    Outcome attempt(String username, String password, String address) {
        var name = AccountTable.canonical(username);
        var byAddress = throttle.attempt(Throttle.Kind.ADDRESS, address);
        if (byAddress.delay().isPositive()) return new Outcome.Wait(byAddress.delay());
        var byAccount = throttle.attempt(Throttle.Kind.ACCOUNT, name);
        if (byAccount.delay().isPositive()) return new Outcome.Wait(byAccount.delay());
        var account = accounts.byName(name);
        if (passwords.matches(password, account.orElse(null))) {
            throttle.takeBack(Throttle.Kind.ACCOUNT, name);
            throttle.takeBack(Throttle.Kind.ADDRESS, address);
            return in(account.orElseThrow());
        }
        account.ifPresent(tried -> audit.tell(new AccessEvent.SignInFailed(tried.id())));
        if (byAccount.first() && account.isPresent()) {
            audit.tell(new AccessEvent.SignInThrottled(account.map(Account::id)));
        }
        if (byAddress.first()) audit.tell(new AccessEvent.SignInThrottled(Optional.empty()));
        return new Outcome.Wrong();
    }

    private Outcome in(Account account) {
        return new Outcome.In(sessions.start(account.id()), account.mustChangePassword());
    }
}
