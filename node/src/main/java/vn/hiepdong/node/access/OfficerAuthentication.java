package vn.hiepdong.node.access;

import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import vn.hiepdong.node.web.Language;

/// Who a request comes from, as Spring Security carries it.
final class OfficerAuthentication extends AbstractAuthenticationToken {
    private static final long serialVersionUID = 1;

    private final transient Officer officer;
    private final transient Optional<UUID> token;
    private final Language language;

    private OfficerAuthentication(Officer officer, Optional<UUID> token, Language language) {
        super(authorities(officer));
        this.officer = officer;
        this.token = token;
        this.language = language;
        super.setAuthenticated(true);
    }

    static OfficerAuthentication signedIn(Account account) {
        return new OfficerAuthentication(account.officer(Scope.ALL), Optional.empty(), account.language());
    }

    static OfficerAuthentication by(TokenTable.Bearer bearer) {
        var officer = bearer.account().officer(bearer.token().scopes());
        return new OfficerAuthentication(
                officer, Optional.of(bearer.token().id()), bearer.account().language());
    }

    static Optional<OfficerAuthentication> current() {
        return SecurityContextHolder.getContext().getAuthentication() instanceof OfficerAuthentication authentication
                ? Optional.of(authentication)
                : Optional.empty();
    }

    Officer officer() {
        return officer;
    }

    boolean byToken() {
        return token.isPresent();
    }

    /// Under whose name requests that must not happen twice are remembered.
    UUID actor() {
        return token.orElse(officer.accountId());
    }

    Language language() {
        return language;
    }

    @Override
    public Object getPrincipal() {
        return officer;
    }

    @Override
    public String getName() {
        return officer.accountId().toString();
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    private static Collection<SimpleGrantedAuthority> authorities(Officer officer) {
        return officer.roles().stream()
                .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                .toList();
    }
}
