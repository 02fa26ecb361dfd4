package vn.hiepdong.node.access;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The posts that somebody holds, without who.
@Component
public class Posts {
    private final JdbcClient sql;

    Posts(JdbcClient sql) {
        this.sql = sql;
    }

    public record Post(String unit, String post) {}

    /// Posts of which an account has one of these roles.
    public List<Post> withAnyOf(Set<Role> roles) {
        return sql.sql("""
                        select distinct unit, post from access_account
                        where active and roles && cast(:roles as text[])
                        order by unit, post
                        limit 500
                        """)
                .param("roles", roles.stream().map(Enum::name).toArray(String[]::new))
                .query((row, _) -> new Post(row.getString("unit"), row.getString("post")))
                .list();
    }
}
