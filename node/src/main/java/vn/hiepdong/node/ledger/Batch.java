package vn.hiepdong.node.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import vn.hiepdong.format.Hash;

/// Collects the statements of many entries and sends those of one text together: a round trip to the database
/// for each
/// text instead of for each entry.
///
/// Statements about one record keep their order, within an entry and from entry to entry. Statements about
/// different
/// records may change places, so they must not depend on each other. Parameters are positional here, unlike
/// elsewhere:
/// this is the hot path.
public final class Batch {
    private final JdbcTemplate jdbc;
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, Integer> newest = new HashMap<>();
    private final Map<UUID, Integer> reached = new HashMap<>();
    private final List<Erasure> erasures = new ArrayList<>();
    private final boolean replay;
    private boolean deleted;
    private UUID record = new UUID(0, 0);

    /// @param atOnce one statement for all rows
    /// @param together the rows go out as one statement, which may not touch a row twice
    /// @param records what the rows are about, kept for those that go together
    private record Group(
            String sql, boolean atOnce, boolean together, List<@Nullable Object[]> rows, Set<UUID> records) {
        Group(String sql, boolean atOnce) {
            this(sql, atOnce, atOnce || sql.contains("do update"), new ArrayList<>(), new HashSet<>());
        }

        boolean hasRoomFor(UUID record) {
            return !together || !records.contains(record);
        }
    }

    /// @param replay true while projections are rebuilt: what an entry did to the ledger itself was done
    ///     long ago
    Batch(JdbcTemplate jdbc, boolean replay) {
        this.jdbc = jdbc;
        this.replay = replay;
    }

    void begin(UUID record) {
        this.record = record;
    }

    /// Adds a statement. Instants, enums, hashes, codes and collections of strings are turned into what
    /// PostgreSQL
    /// takes.
    public void add(String sql, @Nullable Object... parameters) {
        collect(sql, false, parameters);
    }

    /// Like [#add], but the statement is written for many rows and runs once for all of them, which costs the database
    /// a fraction. Each parameter becomes one column, an array of text that the statement casts:
    ///
    /// ```sql
    /// insert into thing (id, at) select * from unnest(?::uuid[], ?::timestamptz[])
    /// ```
    ///
    /// A collection is handed over as the text of an array; the statement casts it per row. No two rows of one
    /// statement are about the same record, so a row need not see what another one did.
    public void gather(String sql, @Nullable Object... parameters) {
        collect(sql, true, parameters);
    }

    private void collect(String sql, boolean atOnce, @Nullable Object[] parameters) {
        Integer place = newest.get(sql);
        // A group that is sent before an earlier statement of this record would overtake it.
        if (place == null
                || place < reached.getOrDefault(record, 0)
                || !groups.get(place).hasRoomFor(record)) {
            place = groups.size();
            groups.add(new Group(sql, atOnce));
            newest.put(sql, place);
        }
        Group group = groups.get(place);
        group.rows.add(parameters);
        if (group.together) {
            group.records.add(record);
        }
        reached.put(record, place);
    }

    /// For reading this feature's own tables; call [#flush] first.
    public JdbcTemplate jdbc() {
        return jdbc;
    }

    /// Releases to one more party what this agency and the author of `at` said about a record so far. What the party
    /// has passed over already of our own is sent to it later; the author sends its own.
    public void release(Position at, UUID record, AgencyCode to) {
        if (replay) {
            return;
        }
        flush();
        jdbc.update("""
                with released as (
                    update ledger_payload p set released_to = array_append(p.released_to, ?)
                    from ledger_entry e join ledger_log l on l.id = e.log
                    where p.log = e.log and p.index = e.index and e.subject = ? and l.space = ?
                      and (l.own or l.lineage = (select lineage from ledger_log where id = ?))
                      and not ? = any(p.released_to)
                    returning p.log, p.index, l.own)
                insert into ledger_late (party, log, index)
                select ?, log, index from released where own
                on conflict do nothing
                """, to.value(), record, at.space().value(), at.log(), to.value(), to.value());
    }

    /// Takes back from a party what this agency and the author of `at` said about a record before `at`: nothing of it
    /// is sent or passed on any more.
    public void withdraw(Position at, UUID record, AgencyCode from) {
        if (replay) {
            return;
        }
        flush();
        jdbc.update("""
                with withdrawn as (
                    update ledger_payload p set released_to = array_remove(p.released_to, ?)
                    from ledger_entry e join ledger_log l on l.id = e.log
                    where p.log = e.log and p.index = e.index and e.subject = ? and l.space = ?
                      and (l.own or l.lineage = (select lineage from ledger_log where id = ?))
                      and not (e.log = ? and e.index >= ?)
                    returning p.log, p.index)
                delete from ledger_late d using withdrawn w
                where d.party = ? and d.log = w.log and d.index = w.index
                """, from.value(), record, at.space().value(), at.log(), at.log(), at.index(), from.value());
    }

