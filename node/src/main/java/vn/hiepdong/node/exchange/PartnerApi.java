package vn.hiepdong.node.exchange;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.web.Checks;
import vn.hiepdong.node.web.NotFound;

/// Partners as JSON. Whom an agency connects with is for its commander and its administrator.
@RestController
@RequestMapping("/api/v1/partners")
@Allowed(
        value = {Role.ADMINISTRATOR, Role.DUTY_COMMANDER},
        scope = Scope.PARTNERS_WRITE)
class PartnerApi {
    private final Partners partners;
    private final Links links;
    private final SigningDecision signing;

    PartnerApi(Partners partners, Links links, SigningDecision signing) {
        this.partners = partners;
        this.links = links;
        this.signing = signing;
    }

    record Made(String invitation, Instant validUntil) {}

    record Taken(@Nullable String invitation) {}

    record Typed(@Nullable String fingerprint) {}

    record Short(String code, String fingerprint, PartnerState state) {
        static Short of(Partner partner) {
            return new Short(partner.code().value(), partner.fingerprint(), partner.state());
        }
    }

    /// How a log of the partner comes here.
    ///
    /// @param via null if it comes straight from the partner
    record Log(
            String origin,
            long size,
            @Nullable String via,
            @Nullable Instant at) {
        static Log of(Links.Way way) {
            var via = way.via();
            return new Log(way.origin().toString(), way.size(), via == null ? null : via.value(), way.at());
        }
    }

    record Listed(List<Row> partners) {}

    /// How much of a period there was a line.
    ///
    /// @param share of the time of which it is known how the line was, null if it is known of none
    record Share(
            Availability.Period period, @Nullable Double share, long upSeconds, long downSeconds, long unknownSeconds) {
        static List<Share> of(Links.History history) {
            return Arrays.stream(Availability.Period.values())
                    .map(period -> {
                        Availability over = history.over(period);
                        return new Share(
                                period,
                                over.share().isPresent() ? over.share().getAsDouble() : null,
                                over.up().toSeconds(),
                                over.down().toSeconds(),
                                over.unknown().toSeconds());
                    })
                    .toList();
        }
    }

    record Row(
            String code,
            String nameVi,
            String nameEn,
            String kind,
            String url,
            PartnerState state,
            String fingerprint,
            LinkState link,
            Instant since,
            long queueDepth,
            @Nullable Instant oldestQueued,
            @Nullable Instant lastContact,
            @Nullable Double roundTripMillis,
            @Nullable String version,
            @Nullable String problem,
            boolean comes,
            long lacking,
            @Nullable Instant currentAt,
            Freshness freshness,
            List<Share> availability,
            List<Log> logs,
            List<Link.Outage> outages) {
        static Row of(Partner partner, Link link, Links.History history, List<Links.Way> ways) {
            Duration roundTrip = link.roundTrip();
            return new Row(
                    partner.code().value(),
                    partner.nameVi(),
                    partner.nameEn(),
                    partner.kind(),
                    partner.url(),
                    partner.state(),
                    partner.fingerprint(),
                    link.state(),
                    link.since(),
                    link.queueDepth(),
                    link.oldestQueued(),
                    link.lastContact(),
                    roundTrip == null ? null : roundTrip.toNanos() / 1e6,
                    link.version(),
                    link.problem(),
                    link.comes(),
                    link.lacking(),
                    link.currentAt(),
                    link.freshness(),
                    Share.of(history),
                    ways.stream().map(Log::of).toList(),
                    link.outages());
        }
    }

    @GetMapping
    @Allowed(anyRole = true, scope = Scope.PARTNERS_READ)
    Listed list() {
        List<Link> all = links.all();
        Map<AgencyCode, Links.History> histories = links.histories();
        return new Listed(partners.all().stream()
                .flatMap(partner -> all.stream()
                        .filter(link -> link.partner().equals(partner.code()))
                        .flatMap(link -> Optional.ofNullable(histories.get(partner.code())).stream()
                                .map(history -> Row.of(partner, link, history, links.ways(partner.code())))))
                .toList());
    }

    /// Our own logs that are not signed.
    record HeldBack(List<HeldLog> heldBack) {}

    record HeldLog(String origin, long unsigned, long lost, List<String> awaited) {
        static HeldLog of(Continuity.HeldBack log) {
            var awaited = log.awaited().stream().map(code -> code.value()).toList();
            return new HeldLog(log.origin().toString(), log.unsigned(), log.lost(), awaited);
        }
    }

    @GetMapping("/signing")
    @Allowed(anyRole = true, scope = Scope.PARTNERS_READ)
    HeldBack heldBack() {
        return new HeldBack(signing.heldBack().stream().map(HeldLog::of).toList());
    }

    @PostMapping("/signing")
    @Allowed(value = Role.ADMINISTRATOR, scope = Scope.ADMIN)
    HeldBack resume(Officer officer) {
        signing.resume(officer);
        return heldBack();
    }

    @PostMapping("/invitation")
    @ResponseStatus(HttpStatus.CREATED)
    Made invite() {
        var invitation = partners.invitation();
        return new Made(invitation.line(), invitation.validUntil());
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Short accept(Officer officer, @RequestBody Taken body) {
        String invitation = body.invitation();
        var checks = new Checks();
        checks.that(invitation != null && !invitation.isBlank(), "invitation", "exchange.expected.invitation");
        checks.done();
        return Short.of(PartnerRefusals.done(
                partners.accept(invitation == null ? "" : invitation, PartnerRefusals.actor(officer))));
    }

    @PostMapping("/{code}/confirmation")
    @ResponseStatus(HttpStatus.CREATED)
    Short confirm(Officer officer, @PathVariable String code, @RequestBody Typed body) {
        String fingerprint = body.fingerprint();
        var checks = new Checks();
        checks.that(fingerprint != null && !fingerprint.isBlank(), "fingerprint", "exchange.expected.fingerprint");
        checks.done();
        return Short.of(PartnerRefusals.done(partners.confirm(
                PartnerRefusals.code(code), fingerprint == null ? "" : fingerprint, PartnerRefusals.actor(officer))));
    }

    @PostMapping("/{code}/suspension")
    @ResponseStatus(HttpStatus.CREATED)
    Short suspend(Officer officer, @PathVariable String code) {
        return Short.of(
                PartnerRefusals.done(partners.suspend(PartnerRefusals.code(code), PartnerRefusals.actor(officer))));
    }

    @DeleteMapping("/{code}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(Officer officer, @PathVariable String code) {
        if (partners.partner(PartnerRefusals.code(code)).isEmpty()) {
            throw new NotFound();
        }
        PartnerRefusals.done(partners.remove(PartnerRefusals.code(code), PartnerRefusals.actor(officer)));
    }
}
