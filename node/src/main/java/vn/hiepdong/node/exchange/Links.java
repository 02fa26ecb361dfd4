package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Cosignature;
import vn.hiepdong.node.attachment.SecrecyStamp;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Appended;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.web.Checks;
import vn.hiepdong.node.web.NotFound;

/// The door to the lines: how they are, what waits, who holds what, and what was refused.
public final class Links {
    static final int MAX_CAUSE = 300;

    private final Ledger ledger;
    private final Partners partners;
    private final Membership membership;
    private final LinkTable table;
    private final ReceiptTable receipts;
    private final InboxTable inbox;
    private final ArrivalTable arrivals;
    private final ExchangeSettings settings;
    private final InstantSource clock;
    private final List<LinkListener> listeners = new CopyOnWriteArrayList<>();
    private final List<LogListener> logListeners = new CopyOnWriteArrayList<>();

    Links(
            Ledger ledger,
            Partners partners,
            Membership membership,
            LinkTable table,
            ReceiptTable receipts,
            InboxTable inbox,
            ArrivalTable arrivals,
            ExchangeSettings settings,
            InstantSource clock) {
        this.ledger = ledger;
        this.partners = partners;
        this.membership = membership;
        this.table = table;
        this.receipts = receipts;
        this.inbox = inbox;
        this.arrivals = arrivals;
        this.settings = settings;
        this.clock = clock;
    }

    /// One for each partner that is not removed.
    public List<Link> all() {
        Map<UUID, LinkTable.Row> rows = table.rows();
        Here here = here();
        return partners.known().stream()
                .map(each -> link(each, rows.get(each.id()), here))
                .toList();
    }

    public Optional<Link> link(AgencyCode partner) {
        return partners.find(partner)
                .map(each -> link(each, table.row(each.id()).orElse(null), here()));
    }

    /// What is here, to hold against what partners have.
    ///
    /// @param sizes of all logs by name
    /// @param heads what partners said, by partner and log
    private record Here(
            Instant now,
            List<LogView> ownLogs,
            Map<String, Long> sizes,
            Map<UUID, Map<String, Long>> heads,
            Freshness.Limits limits) {
        long lacking(UUID partner) {
            long lacking = 0;
            for (var head : heads.getOrDefault(partner, Map.of()).entrySet()) {
                lacking += Math.max(0, head.getValue() - sizes.getOrDefault(head.getKey(), 0L));
            }
            return lacking;
        }
    }

    private Here here() {
        Instant now = clock.instant();
        Map<String, Long> sizes = new HashMap<>();
        ledger.extents().forEach(each -> sizes.put(each.origin().toString(), each.size()));
        return new Here(now, ownLogs(), sizes, table.heads(), table.limits(now));
    }

    private Link link(Known partner, LinkTable.@Nullable Row row, Here here) {
        Queue queue = queue(partner, here.ownLogs);
        long lacking = here.lacking(partner.id());
        Instant currentAt = row == null ? null : lacking == 0 ? row.headsAt() : row.currentAt();
        return new Link(
                partner.code(),
                state(partner, row),
                row == null ? partner.invitedAt() : row.since(),
                queue.depth,
                queue.oldest,
                row == null ? null : row.lastContact(),
                row == null ? null : row.roundTrip(),
                row == null ? null : row.clockAhead(),
                row == null ? null : row.version(),
                row == null ? null : row.problem(),
                row != null && row.problem() != null && row.comes(here.now, settings.downAfter()),
                lacking,
                currentAt,
                Freshness.of(currentAt, here.now, here.limits),
                table.outages(partner.id()));
    }

    private static LinkState state(Known partner, LinkTable.@Nullable Row row) {
        if (partner.state() == PartnerState.SUSPENDED) {
            return LinkState.SUSPENDED;
        }
        return row == null || !partner.isActive() ? LinkState.DOWN : row.state();
    }

    /// Agencies to which there is no line.
    Set<AgencyCode> down() {
        Map<UUID, LinkTable.Row> rows = table.rows();
        var down = new HashSet<AgencyCode>();
        for (Known each : partners.known()) {
            if (state(each, rows.get(each.id())) == LinkState.DOWN) {
                down.add(each.code());
            }
        }
        return down;
    }

    /// When there was no line to a partner within a period, the oldest first; such as overlap the period
    /// stand there whole. Also when this node itself was off: these may overlap the others.
    public List<Link.Outage> outages(AgencyCode partner, Instant from, Instant to) {
        return outages(List.of(partner), from, to).getOrDefault(partner, List.of());
    }