    /// Erases what the author of `at` said about a record before: payloads and salts go, the log stays provable.
    public void erase(Position at, UUID record) {
        if (replay) {
            return;
        }
        flush();
        deleted = true;
        jdbc.update("""
                delete from ledger_payload p using ledger_entry e, ledger_log l, ledger_log a
                where p.log = e.log and p.index = e.index and l.id = e.log and e.subject = ?
                  and a.id = ? and l.lineage = a.lineage and l.number <= a.number
                  and not (e.log = ? and e.index >= ?)
                """, record, at.log(), at.log(), at.index());
    }

    /// Erases everything that was said about a record in its space, but for the entry that erases it:
    /// payloads and salts go, the logs stay provable. What comes later about it is not taken in either.
    ///
    /// @param log with `index`, where the entry is that erases it
    /// @param everybody false when it is not known here that this is by the record's author: then only
    ///     what was said in that log goes
    /// @param kept kinds of entries that stay, because they say nothing of what the record said
    public void erase(int log, long index, SpaceId space, UUID record, boolean everybody, Set<String> kept) {
        if (replay) {
            return;
        }
        flush();
        deleted = true;
        jdbc.update("""
                with gone as (
                    delete from ledger_payload p using ledger_entry e, ledger_log l
                    where p.log = e.log and p.index = e.index and l.id = e.log
                      and e.subject = ? and l.space = ?
                      and (? or l.lineage = (select lineage from ledger_log where id = ?)) and e.kind <> all(?)
                      and not (e.log = ? and e.index = ?)
                    returning p.log, p.index)
                delete from ledger_late d using gone g where d.log = g.log and d.index = g.index
                """, record, space.value(), everybody, log, Sql.array(kept), log, index);
        jdbc.update("""
                insert into ledger_erased (subject, log, index, space, everybody, kept) values (?, ?, ?, ?, ?, ?)
                on conflict (subject, log) do nothing
                """, record, log, index, space.value(), everybody, Sql.array(kept));
        erasures.add(new Erasure(record, log, space.value(), everybody, Set.copyOf(kept)));
    }

    /// Whether payloads were deleted within this batch.
    boolean deleted() {
        return deleted;
    }

    /// What was erased within this batch.
    List<Erasure> erasures() {
        return erasures;
    }

    /// Sends what was collected, so that it can be read.
    public void flush() {
        var sent = List.copyOf(groups);
        discard();
        for (Group group : sent) {
            if (group.atOnce) {
                jdbc.update(group.sql, statement -> bindColumns(statement, group.rows));
            } else if (group.rows.size() == 1) {
                jdbc.update(group.sql, statement -> bind(statement, group.rows.getFirst()));
            } else {
                jdbc.batchUpdate(group.sql, group.rows, group.rows.size(), Batch::bind);
            }
        }
    }

    void discard() {
        groups.clear();
        newest.clear();
        reached.clear();
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] row) throws SQLException {
        for (int i = 0; i < row.length; i++) {
            statement.setObject(i + 1, value(statement.getConnection(), row[i]));
        }
    }

    private static void bindColumns(PreparedStatement statement, List<@Nullable Object[]> rows) throws SQLException {
        for (int column = 0; column < rows.getFirst().length; column++) {
            var values = new @Nullable String[rows.size()];
            for (int row = 0; row < values.length; row++) {
                values[row] = text(rows.get(row)[column]);
            }
            statement.setArray(column + 1, statement.getConnection().createArrayOf("text", values));
        }
    }

    private static @Nullable String text(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Enum<?> constant -> constant.name();
            case Hash hash -> "\\x" + HexFormat.of().formatHex(hash.bytes());
            case AgencyCode code -> code.value();
            case SpaceId space -> space.value().toString();
            case Collection<?> many -> Sql.literal(many);
            default -> value.toString();
        };
    }

    private static @Nullable Object value(Connection connection, @Nullable Object value) throws SQLException {
        return switch (value) {
            case null -> null;
            case Instant instant -> OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
            case Enum<?> constant -> constant.name();
            case Hash hash -> hash.bytes();
            case AgencyCode code -> code.value();
            case SpaceId space -> space.value();
            case Collection<?> many ->
                connection.createArrayOf(
                        "text", many.stream().map(String::valueOf).toArray());
            default -> value;
        };
    }
}
