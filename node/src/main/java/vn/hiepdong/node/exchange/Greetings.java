package vn.hiepdong.node.exchange;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;

/// Makes greetings and hears those of partners.
final class Greetings {
    private final Ledger ledger;
    private final Partners partners;
    private final Membership membership;
    private final Receiver receiver;
    private final LinkTable links;
    private final InstantSource clock;

    Greetings(
            Ledger ledger,
            Partners partners,
            Membership membership,
            Receiver receiver,
            LinkTable links,
            InstantSource clock) {
        this.ledger = ledger;
        this.partners = partners;
        this.membership = membership;
        this.receiver = receiver;
        this.links = links;
        this.clock = clock;
    }

    Greeting to(Known partner) {
        NodeIdentity self = partners.self();
        List<LogView> shared = ledger.logs().stream()
                .filter(log -> log.checkpoint() != null && shared(log, partner))
                .limit(Greeting.MAX_LOGS)
                .toList();
        return new Greeting(
                self.version(),
                clock.instant(),
                self.url(),
                shared.stream()
                        .filter(log -> log.origin().agency().equals(partner.code()))
                        .map(log -> new Greeting.HeldLog(log.origin().toString(), log.size()))
                        .toList(),
                shared.stream().map(Greetings::text).toList());
    }

    private boolean shared(LogView log, Known partner) {
        return !log.origin().space().equals(ledger.privatePlace().space())
                && membership.audience(log.origin().space()).contains(partner.code());
    }

    private static String text(LogView log) {
        var checkpoint = log.checkpoint();
        return checkpoint == null ? "" : new String(checkpoint.toBytes(), StandardCharsets.UTF_8);
    }

    /// Throws [RefusedException] or [FormatException] for a greeting that is malformed or whose checkpoints are
    /// not signed.
    void heard(Known partner, Greeting greeting) {
        links.described(partner.id(), greeting.version(), greeting.url(), clock.instant());
        greeting.notes().forEach(each -> receiver.shown(partner, each));
    }
}
