package vn.hiepdong.node.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.transaction.TransactionStatus;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Commitment;
import vn.hiepdong.format.EntryHeader;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Hlc;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.RightEdge;

/// One transaction of the writer: takes jobs, stores their entries, lets the projections see them.
final class Round {
    private final LedgerTable table;
    private final AgencyIdentity self;
    private final Instant now;
    private final Batch batch;
    private final Map<String, Head> heads = new HashMap<>();
    private final List<Row> rows = new ArrayList<>();
    private final List<Row> latePayloads = new ArrayList<>();
    private final List<Signed> signed = new ArrayList<>();
    /// By identity: a job is large, and hashing it would read all of it.
    private final Map<Job, List<Appended>> results = new IdentityHashMap<>();
    private final Map<Once.Mark, List<Appended>> said = new HashMap<>();
    private final Map<Once.Mark, List<Appended>> remembered = new HashMap<>();
    private final List<Erasure> erased = new ArrayList<>();
    private final int number;
    private long applied;
    private boolean dropped;

    private static final class Row {
        final Head head;
        final long index;
        final byte[] bytes;
        final EntryHeader header;
        final @Nullable Payload payload;
        final @Nullable Decoded decoded;
        final Hash leaf;
        /// By which others name it.
        final Hash name;

        /// Our own statement, made now: if its projection fails it is refused. Anything else is a fact already.
        final boolean said;

        @Nullable
        String problem;

        @Nullable
        Long applied;

        Row(Head head, long index, Job.Checked entry, Hash leaf, boolean said) {
            this.head = head;
            this.index = index;
            this.leaf = leaf;
            this.said = said;
            bytes = entry.bytes();
            header = entry.header();
            payload = entry.payload();
            decoded = entry.decoded();
            problem = entry.problem();
            name = payload == null || header.again() == 0
                    ? leaf
                    : header.name(head.name, payload.salt(), payload.body());
        }
    }

    private record Signed(Head head, Checkpoint checkpoint, byte[] note) {}

    /// @param few whether it takes few entries, see [LedgerTable#lock]
    Round(LedgerTable table, AgencyIdentity self, InstantSource clock, boolean few) {
        this.table = table;
        this.self = self;
        now = clock.instant();
        batch = new Batch(table.jdbc(), false);
        LedgerTable.Locked locked = table.lock(few);
        applied = locked.applied();
        number = locked.number();
    }

    /// Reads the growing ends of all logs that the jobs touch, in one question.
    void open(Collection<Job> jobs) {
        var spaces = new HashSet<UUID>();
        var marks = new HashSet<Once.Mark>();
        for (Job job : jobs) {
            switch (job) {
                case Job.Own own -> {
                    own.statements()
                            .forEach(each ->
                                    spaces.add(each.statement().in().space().value()));
                    if (own.mark() != null) {
                        marks.add(own.mark());
                    }
                }
                case Job.Received received ->
                    spaces.add(received.origin().space().value());
                case Job.Late late -> spaces.add(late.origin().space().value());
            }
        }
        table.heads(spaces).forEach(head -> heads.put(head.name, head));
        said.putAll(table.said(marks));
    }

    void take(Job job) {
        switch (job) {
            case Job.Own own -> results.put(job, once(own));
            case Job.Received received -> {
                results.put(job, List.of());
                receive(received);
            }
            case Job.Late late -> {
                results.put(job, List.of());
                receive(late);
            }
        }
    }

    private List<Appended> once(Job.Own own) {
        Once.Mark mark = own.mark();
        if (mark == null) {
            return say(own);
        }
        List<Appended> before = said.get(mark);
        if (before != null) {
            return before;
        }
        List<Appended> appended = say(own);
        said.put(mark, appended);
        remembered.put(mark, appended);
        return appended;
    }

    private List<Appended> say(Job.Own own) {
        var appended = new ArrayList<Appended>();
        for (Job.Prepared each : own.statements()) {
            Head head = ownHead(each.statement().in());
            Hlc at = head.next(now.toEpochMilli());
            Payload payload = each.payload();
            var header = new EntryHeader(
                    at,
                    each.kind(),
                    refs(head),
                    EntryHeader.sizeClass(payload.body().length),
                    Commitment.of(payload.salt(), head.name, at, each.kind(), payload.body()));
            Row row = add(head, new Job.Checked(header.toBytes(), header, payload, each.decoded(), null), true);
            appended.add(
                    new Appended(head.id, row.index, each.statement().entry().subject(), row.leaf, applied));
        }
        return appended;
    }

