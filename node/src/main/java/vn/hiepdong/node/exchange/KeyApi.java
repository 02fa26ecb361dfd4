package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.hiepdong.format.Roster;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.Scope;

/// The agency's log keys for programs, above all for `./hiepdong keys`.
@RestController
@RequestMapping(KeyApi.PATH)
@Allowed(value = Role.ADMINISTRATOR, scope = Scope.ADMIN)
class KeyApi {
    static final String PATH = "/api/v1/keys";

    private final Partners partners;

    KeyApi(Partners partners) {
        this.partners = partners;
    }

    /// @param from for each log the size behind which the pair counts
    /// @param to for each log the last size for which it counts
    record PairAnswer(
            int pair,
            String fingerprint,
            @Nullable Instant since,
            Map<String, Long> from,
            @Nullable Instant retired,
            Map<String, Long> to) {
        static PairAnswer of(Roster.Pair pair) {
            return new PairAnswer(
                    pair.number(), pair.fingerprint(), pair.since(), pair.from(), pair.retired(), pair.to());
        }
    }

    /// @param fingerprint of the agency, which stays as it is
    record KeysAnswer(String agency, String fingerprint, List<PairAnswer> pairs) {}

    @GetMapping
    KeysAnswer show() {
        var own = partners.self().agency();
        return answer(partners.roster(own));
    }

    private KeysAnswer answer(Roster roster) {
        var own = partners.self().agency();
        return new KeysAnswer(
                own.name(),
                own.fingerprint(),
                roster.pairs().stream().map(PairAnswer::of).toList());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    KeysAnswer add(Officer officer) {
        return answer(partners.addKeys(PartnerRefusals.actor(officer)));
    }

    @PostMapping("/{pair}/retirement")
    @ResponseStatus(HttpStatus.CREATED)
    KeysAnswer retire(@PathVariable int pair, Officer officer) {
        return answer(partners.retireKeys(pair, PartnerRefusals.actor(officer)));
    }
}
