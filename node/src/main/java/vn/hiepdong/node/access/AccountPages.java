package vn.hiepdong.node.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Confirmation;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// Where an administrator looks after accounts.
@Controller
@Allowed(Role.ADMINISTRATOR)
final class AccountPages {
    private static final Pattern MAILBOX =
            Pattern.compile("[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(\\.[A-Za-z0-9-]{1,63}){1,8}");

    private final Accounts accounts;
    private final InstantSource clock;

    AccountPages(Accounts accounts, InstantSource clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    record Index(List<Account> accounts) {}

    record Form(FormInput input, List<Option> roles, List<Option> languages) {}

    record Show(
            Account account,
            Form form,
            List<TokenTable.Token> tokens,
            int sessions,
            FormInput token,
            List<Option> scopes,
            List<Option> days,
            Instant now) {}

    /// A secret that is told once.
    record Secret(String title, String text, String secret, String back) {}

    /// What an administrator can do to an account that is asked about first.
    enum Act {
        DEACTIVATION,
        PASSWORD,
        SESSIONS;

        String path() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        Confirmation ask(Frame frame, Account account) {
            var key = "access.act." + name();
            var ask = new Confirmation(
                    frame.text(key + ".title"),
                    frame.text(key + ".question", account.displayName()),
                    frame.text(key + ".button"),
                    "/admin/accounts/" + account.id() + "/" + path(),
                    "/admin/accounts/" + account.id());
            return this == SESSIONS || this == PASSWORD ? ask.harmless() : ask;
        }
    }

    @GetMapping("/admin/accounts")
    Page index() {
        return new Page("access/index.jte", new Index(accounts.all()));
    }

    @GetMapping("/admin/accounts/new")
    Page blank(Frame frame) {
        var start = FormInput.starting(java.util.Map.of("language", "vi"));
        return new Page("access/new.jte", form(start, frame));
    }

    @PostMapping("/admin/accounts")
    Page open(FormInput input, Frame frame, Officer officer) {
        var username = input.text("username", 40);
        var details = details(input);
        if (input.hasErrors()) return Page.again("access/new.jte", form(input, frame));
        try {
            var opened = accounts.open(username, details, null, officer.accountId());
            return secret(frame, "access.opened", username, opened.password(), opened.id());
        } catch (BadInput bad) {
            return Page.again("access/new.jte", form(noting(bad, input), frame));
        }
    }

    @GetMapping("/admin/accounts/{id}")
    Page show(@PathVariable UUID id, Frame frame) {
        var account = accounts.get(id);
        return show(account, FormInput.starting(values(account), roleNames(account)), tokenForm(), 200, frame);
    }

    @PostMapping("/admin/accounts/{id}")
    Answer edit(@PathVariable UUID id, FormInput input, Frame frame, Officer officer) {
        var details = details(input);
        if (input.hasErrors()) return show(accounts.get(id), input, tokenForm(), 400, frame);
        try {
            accounts.edit(id, details, officer.accountId());
            return Redirect.to("/admin/accounts/" + id).saying("access.saved");
        } catch (BadInput bad) {
            return show(accounts.get(id), noting(bad, input), tokenForm(), 400, frame);
        }
    }

    @GetMapping("/admin/accounts/{id}/{act:deactivation|password|sessions}")
    Page ask(@PathVariable UUID id, @PathVariable String act, Frame frame) {
        var asked = Act.valueOf(act.toUpperCase(java.util.Locale.ROOT));
        return new Page("web/confirmation.jte", asked.ask(frame, accounts.get(id)));
    }

    @PostMapping("/admin/accounts/{id}/deactivation")
    Redirect deactivate(@PathVariable UUID id, Officer officer) {
        accounts.deactivate(id, officer.accountId());
        return Redirect.to("/admin/accounts/" + id).saying("access.deactivated");
    }

    @PostMapping("/admin/accounts/{id}/activation")
    Redirect activate(@PathVariable UUID id, Officer officer) {
        accounts.activate(id, officer.accountId());
        return Redirect.to("/admin/accounts/" + id).saying("access.activated");
    }

    @PostMapping("/admin/accounts/{id}/password")
    Page resetPassword(@PathVariable UUID id, Frame frame, Officer officer) {
        var account = accounts.get(id);
        var password = accounts.resetPassword(id, officer.accountId());
        return secret(frame, "access.reset", account.username(), password, id);
    }

    @PostMapping("/admin/accounts/{id}/sessions")
    Redirect revokeSessions(@PathVariable UUID id, Officer officer) {
        accounts.revokeSessions(id, officer.accountId());
        return Redirect.to("/admin/accounts/" + id).saying("access.sessions-revoked");
    }

    @PostMapping("/admin/accounts/{id}/tokens")
    Page issueToken(@PathVariable UUID id, FormInput input, Frame frame, Officer officer) {
        var account = accounts.get(id);
        var name = input.text("name", 100);
        int days = input.number("days", 1, 365);
        var scopes = input.all("scopes").stream()
                .flatMap(text -> Scope.of(text).stream())
                .collect(Collectors.toSet());
        input.that(!scopes.isEmpty(), "scopes", "access.expected.scopes");
        if (input.hasErrors()) {
            return show(account, FormInput.starting(values(account), roleNames(account)), input, 400, frame);
        }
        var token = accounts.issueToken(id, name, scopes, Duration.ofDays(days), officer.accountId());
        return secret(frame, "access.issued", name, token, id);
    }

    @PostMapping("/admin/accounts/{id}/tokens/{token}/revocation")
    Redirect revokeToken(@PathVariable UUID id, @PathVariable UUID token, Officer officer) {
        accounts.revokeToken(token, id, officer.accountId());
        return Redirect.to("/admin/accounts/" + id).saying("access.token-revoked");
    }

    private Page show(Account account, FormInput input, FormInput token, int status, Frame frame) {
        var model = new Show(
                account,
                form(input, frame),
                accounts.tokensOf(account.id()),
                accounts.sessionsOf(account.id()),
                token,
                Arrays.stream(Scope.values())
                        .map(scope -> new Option(scope.text(), frame.text("access.scope", scope)))
                        .toList(),
                List.of(30, 90, 365).stream()
                        .map(days -> new Option(String.valueOf(days), frame.count("access.days", days)))
                        .toList(),
                clock.instant());
        return new Page("access/show.jte", model, status);
    }

    private static Page secret(Frame frame, String key, String name, String secret, UUID account) {
        var model = new Secret(
                frame.text(key + ".title"), frame.text(key + ".text", name), secret, "/admin/accounts/" + account);
        return new Page("access/secret.jte", model);
    }

    private static Account.Details details(FormInput input) {
        var displayName = input.text("displayName", 100);
        var roles = input.all("roles").stream()
                .flatMap(name ->
                        Arrays.stream(Role.values()).filter(role -> role.name().equals(name)))
                .collect(Collectors.toSet());
        input.that(!roles.isEmpty(), "roles", "access.expected.roles");
        var language = Language.of(input.raw("language"));
        input.that(language.isPresent(), "language", "web.expected.choice", "vi, en");
        var mailbox = input.optionalText("mailbox", 200).orElse("");
        input.that(mailbox.isEmpty() || MAILBOX.matcher(mailbox).matches(), "mailbox", "access.expected.mailbox");
        return new Account.Details(
                displayName,
                input.optionalText("unit", 64).orElse(""),
                input.optionalText("post", 120).orElse(""),
                roles,
                language.orElse(Language.VI),
                mailbox);
    }

    private static Form form(FormInput input, Frame frame) {
        return new Form(
                input,
                Arrays.stream(Role.values())
                        .map(role -> new Option(role.name(), frame.text("access.role", role)))
                        .toList(),
                Arrays.stream(Language.values())
                        .map(language -> new Option(language.code(), frame.text("web.language", language)))
                        .toList());
    }

    private static FormInput noting(BadInput bad, FormInput input) {
        input.add(bad);
        return input;
    }

    private static FormInput tokenForm() {
        return FormInput.starting(java.util.Map.of("days", "90"));
    }

    private static java.util.Map<String, String> values(Account account) {
        var values = new HashMap<String, String>();
        values.put("displayName", account.displayName());
        values.put("unit", account.unit());
        values.put("post", account.post());
        values.put("language", account.language().code());
        values.put("mailbox", account.mailbox());
        return values;
    }

    private static java.util.Map<String, Set<String>> roleNames(Account account) {
        return java.util.Map.of(
                "roles", account.roles().stream().map(Enum::name).collect(Collectors.toSet()));
    }
}