    /// What this agency had seen of the others when it spoke. Once per transaction and log is enough.
    private List<EntryHeader.Ref> refs(Head own) {
        if (own.changed()) {
            return List.of();
        }
        return heads.values().stream()
                .filter(other ->
                        !other.own && other.size() > 0 && other.origin.space().equals(own.origin.space()))
                .sorted((a, b) -> a.name.compareTo(b.name))
                .limit(EntryHeader.MAX_REFS)
                .map(other -> EntryHeader.Ref.of(other.name, other.size()))
                .toList();
    }

    private Head ownHead(Place place) {
        LogOrigin origin = self.origin(place.realm(), place.space()).number(number);
        Head head = heads.get(origin.toString());
        if (head == null) {
            if (otherRealm(place)) {
                throw new IllegalStateException("space " + place.space() + " is not in realm " + place.realm());
            }
            head = table.create(origin, true);
            heads.put(head.name, head);
        }
        if (head.frozen != null) {
            throw new LogFrozenException(head.name, head.frozen);
        }
        return head;
    }

    /// A space has one realm for ever (G20).
    private boolean otherRealm(Place place) {
        return heads.values().stream()
                .anyMatch(each -> each.origin.space().equals(place.space()) && each.origin.realm() != place.realm());
    }

    private void receive(Job.Received job) {
        Head head = heads.get(job.origin().toString());
        if (head == null) {
            if (otherRealm(new Place(job.origin().space(), job.origin().realm()))) {
                throw new FormatException("space " + job.origin().space() + " is not in realm "
                        + job.origin().realm());
            }
            head = table.create(job.origin(), job.origin().isBy(self));
            heads.put(head.name, head);
        }
        if (head.frozen != null) {
            throw new LogFrozenException(head.name, head.frozen);
        }
        if (head.ended != null && job.start() + job.entries().size() > head.ended) {
            throw new IllegalStateException(head.name + " ended with " + head.ended + " entries");
        }
        if (job.start() > head.size()) {
            throw new IllegalStateException(head.name + " has " + head.size() + " entries, not " + job.start());
        }
        for (int i = (int) (head.size() - job.start()); i < job.entries().size(); i++) {
            Job.Checked entry = job.entries().get(i);
            head.lastAt = Math.max(head.lastAt, entry.header().at().toLong());
            add(head, entry, false);
        }
        if (job.checkpoint() != null) {
            Checkpoint checkpoint = Checkpoint.parse(job.checkpoint().text());
            if (checkpoint.size() == head.size()) {
                if (!head.edge.root().equals(checkpoint.root())) {
                    throw new IllegalStateException(head.name + " does not have the root that its checkpoint signs");
                }
                signed.add(new Signed(head, checkpoint, job.checkpoint().toBytes()));
            }
        }
    }

    private void receive(Job.Late job) {
        Head head = heads.get(job.origin().toString());
        if (head == null || job.index() >= head.size()) {
            throw new IllegalStateException("no entry " + job.index() + " in " + job.origin());
        }
        var row =
                new Row(head, job.index(), job.entry(), Merkle.leaf(job.entry().bytes()), false);
        latePayloads.add(row);
        order(row);
    }

    private Row add(Head head, Job.Checked entry, boolean said) {
        Hash leaf = Merkle.leaf(entry.bytes());
        var row = new Row(head, head.size(), entry, leaf, said);
        head.append(leaf);
        rows.add(row);
        order(row);
        return row;
    }

    private void order(Row row) {
        if (row.decoded != null) {
            row.applied = ++applied;
        }
    }

    /// Stores and projects everything. With `careful`, a partner's entry whose projection fails is kept and
    /// flagged
    /// instead of failing the transaction.
    void store(@Nullable TransactionStatus careful) {
        insertEntries();
        insertPayloads();
        erased.addAll(table.erasures(subjects()));
        for (Row row : rows) {
            project(row, careful);
        }
        for (Row row : latePayloads) {
            insertLate(row);
            project(row, careful);
        }
        batch.flush();
        growTiles();
        heads.values().stream().filter(Head::changed).forEach(this::update);
        signed.forEach(this::sign);
        table.remember(remembered, now);
        table.applied(applied);
        if (dropped || batch.deleted()) {
            table.erased(now);
        }
    }

