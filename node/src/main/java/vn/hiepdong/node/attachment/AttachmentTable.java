package vn.hiepdong.node.attachment;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.format.Hash;

/// Which files lie in the store. A row is written after its file, so every row has one.
final class AttachmentTable {
    private final JdbcClient sql;

    AttachmentTable(JdbcClient sql) {
        this.sql = sql;
    }

    record Blob(Hash hash, String type, long size) {}

    void insert(Blob blob, Instant receivedAt) {
        sql.sql("""
                insert into attachment_blob (hash, type, size, received_at)
                values (:hash, :type, :size, :receivedAt)
                on conflict (hash) do nothing
                """)
                .param("hash", blob.hash().bytes())
                .param("type", blob.type())
                .param("size", blob.size())
                .param("receivedAt", OffsetDateTime.ofInstant(receivedAt, ZoneOffset.UTC))
                .update();
    }

    Optional<Blob> find(Hash hash) {
        return sql.sql("""
                select type, size
                from attachment_blob
                where hash = :hash
                """)
                .param("hash", hash.bytes())
                .query((row, n) -> new Blob(hash, row.getString("type"), row.getLong("size")))
                .optional();
    }
}
