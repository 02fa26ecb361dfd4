package vn.hiepdong.node.exchange;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The beginnings that are kept of what partners sent and this node refused. They may hold what a record says;
/// a feature that must erase a record has them erased too. Length and hash stay.
@Component
public class RefusedBytes {
    private final JdbcClient sql;

    public RefusedBytes(JdbcClient sql) {
        this.sql = sql;
    }

    public void forget() {
        sql.sql("update exchange_rejection set bytes = '' where bytes <> ''").update();
    }
}