    /// What became of each job, once the transaction has ended well.
    Map<Job, List<Appended>> results() {
        return results;
    }

    /// Whether the database has what this round stored. What an entry commits to is salted by chance, so there is no
    /// other like it.
    boolean isStored() {
        return rows.stream()
                .findFirst()
                .filter(row -> table.isThere(row.head.id, row.index, row.bytes))
                .isPresent();
    }

    long applied() {
        return applied;
    }

    private Set<UUID> subjects() {
        var subjects = new HashSet<UUID>();
        for (List<Row> some : List.of(rows, latePayloads)) {
            for (Row row : some) {
                if (row.decoded != null) {
                    subjects.add(row.decoded.entry().subject());
                }
            }
        }
        return subjects;
    }

    private boolean isAboutErased(Row row, UUID subject) {
        return Stream.concat(erased.stream(), batch.erasures().stream())
                .anyMatch(each -> each.covers(
                        subject, row.head.id, row.head.origin.space().value(), row.header.kind()));
    }

    /// Said by somebody who did not know yet that the record was erased: the entry stays, what it says is not kept.
    private void drop(Row row) {
        table.dropPayload(row.head.id, row.index);
        row.applied = null;
        dropped = true;
    }

    private void project(Row row, @Nullable TransactionStatus careful) {
        if (row.decoded == null || row.applied == null) {
            return;
        }
        Decoded decoded = row.decoded;
        if (isAboutErased(row, decoded.entry().subject())) {
            if (row.said) {
                throw new ErasedException(decoded.entry().subject());
            }
            drop(row);
            return;
        }
        Position at = new Position(
                row.head.id,
                row.index,
                row.head.origin.space(),
                row.head.origin.realm(),
                row.head.origin.agency(),
                row.head.own,
                decoded.by(),
                decoded.to(),
                row.header.at(),
                now,
                row.name,
                row.applied);
        if (careful == null || row.said) {
            batch.begin(decoded.entry().subject());
            decoded.application().apply(at, batch);
            return;
        }
        batch.begin(decoded.entry().subject());
        Object savepoint = careful.createSavepoint();
        try {
            decoded.application().apply(at, batch);
            batch.flush();
            careful.releaseSavepoint(savepoint);
        } catch (RuntimeException e) {
            batch.discard();
            careful.rollbackToSavepoint(savepoint);
            if (isTheDatabases(e)) {
                throw e;
            }
            // The cause alone: a statement would fill all the room there is.
            flag(
                    row,
                    String.valueOf(NestedExceptionUtils.getMostSpecificCause(e).getMessage()));
        }
    }

    /// Whether it is not the entry that is wrong but the database that cannot now: its disk is full, it was
    /// stopped, somebody else has the lock. Then the entry is taken when it comes again. Of the classes of
    /// SQLSTATE (PostgreSQL, appendix A) only data exceptions, violated constraints, statements that the
    /// database does not understand and what a function raises are about the entry.
    static boolean isTheDatabases(RuntimeException failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof SQLException e
                && (e.getSQLState() == null || !e.getSQLState().matches("(22|23|42|P0).*"));
    }

    private void flag(Row row, String problem) {
        table.sql()
                .sql("""
                        update ledger_entry set problem = :problem, applied = null
                        where log = :log and index = :index
                        """)
                .param("problem", problem.substring(0, Math.min(500, problem.length())))
                .param("log", row.head.id)
                .param("index", row.index)
                .update();
    }

    private void insertEntries() {
        if (rows.isEmpty()) {
            return;
        }
        table.jdbc().update("""
                insert into ledger_entry (log, index, bytes, kind, subject, applied, arrived_at, problem)
                select log, index, bytes, kind, subject, applied, ?, problem
                from unnest(?, ?, ?, ?, ?, ?, ?) r (log, index, bytes, kind, subject, applied, problem)
                """, statement -> {
            var columns = new Columns(statement, rows);
            statement.setObject(1, Sql.time(now));
            columns.set(2, "int4", row -> row.head.id);
            columns.set(3, "int8", row -> row.index);
            columns.set(4, "bytea", row -> row.bytes);
            columns.set(5, "text", row -> row.header.kind());
            columns.set(
                    6,
                    "uuid",
                    row -> row.decoded == null ? null : row.decoded.entry().subject());
            columns.set(7, "int8", row -> row.applied);
            columns.set(8, "text", row -> row.problem);
        });
    }

