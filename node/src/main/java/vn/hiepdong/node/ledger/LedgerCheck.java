package vn.hiepdong.node.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Commitment;
import vn.hiepdong.format.EntryHeader;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.Node;
import vn.hiepdong.format.RightEdge;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;

/// Derives anew from the entries all that is stored about them, and says where it differs: hashes, tiles, roots,
/// checkpoints, payloads, receipts, and what the projections show. Changes nothing; sees one moment of a running node.
public final class LedgerCheck {
    private static final int CHUNK = 256;

    private final DataSource database;
    private final LedgerTable table;
    private final Keys keys;
    private final Receipts receipts;
    private final Consumer<Finding> found;

    /// Who may have signed a log.
    public interface Keys {
        Optional<Roster> of(LogOrigin origin);
    }

    /// Partners' receipts for a log.
    public interface Receipts {
        List<Receipt> of(int log);
    }

    /// @param verifies whether it is a receipt for this checkpoint
    public record Receipt(long size, String by, Predicate<Checkpoint> verifies) {}

    /// Something that is not as it should be.
    ///
    /// @param where the log, or the table of a projection
    /// @param index of the entry, the first of a range, or -1
    public record Finding(Kind kind, String where, long index, String detail) {}

    public enum Kind {
        /// The log has not the entries that it says, or bytes that are no entry.
        ENTRY,
        /// A stored hash is not the one that follows from the entries.
        TILE,
        /// The root that follows from the entries is not the one that was computed or signed.
        ROOT,
        SIGNATURE,
        PAYLOAD,
        RECEIPT,
        PROJECTION
    }

    /// A connection that sees one moment. The caller rolls it back and closes it.
    public static DataSource moment(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        return new SingleConnectionDataSource(connection, true);
    }

    /// @param database from [#moment]
    public LedgerCheck(DataSource database, Keys keys, Receipts receipts, Consumer<Finding> found) {
        this.database = database;
        table = new LedgerTable(database);
        this.keys = keys;
        this.receipts = receipts;
        this.found = found;
    }

    /// Checks every log. Returns how many entries there are.
    public long logs() {
        long entries = 0;
        for (LogView log : table.logs()) {
            entries += new OneLog(log).check();
        }
        return entries;
    }

    private record Stored(
            long index, byte[] bytes, String kind, @Nullable Payload payload) {}

    private List<Stored> stored(int log, long from) {
        return table.sql()
                .sql("""
                        select e.index, e.bytes, e.kind, p.salt, p.body
                        from ledger_entry e
                        left join ledger_payload p on p.log = e.log and p.index = e.index
                        where e.log = :log and e.index >= :from
                        order by e.index
                        limit :chunk
                        """)
                .param("log", log)
                .param("from", from)
                .param("chunk", CHUNK)
                .query((row, _) -> {
                    byte[] body = row.getBytes("body");
                    return new Stored(
                            row.getLong("index"),
                            row.getBytes("bytes"),
                            row.getString("kind"),
                            body == null ? null : new Payload(row.getBytes("salt"), body));
                })
                .list();
    }

    /// The check of one log, from its first entry to its last.
    private final class OneLog {
        private final LogView log;
        private final String name;
        private final RightEdge.Builder edge = new RightEdge.Builder();
        private final Map<Integer, byte[]> rows = new HashMap<>();
        private final Map<Integer, Long> rowNumbers = new HashMap<>();
        private final List<Finding> tiles = new ArrayList<>();
        private final List<Receipt> claims;
        private final @Nullable Checkpoint checkpoint;
        private long suspect = -1;
        private int claim;
        private boolean complained;

        OneLog(LogView log) {
            this.log = log;
            name = log.origin().toString();
            SignedNote note = log.checkpoint();
            checkpoint = note == null ? null : Checkpoint.parse(note.text());
            claims = receipts.of(log.id());
        }

        long check() {
            signature();
            List<Stored> chunk = stored(log.id(), 0);
            while (!chunk.isEmpty()) {
                for (Stored each : chunk) {
                    if (each.index != edge.size()) {
                        complain(Kind.ENTRY, edge.size(), "missing");
                        return edge.size();
                    }
                    take(each);
                }
                chunk = stored(log.id(), edge.size());
            }
            end();
            return edge.size();
        }

        private void signature() {
            SignedNote note = log.checkpoint();
            if (note == null) {
                return;
            }
            try {
                keys.of(log.origin())
                        .orElseThrow(() -> new FormatException("whose log is it"))
                        .verify(note, log.origin().toString(), log.signedSize());
            } catch (FormatException e) {
                complain(Kind.SIGNATURE, -1, "checkpoint of size " + log.signedSize());
            }
        }

        private void take(Stored each) {
            edge.append(Merkle.leaf(each.bytes), this::compare);
            try {
                EntryHeader header = EntryHeader.parse(each.bytes);
                if (!header.kind().equals(each.kind)) {
                    complain(Kind.ENTRY, each.index, "kind");
                }
                if (each.payload != null && !isCommittedTo(header, each.payload)) {
                    complain(Kind.PAYLOAD, each.index, "not the one that the entry commits to");
                }
            } catch (FormatException e) {
                complain(Kind.ENTRY, each.index, String.valueOf(e.getMessage()));
            }
            if (checkpoint != null
                    && edge.size() == checkpoint.size()
                    && !edge.root().equals(checkpoint.root())) {
                long from = suspect >= 0 ? suspect : lastWhole();
                complain(Kind.ROOT, from, "the checkpoint of size " + checkpoint.size() + " signs another root");
            }
            receipts();
        }

