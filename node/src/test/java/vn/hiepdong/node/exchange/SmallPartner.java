package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Credibility;
import vn.hiepdong.node.information.Handling;
import vn.hiepdong.node.information.InformationEntry;
import vn.hiepdong.node.information.InformationId;
import vn.hiepdong.node.information.Purpose;
import vn.hiepdong.node.information.Reliability;
import vn.hiepdong.node.information.SourceKind;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Entry;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.ledger.SigningGuard;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.space.SpaceEntry;
import vn.hiepdong.node.space.Urgency;

/// A partner of one whole node, in this JVM: ledger, exchange and a database, and no pages, so small that there is room
/// for many. It signs every regulation that is put to it.
public final class SmallPartner implements AutoCloseable {
    private static final Actor DUTY = new Actor("PV01", "Trực ban");
    /// One waits for other instances, one holds the lines, one works.
    private static final int CONNECTIONS = 3;

    private final AgencyCode code;
    private final AgencyCode hub;
    private final TestPostgres.Database database;
    private final Uuid7 ids = new Uuid7(InstantSource.system(), new SecureRandom());
    private final Map<SpaceId, Place> spaces = new ConcurrentHashMap<>();
    private final Map<Position, SpaceEntry.Proposed> proposals = new ConcurrentHashMap<>();
    private final Ledger ledger;
    private final Exchange exchange;

    /// @param hub the node, the only one that it knows
    /// @param port where it listens; 0 takes any
    /// @param url where it says that it is; empty for where it listens
    public SmallPartner(String code, String hub, int port, String url, TestPostgres server, Path folder) {
        this.code = new AgencyCode(code);
        this.hub = new AgencyCode(hub);
        var clock = InstantSource.system();
        try {
            database = server.fresh();
            database.setMaximumPoolSize(CONNECTIONS);
            JdbcClient.create(database)
                    .sql("create table test_item (title text not null)")
                    .update();
            Path keys = Files.createDirectories(folder.resolve(code));
            var partners = new PartnerTable(database);
            ledger = new Ledger(
                    database,
                    new JdbcTransactionManager(database),
                    AgencyKeys.in(keys, this.code),
                    List.of(partners, new Regulations(), new Items()),
                    clock,
                    Duration.ofMillis(10),
                    SigningGuard.in(Files.createDirectories(keys.resolve("signed"))));
            exchange = new Exchange(
                    database,
                    ledger,
                    partners,
                    new OnlyTheHub(),
                    Optional.empty(),
                    keys,
                    keys.resolve("carried"),
                    new Exchange.Names("Cơ quan " + code, "Agency " + code, "other", "0.1.0"),
                    ids,
                    clock,
                    new ExchangeSettings(
                            "127.0.0.1",
                            port,
                            url,
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(30),
                            Duration.ofMillis(200),
                            Duration.ofSeconds(5)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public String code() {
        return code.value();
    }

    /// Takes the node's invitation and confirms it.
    ///
    /// @return the fingerprint, for the node's administrator to compare
    public String meets(String invitation) {
        var accepted = (Pairing.Done) exchange.partners().accept(invitation, DUTY);
        exchange.partners().confirm(hub, accepted.partner().fingerprint(), DUTY);
        return accepted.partner().fingerprint();
    }

    /// Signs what was put to it and is not signed yet.
    ///
    /// @return under how many regulations it works
    public int signs() {
        proposals.forEach((at, proposed) -> {
            var place = new Place(at.space(), at.realm());
            spaces.put(place.space(), place);
            ledger.append(new Statement(
                    place, DUTY, Set.of(hub), new SpaceEntry.Signed(proposed.space(), proposed.version(), at.hash())));
            proposals.remove(at);
        });
        return spaces.size();
    }

    /// An item for the node, in each of its spaces.
    public void writes(String title) {
        for (Place place : spaces.values()) {
            var content = new Content(
                    title,
                    "Mực nước Ba Thá lên.",
                    "flood",
                    Urgency.PRIORITY,
                    Purpose.RESPONSE,
                    Handling.NOI_BO,
                    Instant.now(),
                    null,
                    SourceKind.UNIT,
                    null,
                    Reliability.B,
                    Credibility.PROBABLY_TRUE,
                    List.of(),
                    null);
            ledger.append(new Statement(
                    place,
                    DUTY,
                    Set.of(hub),
                    new InformationEntry.Written(new InformationId(ids.next()), content, null)));
        }
    }

    /// The titles of all items that came or were written here, and how often each is there.
    public Map<String, Integer> titles() {
        var titles = new HashMap<String, Integer>();
        JdbcClient.create(database)
                .sql("select title, count(*) from test_item group by title")
                .query((row, _) -> titles.put(row.getString(1), row.getInt(2)))
                .list();
        return titles;
    }

    /// A log as it is here.
    ///
    /// @param confirmed up to where the node's receipt is here, if it is our own
    public record Held(boolean own, long size, long signed, String root, boolean frozen, long confirmed) {}

    /// All logs of the spaces that it shares, by origin.
    public Map<String, Held> logs() {
        var logs = new HashMap<String, Held>();
        for (LogView log : ledger.logs()) {
            if (spaces.containsKey(log.origin().space())) {
                logs.put(
                        log.origin().toString(),
                        new Held(
                                log.own(),
                                log.size(),
                                log.signedSize(),
                                root(log),
                                log.frozen() != null,
                                confirmed(log)));
            }
        }
        return logs;
    }

    private static String root(LogView log) {
        var note = log.checkpoint();
        return note == null ? "" : Checkpoint.parse(note.text()).root().base64();
    }

    private long confirmed(LogView log) {
        return JdbcClient.create(database)
                .sql("select coalesce(max(size), 0) from exchange_receipt where log = :log")
                .param("log", log.id())
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        exchange.close();
        ledger.close();
        database.close();
    }

    private final class OnlyTheHub implements Membership {
        @Override
        public Set<AgencyCode> audience(SpaceId space) {
            return spaces.containsKey(space) ? Set.of(hub) : Set.of();
        }

        @Override
        public Set<SpaceId> sharedWith(AgencyCode partner) {
            return partner.equals(hub) ? Set.copyOf(spaces.keySet()) : Set.of();
        }

        @Override
        public boolean accepts(SpaceId space, AgencyCode from) {
            return from.equals(hub) && !space.equals(ledger.privatePlace().space());
        }
    }

    private abstract static class Read<E extends Entry> implements Projection<E> {
        private final Kinds<E> kinds;

        Read(Kinds<E> kinds) {
            this.kinds = kinds;
        }

        @Override
        public Kinds<E> kinds() {
            return kinds;
        }
    }

    private final class Regulations extends Read<SpaceEntry> {
        Regulations() {
            super(new Kinds<>("space", SpaceEntry.class));
        }

        @Override
        public List<String> tables() {
            return List.of();
        }

        @Override
        public void apply(Position at, SpaceEntry entry, Batch batch) {
            if (entry instanceof SpaceEntry.Proposed proposed && !at.own()) {
                proposals.put(at, proposed);
            }
        }
    }

    private static final class Items extends Read<InformationEntry> {
        Items() {
            super(new Kinds<>("information", InformationEntry.class));
        }

        @Override
        public List<String> tables() {
            return List.of("test_item");
        }

        @Override
        public void apply(Position at, InformationEntry entry, Batch batch) {
            if (entry instanceof InformationEntry.Written written) {
                batch.add(
                        "insert into test_item (title) values (?)",
                        written.content().title());
            }
        }
    }
}
