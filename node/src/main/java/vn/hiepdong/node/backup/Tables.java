package vn.hiepdong.node.backup;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The tables of a node's database, as PostgreSQL's catalogue has them.
final class Tables {
    /// Who made the tables: kept in the manifest, not copied.
    private static final String HISTORY = "database_history";

    private final Connection connection;

    Tables(Connection connection) {
        this.connection = connection;
    }

    /// Each with the columns that are written, those that others refer to first.
    Map<String, List<String>> inOrder() throws SQLException {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        read(
                """
                select c.relname, a.attname
                from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
                  and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
                order by c.relname, a.attnum
                """,
                (one, other) ->
                        columns.computeIfAbsent(one, _ -> new ArrayList<>()).add(other));
        columns.remove(HISTORY);
        Map<String, Set<String>> refers = new LinkedHashMap<>();
        read(
                """
                select conrelid::regclass::text, confrelid::regclass::text from pg_constraint
                where contype = 'f' and conrelid <> confrelid
                """,
                (one, other) ->
                        refers.computeIfAbsent(one, _ -> new LinkedHashSet<>()).add(other));
        Map<String, List<String>> ordered = new LinkedHashMap<>();
        columns.keySet().forEach(table -> add(table, columns, refers, ordered));
        return ordered;
    }

    private static void add(
            String table,
            Map<String, List<String>> columns,
            Map<String, Set<String>> refers,
            Map<String, List<String>> ordered) {
        if (!ordered.containsKey(table) && columns.containsKey(table)) {
            refers.getOrDefault(table, Set.of()).forEach(each -> add(each, columns, refers, ordered));
            ordered.put(table, columns.getOrDefault(table, List.of()));
        }
    }

    /// The migrations that made the tables.
    List<String> migrations() throws SQLException {
        var found = new ArrayList<String>();
        read(
                "select script, coalesce(checksum, 0)::text from " + HISTORY
                        + " where success order by version, script",
                (one, other) -> found.add(one + " " + other));
        return found;
    }

    /// Identity columns go on behind what is there.
    void continueNumbers() throws SQLException {
        var set = new ArrayList<String>();
        read(
                """
                select c.relname, a.attname
                from pg_class c join pg_attribute a on a.attrelid = c.oid
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attidentity <> ''
                """,
                (table, column) -> set.add(
                        "select setval(pg_get_serial_sequence('" + table + "', '" + column + "'), (select coalesce(max("
                                + quoted(column) + "), 0) + 1 from " + quoted(table) + "), false)"));
        try (var statement = connection.createStatement()) {
            for (String each : set) {
                statement.execute(each);
            }
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    static String list(List<String> columns) {
        return String.join(", ", columns.stream().map(Tables::quoted).toList());
    }

    private interface Pair {
        void row(String one, String other);
    }

    private void read(String question, Pair each) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            while (rows.next()) {
                each.row(rows.getString(1), rows.getString(2));
            }
        }
    }
}
