package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.hiepdong.format.Roster;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.web.Refused;

/// The agency's log keys for programs, above all for `./hiepdong keys`.
@RestController
@RequestMapping(KeyApi.PATH)
@Allowed(value = Role.ADMINISTRATOR, scope = Scope.ADMIN)
class KeyApi {
    static final String PATH = "/api/v1/keys";

    private final Partners partners;
    private final Compromise compromise;

    KeyApi(Partners partners, Compromise compromise) {
        this.partners = partners;
        this.compromise = compromise;
    }

    /// @param from for each log the size behind which the pair counts
    /// @param to for each log the last size for which it counts
    /// @param lost whether its secret half is missing on this node
    record PairAnswer(
            int pair,
            String fingerprint,
            @Nullable Instant since,
            Map<String, Long> from,
            @Nullable Instant retired,
            Map<String, Long> to,
            boolean lost) {
        static PairAnswer of(Roster.Pair pair, boolean lost) {
            return new PairAnswer(
                    pair.number(), pair.fingerprint(), pair.since(), pair.from(), pair.retired(), pair.to(), lost);
        }
    }

    /// @param fingerprint of the agency, which stays as it is
    /// @param recoveryKeyHere whether the recovery key has yet to be carried away
    /// @param lost whether so much is missing that this node can tell its partners nothing
    /// @param lineChanging whether two TLS keys count at the moment
    /// @param unaware partners that may not have heard of the last change
    /// @param claimedBy the partner that was told of a recovery which is not ours
    record KeysAnswer(
            String agency,
            String fingerprint,
            List<PairAnswer> pairs,
            boolean recoveryKeyHere,
            boolean lost,
            @Nullable String claimedBy,
            boolean lineChanging,
            List<String> unaware,
            List<WaitingAnswer> partners) {}

    /// @param fingerprint of a partner's new pair, to be compared by telephone
    /// @param compromised whether it also ends the logs; then, as if contested, only an approval puts it in force
    record WaitingAnswer(
            String partner,
            String fingerprint,
            Instant heard,
            Instant inForce,
            boolean contested,
            boolean compromised) {}

    /// @param holders how many partners have to hold what counts
    record PlanAnswer(int holders, List<EndingAnswer> logs) {
        static PlanAnswer of(Compromise.Plan plan) {
            return new PlanAnswer(
                    plan.holders(),
                    plan.endings().stream().map(EndingAnswer::of).toList());
        }
    }

    /// @param end entries that count
    /// @param again entries that are said again in the log that follows
    /// @param held how many each partner confirmed to hold
    record EndingAnswer(String log, long size, long end, long again, Map<String, Long> held) {
        static EndingAnswer of(Compromise.Ending ending) {
            var held = new TreeMap<String, Long>();
            ending.held().forEach((partner, size) -> held.put(partner.value(), size));
            return new EndingAnswer(ending.origin().toString(), ending.size(), ending.end(), ending.again(), held);
        }
    }

    /// @param holders as the data say if it is missing
    record CompromiseBody(
            @Nullable String reason,
            @Nullable Integer holders,
            @Nullable String key) {}

    record RecoveryKeyBody(@Nullable String key) {}

    record EndBody(@Nullable String end) {}

    record FingerprintBody(@Nullable String fingerprint) {}

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
                roster.pairs().stream()
                        .map(each -> PairAnswer.of(each, partners.lostPairs().contains(each.number())))
                        .toList(),
                partners.recoveryKey().isPresent(),
                partners.keysAreLost(),
                partners.claim().map(each -> each.partner().value()).orElse(null),
                partners.isLineChanging(),
                partners.unaware().stream().map(AgencyCode::value).toList(),
                partners.recoveries().stream()
                        .map(each -> new WaitingAnswer(
                                each.partner().code().value(),
                                each.fingerprint(),
                                each.heard(),
                                each.inForce(),
                                each.contested(),
                                each.compromised()))
                        .toList());
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

    /// With the recovery key a new pair takes the place of those that are lost.
    @PostMapping("/recovery")
    @ResponseStatus(HttpStatus.CREATED)
    KeysAnswer recover(@RequestBody RecoveryKeyBody body, Officer officer) {
        return answer(partners.recoverKeys(Objects.requireNonNullElse(body.key(), ""), PartnerRefusals.actor(officer)));
    }

    /// Where our logs would end, were it stated now that others have our log keys.
    @GetMapping("/compromise")
    PlanAnswer plan(@RequestParam(required = false) @Nullable Integer holders) {
        return PlanAnswer.of(compromise.plan(holders == null ? compromise.usualHolders() : holders));
    }

    /// States that others have our log keys: our logs end, and others go on with new keys.
    @PostMapping("/compromise")
    @ResponseStatus(HttpStatus.CREATED)
    KeysAnswer declare(@RequestBody CompromiseBody body, Officer officer) {
        var reason = Compromise.Reason.of(Objects.requireNonNullElse(body.reason(), ""))
                .orElseThrow(() -> Refused.unacceptable("exchange.compromise.refused-reason"));
        int holders = Objects.requireNonNullElseGet(body.holders(), compromise::usualHolders);
        String key = Objects.requireNonNullElse(body.key(), "");
        return answer(compromise.declare(reason, holders, key, PartnerRefusals.actor(officer)));
    }

    /// Its end proves that somebody has the recovery key before the eyes; the node deletes its own
    /// copy.
    @PostMapping("/recovery/confirmation")
    KeysAnswer carriedAway(@RequestBody EndBody body, Officer officer) {
        partners.recoveryKeyCarriedAway(Objects.requireNonNullElse(body.end(), ""), PartnerRefusals.actor(officer));
        return show();
    }

    /// Another key gives receipts from now on.
    @PostMapping("/receipts")
    @ResponseStatus(HttpStatus.CREATED)
    KeysAnswer changeMirrorKey(Officer officer) {
        return answer(partners.changeMirrorKey(PartnerRefusals.actor(officer)));
    }

    /// A new TLS key counts beside the one that opens the line now.
    @PostMapping("/line")
    @ResponseStatus(HttpStatus.CREATED)
    KeysAnswer announceLine(Officer officer) {
        return answer(partners.announceLine(PartnerRefusals.actor(officer)));
    }

    /// And from now on it counts alone.
    @PostMapping("/line/switch")
    @ResponseStatus(HttpStatus.CREATED)
    KeysAnswer switchLine(Officer officer) {
        return answer(partners.switchLine(PartnerRefusals.actor(officer)));
    }

    /// Undoes a recovery that a partner was told of and that is not ours.
    @PostMapping("/objection")
    @ResponseStatus(HttpStatus.CREATED)
    KeysAnswer object(Officer officer) {
        return answer(partners.object(PartnerRefusals.actor(officer)));
    }

    /// Puts a partner's recovery in force without waiting longer.
    @PostMapping("/partners/{code}/approval")
    KeysAnswer approve(@PathVariable String code, @RequestBody FingerprintBody body, Officer officer) {
        partners.approveRecovery(
                PartnerRefusals.code(code),
                Objects.requireNonNullElse(body.fingerprint(), ""),
                PartnerRefusals.actor(officer));
        return show();
    }

    /// What became of our keys, to be carried to partners, who take it in as any file.
    @GetMapping(path = "/statement", produces = "text/plain;charset=UTF-8")
    String statement() {
        return partners.keyStatement();
    }
}
