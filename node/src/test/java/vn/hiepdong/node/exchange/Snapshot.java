package vn.hiepdong.node.exchange;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A node's database as it once was, to be put back as an operator restores a backup.
final class Snapshot {
    private final JdbcClient sql;
    private final List<String> tables;

    private Snapshot(JdbcClient sql) {
        this.sql = sql;
        tables = new ArrayList<>(sql.sql("select table_name from information_schema.tables"
                        + " where table_schema = 'public' and table_type = 'BASE TABLE'")
                .query(String.class)
                .list());
        // What others refer to comes first.
        tables.sort(Comparator.comparing((String table) -> !table.equals("ledger_log")));
        sql.sql("create schema kept").update();
        tables.forEach(table -> sql.sql("create table kept." + table + " as table public." + table)
                .update());
    }

    static Snapshot of(TestNode node) {
        return new Snapshot(node.sql());
    }

    void putBack() {
        sql.sql("truncate " + String.join(", ", tables)).update();
        tables.forEach(table -> sql.sql("insert into public." + table + " overriding system value table kept." + table)
                .update());
    }
}
