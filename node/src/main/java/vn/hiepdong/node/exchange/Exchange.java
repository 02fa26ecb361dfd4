package vn.hiepdong.node.exchange;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LedgerListener;
import vn.hiepdong.node.ledger.WrongKeys;

/// Everything between this node and its partners' nodes, from start to end.
public final class Exchange implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final long HEARD_EVERY = Duration.ofSeconds(5).toNanos();
    private static final Duration WATCH_EVERY = Duration.ofSeconds(10);

    private final TlsIdentity tls;
    private final ExchangeSettings settings;
    private final InstantSource clock;
    private final Partners partners;
    private final Endings endings;
    private final Compromise compromise;
    private final Links links;
    private final Courier courier;
    private final Branches branches;
    private final ExchangeServer server;
    private final Pulls pulls;
    private final Continuity continuity;
    private final SenderLocks locks;
    private final LinkTable linkTable;
    private final Sender.Parts parts;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<UUID, Sender> senders = new ConcurrentHashMap<>();
    private final Map<UUID, Long> heardAt = new ConcurrentHashMap<>();
    private final Semaphore look = new Semaphore(0);
    private final Thread overseer;
    private volatile boolean closed;
    private long watchedAt = System.nanoTime() - WATCH_EVERY.toNanos();

    /// What a node calls itself.
    public record Names(String nameVi, String nameEn, String kind, String version) {}

    /// @param table the projection that was given to the ledger
    /// @param files where files that are carried by hand lie while they are made and taken in
    Exchange(
            DataSource database,
            Ledger ledger,
            PartnerTable table,
            Membership membership,
            Optional<AttachmentTransfer> attachments,
            Path keys,
            Path files,
            Names names,
            Uuid7 ids,
            InstantSource clock,
            ExchangeSettings settings) {
        this.settings = settings;
        this.clock = clock;
        tls = TlsIdentity.in(keys, ledger.self().code() + "." + ledger.self().id(), clock);
        ledger.keys().roster().line().ifPresent(tls::follow);
        linkTable = new LinkTable(database);
        Hash line = ledger.keys().roster().line().orElse(linkTable.paired(tls.pin()));
        if (!line.equals(tls.pin()) && !ledger.keys().isLost()) {
            throw new WrongKeys("The TLS key exchange-tls.pem is not the one that partners know this node by.");
        }
        var own = new OwnNode(ledger.self(), names.nameVi, names.nameEn, names.kind, tls, names.version, this::url);
        endings = new Endings(database, ledger, membership);
        endings.ours();
        partners = new Partners(ledger, table, own, line, this::lineSwitched, endings, ids, clock);
        partners.known().forEach(partners::settle);
        var receipts = new ReceiptTable(database);
        var inbox = new InboxTable(database);
        var arrivals = new ArrivalTable(database);
        compromise = new Compromise(database, ledger, partners, membership, receipts, clock);
        links = new Links(ledger, partners, membership, linkTable, receipts, inbox, arrivals, settings, clock);
        var carried = new CarriedReceipts(ledger, membership, receipts, clock);
        var receiver = new Receiver(ledger, partners, membership, inbox, arrivals, links, clock, executor);
        locks = new SenderLocks(database);
        continuity = new Continuity(ledger, partners, membership, locks);
        var healing = new Healing(ledger, inbox, new GapTable(database), receiver, continuity, clock);
        var greetings =
                new Greetings(ledger, partners, membership, receiver, linkTable, arrivals, carried, continuity, clock);
        pulls = new Pulls(ledger, membership, carried, linkTable, clock);
        var mirror = new MirrorPages(ledger, membership);
        server = new ExchangeServer(
                settings,
                tls,
                partners,
                receiver,
                greetings,
                pulls,
                mirror,
                attachments,
                clock,
                this::heard,
                () -> ledger.keys().isLost());
        var journeys = new JourneyTable(database);
        var carrying = new CarryOut.Parts(
                ledger, partners, membership, greetings, receipts, links, journeys, attachments, ids, clock);
        courier = new Courier(carrying, receiver, files);
        branches = new Branches(ledger, partners, tls, executor);
        parts = new Sender.Parts(
                ledger,
                partners,
                membership,
                greetings,
                receiver,
                continuity,
                healing,
                receipts,
                arrivals,
                new Relays(settings.heartbeat().multipliedBy(3)),
                linkTable,
                links,
                locks,
                settings,
                clock,
                executor,
                attachments);
        partners.listen(this::look);
        ledger.listen(new LedgerListener() {
            @Override
            public void signed(int log) {
                senders.values().forEach(each -> each.signed(log));
                pulls.changed();
            }

            @Override
            public void applied(long upTo) {
                pulls.changed();
            }
        });
        server.start();
        overseer = Thread.ofVirtual().name("exchange-overseer").start(this::oversee);
        LOG.info("listening for partners on {}", url());
    }

    public Partners partners() {
        return partners;
    }

    public Compromise compromise() {
        return compromise;
    }

    Receiver receiver() {
        return parts.receiver();
    }

    public Links links() {
        return links;
    }

    public Courier courier() {
        return courier;
    }

    public Branches branches() {
        return branches;
    }

    public Continuity continuity() {
        return continuity;
    }

    /// Where partners reach this node.
    public String url() {
        if (!settings.url().isEmpty()) {
            return settings.url();
        }
        String host = settings.address().equals("0.0.0.0") ? "localhost" : settings.address();
        return "https://" + host + ":" + server.port();
    }

    /// There are files to be fetched.
    public void attachmentsWanted() {
        senders.values().forEach(Sender::wake);
    }

    /// Somebody joined or left a space, so that partners may lack more, or less, than before.
    public void membershipChanged() {
        senders.values().forEach(Sender::wake);
        pulls.changed();
    }

    private void heard(Known partner, Instant at) {
        links.logListeners().forEach(each -> each.heard(partner.code(), at));
        Sender sender = senders.get(partner.id());
        if (sender != null) {
            sender.heard(at);
        }
        Long before = heardAt.get(partner.id());
        if (before == null || System.nanoTime() - before > HEARD_EVERY) {
            heardAt.put(partner.id(), System.nanoTime());
            linkTable.heard(partner.id(), at);
        }
    }

    private void look() {
        look.release();
    }

    /// Connections that are open show the key from before: all begin anew.
    private void lineSwitched() {
        senders.forEach((id, sender) -> {
            if (senders.remove(id, sender)) {
                executor.execute(sender::close);
            }
        });
        look();
    }

    /// Keeps one sender for each partner.
    private void oversee() {
        while (!closed) {
            try {
                look.drainPermits();
                continuity.evaluate();
                watch();
                var known = partners.known();
                for (Known partner : known) {
                    senders.computeIfAbsent(partner.id(), _ -> sender(partner));
                }
                senders.forEach((id, sender) -> {
                    if (known.stream().noneMatch(each -> each.id().equals(id)) && senders.remove(id, sender)) {
                        sender.close();
                    }
                });
                if (look.tryAcquire(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                    senders.values().forEach(Sender::wake);
                }
            } catch (UncheckedIOException e) {
                LOG.error("cannot read what was signed last", e);
                pause();
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("cannot see the partners while the database is away: {}", e.getMessage());
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void watch() {
        if (System.nanoTime() - watchedAt >= WATCH_EVERY.toNanos()) {
            Duration slow = WATCH_EVERY.multipliedBy(6);
            linkTable.watching(clock.instant(), settings.downAfter().compareTo(slow) > 0 ? settings.downAfter() : slow);
            watchedAt = System.nanoTime();
        }
    }

    private Sender sender(Known partner) {
        var client = new PartnerClient(
                tls,
                pin -> partners.find(partner.code())
                        .filter(each -> each.opens(pin))
                        .isPresent(),
                executor);
        return new Sender(partner, client, parts);
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        look.release();
        try {
            overseer.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        pulls.close();
        senders.values().forEach(Sender::close);
        server.close();
        locks.close();
        executor.close();
    }
}