        /// Where the last receipt that holds ends: what is wrong comes after it.
        private long lastWhole() {
            return claim == 0 ? 0 : claims.get(claim - 1).size();
        }

        private boolean isCommittedTo(EntryHeader header, Payload payload) {
            return EntryHeader.sizeClass(payload.body().length) == header.sizeClass()
                    && Commitment.verify(
                            header.commitment(), payload.salt(), name, header.at(), header.kind(), payload.body());
        }

        private void receipts() {
            while (claim < claims.size() && claims.get(claim).size() == edge.size()) {
                Receipt each = claims.get(claim);
                if (!each.verifies().test(new Checkpoint(name, edge.size(), edge.root()))) {
                    complain(Kind.RECEIPT, each.size(), each.by());
                }
                claim++;
            }
        }

        /// Holds a node that became complete against the tile that keeps it.
        private void compare(long node, Hash hash) {
            int level = Node.level(node);
            long index = Node.index(node);
            if (level % 8 != 0 || level == 0 && (index / 256 + 1) * 256 > log.size()) {
                return; // the growing tile of leaves is not kept
            }
            int tile = level / 8;
            if (!Long.valueOf(index / 256).equals(rowNumbers.put(tile, index / 256))) {
                rows.put(tile, table.tile(log.id(), tile, index / 256).orElse(new byte[0]));
            }
            byte[] row = rows.getOrDefault(tile, new byte[0]);
            int at = (int) (index % 256) * Hash.SIZE;
            boolean same =
                    row.length >= at + Hash.SIZE && Arrays.equals(row, at, at + Hash.SIZE, hash.bytes(), 0, Hash.SIZE);
            if (!same && level == 0 && suspect < 0) {
                suspect = index;
            }
            if (!same && tiles.isEmpty()) {
                tiles.add(new Finding(Kind.TILE, name, index << level, "level " + tile + ", tile " + index / 256));
            }
        }

        private void end() {
            if (edge.size() != log.size()) {
                complain(Kind.ENTRY, edge.size(), "the log says that it has " + log.size());
            }
            if (claim < claims.size()) {
                complain(
                        Kind.RECEIPT,
                        claims.get(claim).size(),
                        claims.get(claim).by());
            }
            if (!complained && !edge.build().equals(edgeOf(log.id()))) {
                complain(Kind.ROOT, Math.max(0, suspect), "not the one that was computed when it was written");
            }
            if (!complained && !tiles.isEmpty()) {
                found.accept(tiles.getFirst()); // the entries are what was signed, so it is the tile that is wrong
            }
        }

        /// The first that is wrong is told; what follows from it is not.
        private void complain(Kind kind, long index, String detail) {
            if (!complained) {
                found.accept(new Finding(kind, name, index, detail));
                complained = true;
            }
        }
    }

    private RightEdge edgeOf(int log) {
        return table.sql()
                .sql("select size, edge from ledger_log where id = :log")
                .param("log", log)
                .query((row, _) -> RightEdge.parse(row.getLong("size"), row.getBytes("edge")))
                .single();
    }

    /// Applies every entry again, to empty temporary tables that hide the projections' own, and compares. Returns how
    /// many entries were applied.
    ///
    /// @param features their projections, made on the same database
    public long projections(List<Projection<?>> features) {
        List<Projection<?>> projections = SuccessionTable.and(features);
        var sql = JdbcClient.create(database);
        List<String> tables =
                projections.stream().flatMap(each -> each.tables().stream()).toList();
        for (String each : tables) {
            sql.sql("create temporary table " + each + " (like public." + each + " including all)")
                    .update();
        }
        long applied;
        try {
            applied = new Replay(table, new EntryCodec(projections), projections, new JdbcTransactionManager(database))
                    .replay(sql.sql("select applied from ledger_state")
                            .query(Long.class)
                            .single());
        } catch (DataAccessException | FormatException | IllegalStateException e) {
            found.accept(new Finding(Kind.PROJECTION, "", -1, String.valueOf(e.getMessage())));
            return 0;
        }
        for (String each : tables) {
            difference(sql, "public." + each, "pg_temp." + each, each, "too much");
            difference(sql, "pg_temp." + each, "public." + each, each, "missing");
        }
        return applied;
    }

    private void difference(JdbcClient sql, String here, String there, String name, String what) {
        // Which record, not what it says: the output of this ends up in tickets.
        sql.sql("select coalesce(row::jsonb ->> 'id', '') from ("
                        + "select to_jsonb(t)::text as row from " + here + " t"
                        + " except all select to_jsonb(t)::text from " + there + " t) d order by 1 limit 1")
                .query(String.class)
                .optional()
                .ifPresent(id -> found.accept(new Finding(Kind.PROJECTION, name, -1, what + " " + id)));
    }
}
