package vn.hiepdong.node.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.node.exchange.ArrivalTable.Arrival;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.SpaceId;

/// Makes greetings and hears those of partners.
final class Greetings {
    private final Ledger ledger;
    private final Partners partners;
    private final Membership membership;
    private final Receiver receiver;
    private final LinkTable links;
    private final ArrivalTable arrivals;
    private final CarriedReceipts receipts;
    private final Continuity continuity;
    private final InstantSource clock;

    Greetings(
            Ledger ledger,
            Partners partners,
            Membership membership,
            Receiver receiver,
            LinkTable links,
            ArrivalTable arrivals,
            CarriedReceipts receipts,
            Continuity continuity,
            InstantSource clock) {
        this.ledger = ledger;
        this.partners = partners;
        this.membership = membership;
        this.receiver = receiver;
        this.links = links;
        this.arrivals = arrivals;
        this.receipts = receipts;
        this.continuity = continuity;
        this.clock = clock;
    }

    Greeting to(Known partner) {
        return to(partner, false);
    }

    /// As [#to], for a file that is carried by hand: with a receipt for every log of the partner that is here.
    Greeting carried(Known partner) {
        return to(partner, true);
    }

    private Greeting to(Known partner, boolean receipts) {
        NodeIdentity self = partners.self();
        Set<SpaceId> spaces = membership.sharedWith(partner.code());
        List<LogView> shared = ledger.logs().stream()
                .filter(log ->
                        log.checkpoint() != null && spaces.contains(log.origin().space()))
                .limit(Greeting.MAX_LOGS)
                .toList();
        Map<String, Arrival> ways = arrivals.all();
        return new Greeting(
                self.version(),
                Protocol.SPOKEN,
                clock.instant(),
                self.url(),
                links.row(partner.id()).filter(row -> row.problem() != null).isPresent(),
                shared.stream()
                        .filter(log -> log.origin().agency().equals(partner.code()))
                        .map(log -> held(log, ways.get(log.origin().toString()), receipts))
                        .toList(),
                shared.stream()
                        .filter(log -> log.frozen() != null)
                        .map(log -> log.origin().toString())
                        .toList(),
                shared.stream().map(Greetings::text).toList(),
                keys(partner, receipts ? null : partners.told(partner).orElse(null)));
    }

    /// @param told what the partner said that it has, and need not be told again
    private Greeting.Keys keys(Known partner, Greeting.@Nullable Keys told) {
        var own = ledger.keys().roster();
        int size = own.steps().size();
        int first = told != null
                        && told.known() <= size
                        && (told.root() == null || told.root().equals(own.root(told.known())))
                ? told.known()
                : 0;
        var waiting = partner.recovery();
        Roster theirs = partner.whole();
        return new Greeting.Keys(
                theirs.steps().size(),
                theirs.root(theirs.steps().size()),
                first,
                own.format(first),
                waiting == null ? null : waiting.whole().steps().getLast().format());
    }

    private Greeting.HeldLog held(LogView log, @Nullable Arrival way, boolean always) {
        boolean owed = always || way != null && way.receiptSize() != null;
        CarriedReceipt receipt = owed ? CarriedReceipts.of(ledger, log, clock) : null;
        Long from = way == null ? null : way.relayedFrom();
        return new Greeting.HeldLog(
                log.origin().toString(), log.size(), receipt, from == null || from >= log.size() ? null : from);
    }

    /// The partner answered this greeting, so it has heard what was in it.
    void delivered(Greeting greeting) {
        for (Greeting.HeldLog each : greeting.held()) {
            if (each.receipt() != null) {
                arrivals.paid(each.origin(), each.receipt().size());
            }
            if (each.relayedFrom() != null) {
                arrivals.told(each.origin(), each.relayedFrom(), each.size());
            }
        }
    }

    private static String text(LogView log) {
        var checkpoint = log.checkpoint();
        return checkpoint == null ? "" : new String(checkpoint.toBytes(), StandardCharsets.UTF_8);
    }

    /// Throws [RefusedException] or [FormatException] for a greeting that is malformed or whose checkpoints are
    /// not signed.
    void heard(Known partner, Greeting greeting) {
        Instant now = clock.instant();
        links.described(partner.id(), greeting.version(), greeting.url(), now);
        take(partner, greeting, now);
    }

    /// The same from a file. Where the partner is reached it may say too late, and what it has it said when it made it.
    void carried(Known partner, Greeting greeting) {
        Instant now = clock.instant();
        take(partner, greeting, greeting.clock().isBefore(now) ? greeting.clock() : now);
    }

    private void take(Known partner, Greeting greeting, Instant said) {
        Protocol.agree(greeting.protocols());
        Greeting.Keys keys = greeting.keys();
        if (keys != null) {
            partners.keysChanged(partner, keys);
            partners.tells(partner, keys);
            if (keys.recovery() != null) {
                partners.claimed(partner, keys.recovery());
            }
        }
        receiver.stopped(
                partner, greeting.frozen().stream().map(LogOrigin::parse).toList());
        List<SignedNote> notes = greeting.notes();
        notes.forEach(each -> receiver.shown(partner, each));
        continuity.answered(partner, notes);
        heads(partner, notes, said);
        for (Greeting.HeldLog each : greeting.held()) {
            if (each.receipt() != null) {
                receipts.take(partner, each.origin(), each.receipt());
            }
            if (each.relayedFrom() != null) {
                receipts.relayed(partner, each.origin(), each.relayedFrom(), each.size());
            }
        }
    }

    /// How long the partner says that its logs are of spaces that we share.
    private void heads(Known partner, List<SignedNote> notes, Instant said) {
        Set<SpaceId> shared = membership.sharedWith(partner.code());
        Map<String, Long> sizes = new HashMap<>();
        for (SignedNote note : notes) {
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            LogOrigin origin = LogOrigin.parse(checkpoint.origin());
            if (origin.agency().equals(partner.code()) && shared.contains(origin.space())) {
                sizes.merge(checkpoint.origin(), checkpoint.size(), Math::max);
            }
        }
        boolean complete = sizes.entrySet().stream()
                .allMatch(each -> ledger.log(each.getKey())
                        .filter(log -> log.size() >= each.getValue())
                        .isPresent());
        links.heads(partner.id(), sizes, said, complete);
    }
}
