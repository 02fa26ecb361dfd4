package vn.hiepdong.node.attachment;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
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

    void delete(Hash hash) {
        sql.sql("delete from attachment_blob where hash = :hash")
                .param("hash", hash.bytes())
                .update();
    }

    /// Those of the given files that are not here, in one question.
    List<Hash> missing(Collection<Hash> hashes) {
        return sql.sql("""
                select w.hash
                from unnest(cast(:hashes as bytea[])) w (hash)
                where not exists (select from attachment_blob b where b.hash = w.hash)
                """)
                .param("hashes", hashes.stream().map(Hash::bytes).toArray(byte[][]::new))
                .query((row, n) -> Hash.of(row.getBytes(1)))
                .list();
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