    private void insertPayloads() {
        List<Row> withPayload = rows.stream().filter(row -> row.payload != null).toList();
        if (withPayload.isEmpty()) {
            return;
        }
        table.jdbc().update("""
                insert into ledger_payload (log, index, salt, body, released_to)
                select log, index, salt, body, released_to::text[]
                from unnest(?, ?, ?, ?, ?) r (log, index, salt, body, released_to)
                """, statement -> {
            var columns = new Columns(statement, withPayload);
            columns.set(1, "int4", row -> row.head.id);
            columns.set(2, "int8", row -> row.index);
            columns.set(3, "bytea", row -> Objects.requireNonNull(row.payload).salt());
            columns.set(4, "bytea", row -> Objects.requireNonNull(row.payload).body());
            columns.set(5, "text", row -> Sql.literal(Arrays.asList(released(row))));
        });
    }

    /// Many rows as one array for each column: one statement instead of one for each row.
    private record Columns(PreparedStatement statement, List<Row> rows) {
        void set(int parameter, String type, Function<Row, @Nullable Object> value) throws SQLException {
            var values = type.equals("bytea") ? new byte[rows.size()][] : new @Nullable Object[rows.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = value.apply(rows.get(i));
            }
            statement.setArray(parameter, statement.getConnection().createArrayOf(type, values));
        }
    }

    private static String[] released(Row row) {
        return row.decoded == null ? new String[0] : Sql.array(row.decoded.to());
    }

    private void insertLate(Row row) {
        Payload payload = Objects.requireNonNull(row.payload);
        int inserted = table.sql()
                .sql("""
                        insert into ledger_payload (log, index, salt, body, released_to)
                        values (:log, :index, :salt, :body, :to)
                        on conflict do nothing
                        """)
                .param("log", row.head.id)
                .param("index", row.index)
                .param("salt", payload.salt())
                .param("body", payload.body())
                .param("to", released(row))
                .update();
        if (inserted == 0) {
            row.applied = null; // it came twice; the first time was projected
            return;
        }
        table.sql()
                .sql("""
                        update ledger_entry
                        set subject = :subject, applied = :applied, problem = :problem, arrived_at = :now
                        where log = :log and index = :index
                        """)
                .param(
                        "subject",
                        row.decoded == null ? null : row.decoded.entry().subject(),
                        Types.OTHER)
                .param("applied", row.applied)
                .param("problem", row.problem)
                .param("now", Sql.time(now))
                .param("log", row.head.id)
                .param("index", row.index)
                .update();
    }

    private void growTiles() {
        for (Head head : heads.values()) {
            for (Head.Grown node : head.grown) {
                if (node.level() == 8) {
                    storeLeafTile(head.id, node.index());
                }
                table.sql()
                        .sql("""
                                insert into ledger_tile (log, level, n, hashes)
                                values (:log, :level, :n, :hash)
                                on conflict (log, level, n) do update
                                set hashes = ledger_tile.hashes || excluded.hashes
                                """)
                        .param("log", head.id)
                        .param("level", node.level() / 8)
                        .param("n", node.index() / 256)
                        .param("hash", node.hash().bytes())
                        .update();
            }
        }
    }

    /// The database hashes the 256 leaves itself, from the bytes that it stores.
    private void storeLeafTile(int log, long n) {
        table.sql().sql("""
                        insert into ledger_tile (log, level, n, hashes)
                        select :log, 0, :n, string_agg(sha256('\\x00'::bytea || bytes), ''::bytea order by index)
                        from ledger_entry
                        where log = :log and index >= :n * 256 and index < (:n + 1) * 256
                        """).param("log", log).param("n", n).update();
    }

    private void update(Head head) {
        RightEdge edge = head.edge.build();
        table.sql()
                .sql("""
                        update ledger_log set size = :size, edge = :edge, last_at = :lastAt
                        where id = :id
                        """)
                .param("size", edge.size())
                .param("edge", edge.toBytes())
                .param("lastAt", head.lastAt)
                .param("id", head.id)
                .update();
    }

    private void sign(Signed signed) {
        table.sql()
                .sql("""
                        update ledger_log
                        set signed_size = :size, signed_edge = edge, checkpoint = :checkpoint
                        where id = :id and signed_size <= :size
                        """)
                .param("size", signed.checkpoint.size())
                .param("checkpoint", signed.note)
                .param("id", signed.head.id)
                .update();
    }
}
