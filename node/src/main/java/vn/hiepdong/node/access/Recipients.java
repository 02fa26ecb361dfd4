package vn.hiepdong.node.access;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.web.Language;

/// Who can be told of something: the active accounts.
@Component
public final class Recipients {
    private final AccountTable accounts;

    Recipients(AccountTable accounts) {
        this.accounts = accounts;
    }

    /// @param officer without scopes: nobody acts for them here
    /// @param mailbox of the office or the post; empty for none
    public record Recipient(Officer officer, Language language, String mailbox) {
        public UUID account() {
            return officer.accountId();
        }
    }

    public List<Recipient> all() {
        return accounts.active().stream().map(Recipients::recipient).toList();
    }

    /// Empty for an account that is not active.
    public Optional<Recipient> of(UUID account) {
        return accounts.byId(account).filter(Account::active).map(Recipients::recipient);
    }

    private static Recipient recipient(Account account) {
        return new Recipient(account.officer(Set.of()), account.language(), account.mailbox());
    }
}
