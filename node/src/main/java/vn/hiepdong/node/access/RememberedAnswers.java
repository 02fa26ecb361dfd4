package vn.hiepdong.node.access;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The answers that are kept for `Idempotency-Key`. They may repeat what a record said; a feature that must erase a
/// record erases them too.
@Component
public class RememberedAnswers {
    private final JdbcClient sql;

    public RememberedAnswers(JdbcClient sql) {
        this.sql = sql;
    }

    /// Forgets every answer that mentions a record by its id. Reads all that is kept, a week at most: for what is rare.
    public void forgetAbout(UUID record) {
        sql.sql("delete from access_idempotency where position(:id in body) > 0")
                .param("id", record.toString().getBytes(StandardCharsets.US_ASCII))
                .update();
    }
}
