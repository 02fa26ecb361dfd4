package vn.hiepdong.node.access;

import java.util.Collection;
import java.util.HashMap;
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
}
