package vn.hiepdong.node.access;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Names for the accounts of this node, for those who may see an id and need to know whose it is.
@Component
public class AccountNames {
    private final JdbcClient sql;

    AccountNames(JdbcClient sql) {
        this.sql = sql;
    }

    /// The sign-in names of those that exist; one question however many.
    public Map<UUID, String> of(Collection<UUID> accounts) {
        Map<UUID, String> names = new HashMap<>();
        if (!accounts.isEmpty()) {
            sql.sql("select id, username from access_account where id = any(:ids)")
                    .param("ids", accounts.toArray(UUID[]::new))
                    .query(row -> {
                        names.put(row.getObject("id", UUID.class), row.getString("username"));
                    });
        }
        return names;
    }

    /// An account that works with content, for those who say who is to do what.
    public record Working(UUID account, String username, String unit, String post) {}

    /// Those that are active, in the order of their sign-in names.
    public List<Working> working() {
        return sql.sql("""
                        select id, username, unit, post from access_account
                        where active and roles && :roles::text[]
                        order by username
                        limit 1000
                        """)
                .param("roles", Role.CONTENT.stream().map(Enum::name).toArray(String[]::new))
                .query((row, _) -> new Working(
                        row.getObject("id", UUID.class),
                        row.getString("username"),
                        row.getString("unit"),
                        row.getString("post")))
                .list();
    }
}