    /// The same for many partners with one question. Those without any are left out.
    public Map<AgencyCode, List<Link.Outage>> outages(Collection<AgencyCode> of, Instant from, Instant to) {
        Map<UUID, AgencyCode> wanted = new HashMap<>();
        partners.known().stream()
                .filter(each -> of.contains(each.code()))
                .forEach(each -> wanted.put(each.id(), each.code()));
        Map<AgencyCode, List<Link.Outage>> outages = new HashMap<>();
        table.outages(wanted.keySet(), from, to)
                .forEach((id, found) -> outages.put(Objects.requireNonNull(wanted.get(id)), found));
        return outages;
    }

    /// How the line to a partner was, for as long as it is measured.
    ///
    /// @param since when it began to be watched
    /// @param outages the oldest first
    public record History(Instant now, Instant since, List<Link.Outage> outages) {
        public Availability over(Availability.Period period) {
            return Availability.of(now.minus(period.length()), now, since, outages);
        }

        List<Availability> parts(Availability.Period period) {
            return Availability.parts(period, now, since, outages);
        }
    }

    /// One for each partner that is connected.
    public Map<AgencyCode, History> histories() {
        return histories(partners.known());
    }

    History history(AgencyCode partner) {
        return partners.find(partner)
                .map(each -> Objects.requireNonNull(histories(List.of(each)).get(partner)))
                .orElseThrow(NotFound::new);
    }

    private Map<AgencyCode, History> histories(List<Known> of) {
        Instant now = clock.instant();
        Instant watched = table.watchedSince().orElse(now);
        var outages =
                table.outages(of.stream().map(Known::id).toList(), now.minus(Availability.Period.YEAR.length()), now);
        Map<AgencyCode, History> histories = new LinkedHashMap<>();
        for (Known each : of) {
            Instant confirmed = each.confirmedAt().orElse(now);
            histories.put(
                    each.code(),
                    new History(
                            now,
                            confirmed.isAfter(watched) ? confirmed : watched,
                            outages.getOrDefault(each.id(), List.of())));
        }
        return histories;
    }

    /// The outage of a partner that began then.
    Optional<Link.Outage> outage(AgencyCode partner, Instant from) {
        return outages(partner, from, from.plus(1, ChronoUnit.MICROS)).stream()
                .filter(each -> each.from().equals(from))
                .findFirst();
    }

    /// What officers wrote about outages of a partner that began then or later, by when they began.
    Map<Instant, OutageNote> outageNotes(AgencyCode partner, Instant from) {
        return partners.find(partner).map(each -> table.notes(each.id(), from)).orElse(Map.of());
    }

    /// An officer says why there was no line, and how the agencies reached each other meanwhile. What was said before
    /// is replaced on the page and stays in the log.
    void noteOutage(AgencyCode code, Instant from, String cause, Set<Fallback> fallbacks, Actor by) {
        Known partner = partners.find(code).orElseThrow(NotFound::new);
        var checks = new Checks();
        String said = checks.text("cause", cause, MAX_CAUSE);
        checks.that(SecrecyStamp.find(said).isEmpty(), "cause", "exchange.error.secret");
        checks.done();
        outage(code, from).orElseThrow(NotFound::new);
        ledger.append(new Statement(
                ledger.privatePlace(),
                by,
                Set.of(),
                new PartnerEntry.OutageNoted(
                        partner.id(), code, partner.agency().id(), from, said, List.copyOf(fallbacks))));
    }

    /// What of our own a partner may not have yet.
    ///
    /// @param held by log, how many entries it confirmed to hold
    /// @param records that the others are about
    /// @param oldest when the oldest of the others was written, null if there is none
    public record Unconfirmed(
            Map<Integer, Long> held,
            Set<UUID> records,
            @Nullable Instant oldest) {}

    public Unconfirmed unconfirmed(AgencyCode code) {
        Known partner = partners.find(code).orElseThrow(NotFound::new);
        Set<SpaceId> shared = membership.sharedWith(code);
        Map<Integer, Long> held = new HashMap<>();
        Set<UUID> records = new HashSet<>();
        List<LogView> logs = ownLogs();
        for (LogView log : logs) {
            if (shared.contains(log.origin().space())) {
                long confirmed = receipts.newest(log.id(), partner.id());
                held.put(log.id(), confirmed);
                if (confirmed < log.size()) {
                    records.addAll(ledger.subjects(log.id(), confirmed, log.size()));
                }
            }
        }
        return new Unconfirmed(held, records, queue(partner, logs).oldest);
    }

    /// Entries of ours that a partner should have and has not confirmed to hold.
    record Queue(long depth, @Nullable Instant oldest) {}

