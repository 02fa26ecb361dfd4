package vn.hiepdong.node.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Accounts and tokens that an operator or the demo wants to be there from the start (`hiepdong.setup`). What exists
/// already is left as it is, so the file can stay where it lies.
@Component
final class SetupFile implements ApplicationRunner {
    private final String file;
    private final Accounts accounts;
    private final SetupLink link;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    SetupFile(@Value("${hiepdong.setup:}") String file, Accounts accounts, SetupLink link) {
        this.file = file;
        this.accounts = accounts;
        this.link = link;
    }

    record Contents(
            @Nullable List<Person> officers, @Nullable List<Key> tokens) {}

    record Person(
            String username,
            String password,
            String displayName,
            @Nullable String unit,
            @Nullable String post,
            Set<Role> roles) {}

    record Key(String name, String token, String username, Set<String> scopes) {}

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (file.isEmpty()) {
            link.announceIfNeeded();
            return;
        }
        var contents = json.readValue(Files.readAllBytes(Path.of(file)), Contents.class);
        Optional.ofNullable(contents.officers()).orElse(List.of()).forEach(this::open);
        Optional.ofNullable(contents.tokens()).orElse(List.of()).forEach(this::accept);
    }

    private void open(Person person) {
        if (accounts.named(person.username()).isPresent()) return;
        var unit = Optional.ofNullable(person.unit()).orElse("");
        var post = Optional.ofNullable(person.post()).orElse("");
        accounts.open(
                person.username(),
                Accounts.details(person.displayName(), unit, post, person.roles()),
                person.password(),
                AccessEvent.NODE);
    }

    private void accept(Key key) {
        var account = accounts.named(key.username())
                .orElseThrow(() -> new IllegalStateException("token " + key.name() + " is for an unknown account"));
        var scopes = key.scopes().stream()
                .map(text -> Scope.of(text)
                        .orElseThrow(() -> new IllegalStateException("no scope " + text + " for token " + key.name())))
                .collect(Collectors.toSet());
        if (key.token().length() < 32) throw new IllegalStateException("token " + key.name() + " is too short");
        accounts.acceptToken(account.id(), key.name(), scopes, key.token());
    }
}
