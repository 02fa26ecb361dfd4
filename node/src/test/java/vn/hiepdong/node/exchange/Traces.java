package vn.hiepdong.node.exchange;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Looks for a text in every column of every table.
final class Traces {
    private record Column(String table, String name, String type) {}

    private Traces() {}

    static List<String> of(String text, DataSource database) {
        var sql = JdbcClient.create(database);
        List<Column> columns = sql.sql("""
                        select table_name, column_name, data_type from information_schema.columns
                        where table_schema = 'public' and data_type in ('text', 'bytea', 'ARRAY', 'jsonb')
                        """)
                .query((row, _) -> new Column(row.getString(1), row.getString(2), row.getString(3)))
                .list();
        var found = new ArrayList<String>();
        for (Column column : columns) {
            boolean bytes = column.type.equals("bytea");
            Long count = sql.sql("select count(*) from " + column.table + " where position(:text in "
                            + (bytes ? "\"" + column.name + "\"" : "\"" + column.name + "\"::text") + ") > 0")
                    .param("text", bytes ? text.getBytes(StandardCharsets.UTF_8) : text)
                    .query(Long.class)
                    .single();
            if (count > 0) {
                found.add(column.table + "." + column.name);
            }
        }
        return found;
    }
}