    List<LogView> ownLogs() {
        return ledger.logs().stream()
                .filter(log -> log.own()
                        && !log.origin().space().equals(ledger.privatePlace().space()))
                .toList();
    }

    Queue queue(Known partner, List<LogView> ownLogs) {
        if (!partner.isActive() && partner.state() != PartnerState.SUSPENDED) {
            return new Queue(0, null);
        }
        long depth = 0;
        Instant oldest = null;
        Set<SpaceId> shared = membership.sharedWith(partner.code());
        for (LogView log : ownLogs) {
            if (!shared.contains(log.origin().space())) {
                continue;
            }
            long held = receipts.newest(log.id(), partner.id());
            if (held < log.size()) {
                depth += log.size() - held;
                Instant written = ledger.arrived(log.id(), held).orElse(null);
                oldest = oldest == null || written != null && written.isBefore(oldest) ? written : oldest;
            }
        }
        return new Queue(depth, oldest);
    }

    /// How a partner's logs come here.
    public List<Way> ways(AgencyCode author) {
        List<Ledger.Extent> logs = ledger.extents().stream()
                .filter(each -> !each.own() && each.origin().agency().equals(author))
                .toList();
        Map<Integer, Instant> newest = ledger.newest(logs);
        Map<String, ArrivalTable.Arrival> ways = arrivals.all();
        return logs.stream()
                .map(each -> {
                    var way = ways.get(each.origin().toString());
                    AgencyCode via = way == null || way.via().equals(author) ? null : way.via();
                    return new Way(each.origin(), each.signedSize(), via, newest.get(each.id()));
                })
                .toList();
    }

    /// @param size entries that are here
    /// @param via the agency from which the newest part came, null if it came straight from the author
    /// @param at when the newest entry came
    public record Way(
            LogOrigin origin,
            long size,
            @Nullable AgencyCode via,
            @Nullable Instant at) {}

    /// Which partners hold an entry of ours, since when.
    public List<Held> holders(int log, long index) {
        var entry = new ReceiptTable.Entry(log, index);
        return receipts.holders(List.of(entry)).getOrDefault(entry, List.of());
    }

    /// As [#holders(int, long)] for many entries at once, in the order given.
    public Map<EntryAt, List<Held>> holders(Collection<EntryAt> entries) {
        var asked = entries.stream()
                .map(each -> new ReceiptTable.Entry(each.log, each.index))
                .toList();
        Map<EntryAt, List<Held>> holders = new LinkedHashMap<>();
        receipts.holders(asked).forEach((entry, held) -> holders.put(new EntryAt(entry.log(), entry.index()), held));
        return holders;
    }

    /// The earliest receipt of each partner, of removed ones too, that covers one of these entries of an own log.
    public List<Receipt> receipts(int log, Collection<Long> indexes) {
        Map<UUID, Known> agencies = new HashMap<>();
        partners.withRemoved().forEach(each -> agencies.put(each.id(), each));
        return receipts.earliest(log, indexes).stream()
                .filter(each -> agencies.containsKey(each.partner()))
                .map(each -> {
                    Known by = Objects.requireNonNull(agencies.get(each.partner()));
                    return new Receipt(
                            by.agency(), each.size(), Cosignature.of(by.mirrorKey(each.key()), each.cosignature()));
                })
                .toList();
    }

    /// The place of an entry.
    public record EntryAt(int log, long index) {
        public static EntryAt of(Appended entry) {
            return new EntryAt(entry.log(), entry.index());
        }
    }

    /// What partners sent and this node refused, the newest first.
    public List<Rejection> rejections(int limit) {
        return inbox.rejections(null, limit);
    }

    public List<Rejection> rejections(AgencyCode partner, int limit) {
        return inbox.rejections(partner, limit);
    }

    /// Checkpoints that contradict each other, as they were kept, after one of these pairs (0: from
    /// the first on).
    public List<Evidence> evidence(long after) {
        return inbox.evidence(after);
    }

    public void listen(LinkListener listener) {
        listeners.add(listener);
    }

    /// Whether a partner holds anything of our log of that space, and so knows that we are a member of
    /// it.
    public boolean knowsUsIn(SpaceId space, AgencyCode partner) {
        return partners.find(partner).stream()
                .anyMatch(each -> ownLogs().stream()
                        .anyMatch(
                                log -> log.origin().space().equals(space) && receipts.newest(log.id(), each.id()) > 0));
    }

    public void listen(LogListener listener) {
        logListeners.add(listener);
    }

    /// Those who hear what partners show.
    List<LogListener> logListeners() {
        return logListeners;
    }

    void changed(AgencyCode partner, LinkState state) {
        listeners.forEach(each -> each.changed(partner, state));
    }
}
