package vn.hiepdong.node.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Commitment;
import vn.hiepdong.format.EntryHeader;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.HashReader;
import vn.hiepdong.format.RecoveryKey;
import vn.hiepdong.format.RightEdge;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.Successor;

/// The door of the ledger: what this agency says is written here, what partners said is taken in here.
public final class Ledger implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    private final AgencyKeys keys;
    private final IdentityTable identities;
    private final LedgerTable table;
    private final EntryCodec codec;
    private final Replay replay;
    private final Writer writer;
    private final Signer signer;
    private final SigningGuard guard;
    private final Recovery recovery;
    private final Succession succession;
    private final SecureRandom random = new SecureRandom();
    private final String instance = UUID.randomUUID().toString();
    private final List<LedgerListener> listeners = new CopyOnWriteArrayList<>();
    private final DataSource database;
    private final InstantSource clock;
    private final Thread listening;
    private volatile boolean closed;

    /// @param signEvery shortest time between two checkpoints of a log
    /// @param guard says which logs may be signed
    public Ledger(
            DataSource database,
            PlatformTransactionManager transactions,
            AgencyKeys keys,
            List<Projection<?>> projections,
            InstantSource clock,
            Duration signEvery,
            SigningGuard guard) {
        this.guard = guard;
        this.keys = keys;
        this.database = database;
        this.clock = clock;
        table = new LedgerTable(database);
        identities = new IdentityTable(database);
        refuseOthersKeys();
        identities.keep(keys.identity(), keys.roster());
        List<Projection<?>> all = SuccessionTable.and(projections);
        codec = new EntryCodec(all);
        replay = new Replay(table, codec, all, transactions);
        replay.retry(clock.instant());
        recovery = new Recovery(table, keys.identity(), replay, clock, transactions, this::check);
        succession = new Succession(table, keys, guard, replay, clock, transactions, this::check, this::prepare);
        signer = new Signer(table, keys, guard, clock, transactions, instance, signEvery, this::signed);
        writer = new Writer(table, keys.identity(), clock, transactions, instance, this::committed);
        listening = Thread.ofVirtual().name("ledger-listener").start(this::listenToOthers);
    }

    /// Two nodes whose keys were swapped must not write into each other's logs.
    private void refuseOthersKeys() {
        for (LogView log : table.logs()) {
            if (log.own() && !log.origin().agencyId().equals(self().id())) {
                throw new WrongKeys("The keys belong to " + self().code() + "." + self().id()
                        + ", but this database was written by " + log.origin().agency() + "."
                        + log.origin().agencyId() + ".");
            }
        }
    }

    /// The agency that this node speaks for.
    public AgencyIdentity self() {
        return keys.identity();
    }

    public AgencyKeys keys() {
        return keys;
    }

    /// Adds a pair of log keys: planned rotation begins, old and new sign together. Returns the roster with the step.
    public Roster addKeys() throws IOException {
        return kept(keys.add(signedSizes(), clock));
    }

    /// Ends the rotation: a pair signs nothing more.
    ///
    /// @param pair its number; another one must be left
    public Roster retireKeys(int pair) throws IOException {
        return kept(keys.retire(pair, signedSizes(), clock));
    }

    /// Another key gives receipts from now on.
    public Roster changeMirrorKey() throws IOException {
        return kept(keys.changeMirror(clock));
    }

    /// This TLS key, by its SHA-256, opens the line to partners too.
    public Roster announceLine(Hash tls) throws IOException {
        return kept(keys.announceLine(tls, clock));
    }

    /// From now on that TLS key is the only one.
    public Roster switchLine() throws IOException {
        return kept(keys.switchLine(clock));
    }

    /// Puts a new pair in the place of those that are lost. Throws [FormatException] if it is not
    /// the recovery key of this agency.
    ///
    /// @param line SHA-256 of the TLS key if it is another one than before
    public Roster recoverKeys(RecoveryKey by, @Nullable Hash line) throws IOException {
        Roster roster = kept(keys.recover(by, line, signedSizes(), clock));
        signer.wake();
        return roster;
    }

    /// Undoes a recovery that partners were told of and that is not ours. Throws [FormatException]
    /// if it does not follow the roster.
    public Roster objectToRecovery(Roster.Step recovery) throws IOException {
        return kept(keys.object(recovery, clock));
    }

    /// Others have the keys that sign: ends all our logs and puts new keys in force. What was said behind the end
    /// is said again by [#succeed]. Throws [FormatException] if it is not the recovery key of this agency.
    ///
    /// @param reason a word
    /// @param sizes how many entries of each log count
    public Roster compromisedKeys(RecoveryKey by, String reason, Map<LogOrigin, Long> sizes) throws IOException {
        var ends = new TreeMap<String, Roster.End>();
        sizes.forEach((origin, size) -> {
            LogView log = log(origin.toString()).orElseThrow();
            Hash root = RightEdge.read(hashes(log.id(), log.size()), size).root();
            ends.put(origin.toString(), new Roster.End(size, root, clock.instant(), reason));
        });
        return kept(keys.compromised(by, reason, ends, clock));
    }

    /// Whether the data were restored from a backup, and neither a partner nor an operator has confirmed it.
    public boolean isRestored() {
        return guard.restored();
    }

    /// Whether our logs ended, and those that follow them have not begun.
    public boolean isSuccessionDue() {
        return keys.roster().number() > table.number();
    }

    /// Begins the logs that follow ours, which ended. Goes on where a node stopped that was killed; what is done
    /// already is not done again.
    ///
    /// @param audience who gets a log of a space
    public void succeed(Function<SpaceId, Set<AgencyCode>> audience) {
        if (isSuccessionDue()) {
            committed(succession.succeed(audience));
        }
    }

    /// A partner's log ended, because its keys were compromised: what is here behind that is no more, nor
    /// what projections made of it. What is here of another tree than the one that ended is taken off
    /// whole, to come again. Returns how many entries were taken off.
    public long end(LogOrigin origin, long size, Hash root) {
        Succession.Ended ended = succession.end(origin, size, root);
        if (ended.off() > 0) {
            LOG.warn("{} ended with {} entries, {} were taken off", origin, size, ended.off());
            committed(ended.applied());
        }
        return ended.off();
    }

    /// What is here of a partner's log that ended leads to another tree than the one it ended with: it is taken off
    /// and comes again.
    public void beginAnew(LogOrigin origin) {
        Succession.Ended ended = succession.beginAnew(origin);
        LOG.error("{}: what was here is not what its agency wrote; {} entries were taken off", origin, ended.off());
        committed(ended.applied());
    }

    /// Our own log of a space, the one that goes on.
    public Optional<LogView> own(Place place) {
        return log(self().origin(place.realm(), place.space())
                .number(table.number())
                .toString());
    }

    /// From which log one goes on, and why, as its author says in its first entry.
    public Optional<Predecessor> predecessor(int log) {
        return table.sql()
                .sql("select predecessor, size, reason from ledger_succession where log = :log")
                .param("log", log)
                .query((row, _) ->
                        new Predecessor(row.getString("predecessor"), row.getLong("size"), row.getString("reason")))
                .optional();
    }

    /// @param origin name of the log before
    /// @param size its entries that count
    /// @param reason a word
    public record Predecessor(String origin, long size, String reason) {}

    private Roster kept(Roster roster) {
        identities.changed(roster);
        return roster;
    }

    private SortedMap<String, Long> signedSizes() {
        var sizes = new TreeMap<String, Long>();
        table.logs().stream()
                .filter(log -> log.own() && log.signedSize() > 0)
                .forEach(log -> sizes.put(log.origin().toString(), log.signedSize()));
        return sizes;
    }

    /// The space that this agency has with itself. Its log never leaves the node.
    public Place privatePlace() {
        byte[] name = ("hiepdong/private/" + self().id()).getBytes(StandardCharsets.UTF_8);
        return new Place(new SpaceId(UUID.nameUUIDFromBytes(name)), Realm.REAL);
    }

    /// Writes one statement and returns when it is durable and projected. A contradiction with what is written
    /// already
    /// comes back as the database's own exception (for example a duplicate key) and nothing is written.
    ///
    /// Within [Once], what was appended already is not appended again.
    ///
    /// Throws [LedgerBusyException] when too much is waiting, [FormatException] when the statement is too large.
    public Appended append(Statement statement) {
        return append(List.of(statement)).getFirst();
    }

    /// Writes several statements, all or none.
    public List<Appended> append(List<Statement> statements) {
        return await(submit(statements));
    }

    /// As [#append], without waiting.
    public CompletableFuture<List<Appended>> submit(List<Statement> statements) {
        var prepared = statements.stream().map(this::prepare).toList();
        var job = new Job.Own(prepared, Once.mark(), new CompletableFuture<>());
        writer.submit(job);
        return job.done();
    }

    private Job.Prepared prepare(Statement statement) {
        var salt = new byte[Commitment.SALT_LENGTH];
        random.nextBytes(salt);
        Decoded decoded = codec.of(statement);
        String kind = codec.kind(statement.entry());
        return new Job.Prepared(statement, kind, new Payload(salt, codec.write(statement)), decoded);
    }

    /// Takes in a partner's entries. The caller has proven that they lie at their place in a tree that the
    /// partner
    /// signed; here every payload is held against the commitment in its entry. What is stored already is passed
    /// over.
    ///
    /// Throws [FormatException] if an entry is malformed or a payload is not what was committed to: nothing is
    /// stored.
    public void receive(Received received) {
        String origin = received.origin().toString();
        var checked = new ArrayList<Job.Checked>(received.entries().size());
        for (StoredEntry entry : received.entries()) {
            checked.add(check(origin, entry));
        }
        var job = new Job.Received(
                received.origin(), received.start(), checked, received.checkpoint(), new CompletableFuture<>());
        writer.submit(job);
        await(job.done());
    }

    /// Takes in a payload that comes after its entry, because it was released later.
    public void receiveLate(LogOrigin origin, long index, Payload payload) {
        LogView log = log(origin.toString()).orElseThrow(() -> new FormatException("unknown log " + origin));
        List<byte[]> bytes = table.bytes(log.id(), index, index + 1);
        if (bytes.isEmpty()) {
            throw new FormatException("no entry " + index + " in " + origin);
        }
        Job.Checked entry = check(origin.toString(), new StoredEntry(index, bytes.getFirst(), payload));
        var job = new Job.Late(origin, index, entry, new CompletableFuture<>());
        writer.submit(job);
        await(job.done());
    }

    private Job.Checked check(String origin, StoredEntry entry) {
        EntryHeader header = EntryHeader.parse(entry.bytes());
        if (header.again() > 0 && header.again() >= Successor.number(origin)) {
            throw new FormatException("entry " + entry.index() + " was said before in a log that does not come before");
        }
        Payload payload = entry.payload();
        if (payload == null) {
            return new Job.Checked(entry.bytes(), header, null, null, null);
        }
        boolean committed = EntryHeader.sizeClass(payload.body().length) == header.sizeClass()
                && Commitment.verify(
                        header.commitment(), payload.salt(), origin, header.at(), header.kind(), payload.body());
        if (!committed) {
            throw new FormatException("the payload of entry " + entry.index() + " is not the one its entry commits to");
        }
        try {
            Decoded decoded = codec.read(header.kind(), payload.body()).orElse(null);
            return new Job.Checked(entry.bytes(), header, payload, decoded, null);
        } catch (FormatException e) {
            return new Job.Checked(entry.bytes(), header, payload, null, e.getMessage());
        }
    }

    private static List<Appended> await(CompletableFuture<List<Appended>> done) {
        try {
            return done.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    public List<LogView> logs() {
        return table.logs();
    }

    public Optional<LogView> log(int id) {
        return table.log(id);
    }

    public Optional<LogView> log(String origin) {
        return table.log(origin);
    }

    /// How far every log reaches, without its checkpoint.
    public List<Extent> extents() {
        return table.sql()
                .sql("select id, origin, own, size, signed_size, frozen, ended from ledger_log order by id")
                .query((row, _) -> new Extent(
                        row.getInt("id"),
                        LogOrigin.parse(row.getString("origin")),
                        row.getBoolean("own"),
                        row.getLong("size"),
                        row.getLong("signed_size"),
                        row.getString("frozen"),
                        row.getObject("ended", Long.class)))
                .list();
    }

    /// @param ended how many entries count, null while it goes on
    /// @param frozen why nothing of it is signed or taken, null while all is well
    public record Extent(
            int id,
            LogOrigin origin,
            boolean own,
            long size,
            long signedSize,
            @Nullable String frozen,
            @Nullable Long ended) {}

    /// Entries in order, with the payloads that are released to `party`.
    public List<StoredEntry> entries(int log, long from, long to, AgencyCode party) {
        return table.entries(log, from, to, party);
    }

    /// One entry, with what it says unless that is not here.
    public Optional<StoredEntry> entry(int log, long index) {
        return table.entries(log, index, index + 1, null).stream().findFirst();
    }

    /// Entries in order as they go to `party`: with the payloads released to it, or all if it wrote them, as many as
    /// fit into `budget` bytes.
    public List<Outgoing> outgoing(int log, long from, long to, AgencyCode party, long budget) {
        return table.outgoing(log, from, to, party, budget);
    }

    /// These payloads, released to `party`, did not travel with their entries and are to follow ([#late]).
    public void postpone(AgencyCode party, int log, List<Long> indexes) {
        table.sql()
                .sql("""
                        insert into ledger_late (party, log, index)
                        select :party, :log, unnest(:indexes)
                        on conflict do nothing
                        """)
                .param("party", party.value())
                .param("log", log)
                .param("indexes", indexes.toArray(Long[]::new))
                .update();
    }

    /// As above, for what is released to `party` of a range of entries that it got from another than us.
    public void postpone(AgencyCode party, int log, long from, long to) {
        table.sql()
                .sql("""
                        insert into ledger_late (party, log, index)
                        select :party, log, index from ledger_payload
                        where log = :log and index >= :from and index < :to and :party = any(released_to)
                        on conflict do nothing
                        """)
                .param("party", party.value())
                .param("log", log)
                .param("from", from)
                .param("to", to)
                .update();
    }

    /// Every entry about a record whose payload is or was here, the private log's too, in the order of the logs.
    public List<About> about(UUID subject, int limit) {
        return table.sql()
                .sql("""
                        select e.log, e.index, e.bytes, p.salt, p.body
                        from ledger_entry e
                        left join ledger_payload p on p.log = e.log and p.index = e.index
                        where e.subject = :subject
                        order by e.log, e.index
                        limit :limit
                        """)
                .param("subject", subject)
                .param("limit", limit)
                .query((row, _) -> {
                    byte[] body = row.getBytes("body");
                    Payload payload = body == null ? null : new Payload(row.getBytes("salt"), body);
                    return new About(
                            row.getInt("log"), new StoredEntry(row.getLong("index"), row.getBytes("bytes"), payload));
                })
                .list();
    }

    /// An entry about a record, with its payload unless that was erased.
    public record About(int log, StoredEntry entry) {}

    /// When an entry was written here, or came to us.
    public Optional<Instant> arrived(int log, long index) {
        return table.sql()
                .sql("select arrived_at from ledger_entry where log = :log and index = :index")
                .param("log", log)
                .param("index", index)
                .query((row, _) -> Sql.instant(row, "arrived_at"))
                .optional();
    }

    /// When the newest entry of each log was written here or came to us.
    public Map<Integer, Instant> newest(List<Extent> logs) {
        Map<Integer, Instant> newest = new HashMap<>();
        table.sql()
                .sql("""
                        select e.log, e.arrived_at
                        from unnest(:logs, :sizes) as asked (log, size)
                        join ledger_entry e on e.log = asked.log and e.index = asked.size - 1
                        """)
                .param("logs", logs.stream().map(Extent::id).toArray(Integer[]::new))
                .param("sizes", logs.stream().map(Extent::signedSize).toArray(Long[]::new))
                .query((row, _) -> newest.put(row.getInt("log"), Sql.instant(row, "arrived_at")))
                .list();
        return newest;
    }

    /// Entries in order without any payload.
    public List<byte[]> bytes(int log, long from, long to) {
        return table.bytes(log, from, to);
    }

    /// Hashes of entries in order, without payloads.
    public List<Hash> leaves(int log, long from, long to) {
        return table.bytes(log, from, to).stream()
                .map(vn.hiepdong.format.Merkle::leaf)
                .toList();
    }

    /// For proofs in the tree of the first `size` entries.
    public HashReader hashes(int log, long size) {
        return new StoredHashes(table, log, size);
    }

    /// Own payloads that `party` should have but took the entry without.
    public List<Late> late(AgencyCode party, int limit) {
        return late(party, 0, -1, limit);
    }

    /// As [#late(AgencyCode, int)], those behind a place in that list.
    public List<Late> late(AgencyCode party, int log, long index, int limit) {
        return table.sql()
                .sql("""
                        select d.log, l.origin, d.index, p.salt, p.body
                        from ledger_late d
                        join ledger_log l on l.id = d.log
                        join ledger_payload p on p.log = d.log and p.index = d.index
                        where d.party = :party and l.own and (d.log, d.index) > (:log, :index)
                        order by d.log, d.index
                        limit :limit
                        """)
                .param("party", party.value())
                .param("log", log)
                .param("index", index)
                .param("limit", limit)
                .query((row, _) -> late(row))
                .list();
    }

    /// Payloads that `party` should have but took the entry without, of these logs, whoever wrote them.
    ///
    /// @param upTo for each origin how many entries the party has
    public List<Late> late(AgencyCode party, Map<String, Long> upTo, int limit) {
        return table.sql()
                .sql("""
                        select d.log, l.origin, d.index, p.salt, p.body
                        from unnest(:origins, :sizes) as asked (origin, size)
                        join ledger_log l on l.origin = asked.origin
                        join ledger_late d on d.party = :party and d.log = l.id and d.index < asked.size
                        join ledger_payload p on p.log = d.log and p.index = d.index
                        order by d.log, d.index
                        limit :limit
                        """)
                .param("origins", upTo.keySet().toArray(String[]::new))
                .param("sizes", upTo.values().toArray(Long[]::new))
                .param("party", party.value())
                .param("limit", limit)
                .query((row, _) -> late(row))
                .list();
    }

    private static Late late(ResultSet row) throws SQLException {
        return new Late(
                row.getInt("log"),
                LogOrigin.parse(row.getString("origin")),
                row.getLong("index"),
                new Payload(row.getBytes("salt"), row.getBytes("body")));
    }

    /// A payload to be sent after its entry.
    public record Late(int log, LogOrigin origin, long index, Payload payload) {}

    /// `party` holds this payload now.
    public void delivered(AgencyCode party, String origin, long index) {
        table.sql()
                .sql("""
                        delete from ledger_late d using ledger_log l
                        where d.party = :party and d.log = l.id and l.origin = :origin and d.index = :index
                        """)
                .param("party", party.value())
                .param("origin", origin)
                .param("index", index)
                .update();
    }

    /// The records that entries of a log are about.
    public Set<UUID> subjects(int log, long from, long to) {
        return table.sql()
                .sql("""
                        select distinct subject from ledger_entry
                        where log = :log and index >= :from and index < :to and subject is not null
                        """)
                .param("log", log)
                .param("from", from)
                .param("to", to)
                .query((row, _) -> row.getObject(1, UUID.class))
                .set();
    }

    /// Records that entries are about, and their kinds, applied after one place and up to another.
    public List<Change> changes(long after, long upTo, int limit) {
        return table.sql()
                .sql("""
                        select e.applied, e.kind, e.subject, l.space
                        from ledger_entry e join ledger_log l on l.id = e.log
                        where e.applied > :after and e.applied <= :upTo
                        order by e.applied
                        limit :limit
                        """)
                .param("after", after)
                .param("upTo", upTo)
                .param("limit", limit)
                .query((row, _) -> new Change(
                        row.getLong("applied"),
                        row.getString("kind"),
                        row.getObject("subject", UUID.class),
                        new SpaceId(row.getObject("space", UUID.class))))
                .list();
    }

    /// An entry that projections have seen.
    public record Change(
            long applied, String kind, @Nullable UUID subject, SpaceId space) {}

    /// The newest of what was applied after one place and up to another, newest first.
    public List<News> latest(long after, long upTo, int limit) {
        return table.sql()
                .sql("""
                        select e.applied, e.kind, e.subject, l.realm, l.agency, e.arrived_at
                        from ledger_entry e join ledger_log l on l.id = e.log
                        where e.applied > :after and e.applied <= :upTo
                        order by e.applied desc
                        limit :limit
                        """)
                .param("after", after)
                .param("upTo", upTo)
                .param("limit", limit)
                .query((row, _) -> news(row))
                .list();
    }

    private static News news(ResultSet row) throws SQLException {
        return new News(
                row.getLong("applied"),
                row.getString("kind"),
                row.getObject("subject", UUID.class),
                Realm.valueOf(row.getString("realm")),
                new AgencyCode(row.getString("agency")),
                Sql.instant(row, "arrived_at"));
    }

    /// What was applied after one place and up to another, of these kinds only.
    ///
    /// @param newestFirst otherwise the oldest
    public List<News> during(long after, long upTo, Set<String> kinds, boolean newestFirst, int limit) {
        return table.sql()
                .sql("""
                        select e.applied, e.kind, e.subject, l.realm, l.agency, e.arrived_at
                        from ledger_entry e join ledger_log l on l.id = e.log
                        where e.applied > :after and e.applied <= :upTo and e.kind = any(:kinds)
                        order by e.applied %s
                        limit :limit
                        """.formatted(newestFirst ? "desc" : ""))
                .param("after", after)
                .param("upTo", upTo)
                .param("kinds", Sql.array(kinds))
                .param("limit", limit)
                .query((row, _) -> news(row))
                .list();
    }

    /// An entry as news: who said something, about what, and when it came to be known here.
    public record News(
            long applied, String kind, @Nullable UUID subject, Realm realm, AgencyCode agency, Instant arrived) {}

    /// The last place given out.
    public long applied() {
        return table.sql()
                .sql("select applied from ledger_state")
                .query(Long.class)
                .single();
    }

    /// How often something was erased here, and since when the files of the database wait to be cleaned of it.
    public Erasures erasures() {
        return table.erasures();
    }

    /// A feature deleted copies of what was erased: the files of the database hold them until they are cleaned.
    public void erased() {
        table.erased(clock.instant());
    }

    /// The files of the database hold nothing any more of the first `upTo` erasures.
    ///
    /// @param began when the cleaning began: since then whatever came later waits
    public void cleaned(long upTo, Instant began) {
        table.cleaned(upTo, began);
    }

    /// Entries of partners that could not be projected, for the operator.
    public List<Problem> problems() {
        return table.sql()
                .sql("""
                        select l.origin, e.index, e.kind, e.problem
                        from ledger_entry e join ledger_log l on l.id = e.log
                        where e.problem is not null
                        order by e.log, e.index
                        limit 200
                        """)
                .query((row, _) -> new Problem(
                        LogOrigin.parse(row.getString("origin")),
                        row.getLong("index"),
                        row.getString("kind"),
                        row.getString("problem")))
                .list();
    }

    /// A partner's entry that is kept but could not be projected.
    public record Problem(LogOrigin origin, long index, String kind, String reason) {}

    /// Rebuilds every projection from the entries. Returns how many were applied.
    public long rebuild() {
        return replay.rebuild();
    }

    /// Tries flagged and formerly unknown entries again. Returns how many are understood now.
    public int retry() {
        return replay.retry(clock.instant());
    }

    /// Whether this version knows what an entry of this kind says.
    public boolean knows(String kind) {
        return codec.knows(kind);
    }

    /// Entries of a log below one place, the newest first, without what they say.
    public List<Listed> list(int log, long below, int limit) {
        return table.sql()
                .sql("""
                        select e.index, e.kind, e.bytes, e.subject, e.applied, e.problem, e.arrived_at,
                               p.log is not null as here
                        from ledger_entry e
                        left join ledger_payload p on p.log = e.log and p.index = e.index
                        where e.log = :log and e.index < :below
                        order by e.index desc
                        limit :limit
                        """)
                .param("log", log)
                .param("below", below)
                .param("limit", limit)
                .query((row, _) -> new Listed(
                        row.getLong("index"),
                        row.getString("kind"),
                        Instant.ofEpochMilli(
                                EntryHeader.parse(row.getBytes("bytes")).at().millis()),
                        Sql.instant(row, "arrived_at"),
                        row.getBoolean("here"),
                        row.getObject("applied") != null,
                        row.getString("problem")))
                .list();
    }

    /// An entry as it stands in a log.
    ///
    /// @param stated when, by its author's clock
    /// @param here whether what it says is stored here; if not, it was not released to us or was erased
    /// @param applied whether the projections have seen it
    /// @param problem why they could not take it
    public record Listed(
            long index,
            String kind,
            Instant stated,
            Instant arrived,
            boolean here,
            boolean applied,
            @Nullable String problem) {}

    /// Whether entries `from` to `to` are all of this kind.
    public boolean isOnly(String kind, int log, long from, long to) {
        return !table.sql()
                .sql("""
                        select exists (select from ledger_entry
                                       where log = :log and index >= :from and index < :to and kind <> :kind)
                        """)
                .param("log", log)
                .param("from", from)
                .param("to", to)
                .param("kind", kind)
                .query(Boolean.class)
                .single();
    }

    /// Stops taking part in this log until an operator looked; everything is kept. False when it was
    /// frozen before.
    public boolean freeze(int log, Frozen.Reason reason, String detail) {
        return table.freeze(log, new Frozen(reason, clock.instant(), detail));
    }

    /// What the file that is kept outside the database says about an own log.
    public enum Outside {
        /// The database has all that this node signed.
        CONFIRMS,
        /// Nothing was ever signed: a log that is new.
        NEW,
        /// The database has less than was signed, something else, or more than this instance knows of.
        DIFFERS
    }

    /// Holds an own log against what this node signed last.
    public Outside outside(LogView log) {
        if (guard.restored()) {
            return Outside.DIFFERS;
        }
        Optional<Checkpoint> last;
        try {
            last = guard.last(log.origin());
        } catch (FormatException e) {
            LOG.error("{}: the file that says what was signed last is damaged: {}", log.origin(), e.getMessage());
            return Outside.DIFFERS;
        }
        if (last.isEmpty()) {
            return log.signedSize() == 0 ? Outside.NEW : Outside.DIFFERS;
        }
        Checkpoint signed = last.get();
        // The file is written first: after a power cut it may be ahead of the database's own checkpoint.
        boolean has = signed.size() <= log.size() && signed.size() >= log.signedSize();
        boolean same = has
                && RightEdge.read(hashes(log.id(), log.size()), signed.size())
                        .root()
                        .equals(signed.root());
        return same ? Outside.CONFIRMS : Outside.DIFFERS;
    }

    /// Whether logs are signed only after somebody has seen to it that nothing was lost.
    public boolean isGuarded() {
        return guard.isStrict();
    }

    /// Whether this own log may be signed.
    public boolean maySign(LogOrigin origin, long signedSize) {
        return guard.allows(origin, signedSize);
    }

    /// From now on a log that never was signed may be.
    public void openToNew() {
        guard.openToNew();
        signer.wake();
    }

    /// From now on this log is signed.
    public void allowSigning(LogOrigin origin) {
        guard.free(origin);
        signer.wake();
    }

    /// Not signed any more until [#allowSigning]; what is said is accepted all the same.
    public void holdSigning(LogOrigin origin) {
        guard.hold(origin);
    }

    /// What a restore left to be confirmed is confirmed.
    public void confirmed() {
        guard.unmark();
    }

    /// First entry of a lost end of an own log that is not collected yet.
    public long lostFrom(LogOrigin origin) {
        long signed = log(origin.toString()).map(LogView::signedSize).orElse(0L);
        return Math.max(recovery.next(origin), signed);
    }

    /// Keeps entries that this node signed and lost until all of them are here. The caller has proven that they lie in
    /// a tree that this agency signed.
    public void collect(LogOrigin origin, List<StoredEntry> entries) {
        entries.forEach(each -> check(origin.toString(), each));
        recovery.collect(origin, entries);
    }

    /// Collected entries in order.
    public List<StoredEntry> collected(LogOrigin origin, long from, long to) {
        return recovery.collected(origin, from, to);
    }

    /// What was collected is not what was signed after all.
    public void forgetCollected(LogOrigin origin) {
        recovery.forget(origin);
    }

    /// Puts what was collected back into its log, up to this checkpoint of ours, and what was accepted since behind it.
    public void putBack(LogOrigin origin, SignedNote checkpoint) {
        committed(recovery.putBack(origin, checkpoint));
        log(origin.toString()).ifPresent(log -> signed(log.id()));
    }

    /// Entries of an own log in a range whose payload is not here.
    public long withoutPayload(int log, long from, long to) {
        return table.sql()
                .sql("""
                        select count(*) from ledger_entry e
                        where e.log = :log and e.index >= :from and e.index < :to
                          and not exists (select from ledger_payload p where p.log = e.log and p.index = e.index)
                        """)
                .param("log", log)
                .param("from", from)
                .param("to", to)
                .query(Long.class)
                .single();
    }

    public void listen(LedgerListener listener) {
        listeners.add(listener);
    }

    private void committed(long applied) {
        signer.wake();
        listeners.forEach(each -> each.applied(applied));
    }

    private void signed(int log) {
        listeners.forEach(each -> each.signed(log));
    }

    /// Hears what other instances on the same database wrote and signed.
    private void listenToOthers() {
        while (!closed) {
            try (Connection connection = database.getConnection()) {
                try (var listen = connection.createStatement()) {
                    listen.execute("listen hiepdong");
                }
                var notifications = connection.unwrap(PGConnection.class);
                while (!closed) {
                    for (var each : notifications.getNotifications(500)) {
                        hear(each.getParameter().split(" "));
                    }
                }
            } catch (SQLException e) {
                if (!closed) {
                    LOG.warn("not hearing the other instances for a moment: {}", e.getMessage());
                    pause();
                }
            }
        }
    }

    private void hear(String[] message) {
        if (message.length != 3 || message[0].equals(instance)) {
            return;
        }
        switch (message[1]) {
            case "applied" -> listeners.forEach(each -> each.applied(Long.parseLong(message[2])));
            case "signed" -> listeners.forEach(each -> each.signed(Integer.parseInt(message[2])));
            default -> LOG.warn("unknown message of another instance: {}", message[1]);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Writes and signs what was accepted, then ends.
    @Override
    public void close() {
        closed = true;
        writer.close();
        signer.close();
        try {
            listening.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
