package vn.hiepdong.node.interop;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.interop.CapAlert.Reference;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.space.Urgency;

/// Which alert made which item, and how urgent we take what senders say.
@Component
class CapImportTable {
    private final JdbcClient sql;

    CapImportTable(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param item null while the first import is under way
    record Row(Hash original, @Nullable ItemRef item) {}

    /// Takes the alert's name for this transaction. A second import of it waits here until the first has ended.
    Row claim(CapImport alert, Instant now) {
        sql.sql("""
                insert into interop_cap (sender, identifier, sent, original, msg_type, signature, imported_at)
                values (:sender, :identifier, :sent, :original, :msgType, :signature, :now)
                on conflict (sender, identifier) do nothing
                """)
                .param("sender", alert.key().sender())
                .param("identifier", alert.key().identifier())
                .param("sent", alert.key().sent())
                .param("original", alert.original().bytes())
                .param("msgType", alert.msgType().name())
                .param("signature", alert.signature().outcome().name())
                .param("now", Sql.time(now))
                .update();
        return find(alert.key()).orElseThrow();
    }

    Optional<Row> find(Reference key) {
        return sql.sql("""
                select original, item, item_version, item_hash
                from interop_cap
                where sender = :sender
                    and identifier = :identifier
                """)
                .param("sender", key.sender())
                .param("identifier", key.identifier())
                .query((row, n) -> {
                    var item = row.getString("item");
                    return new Row(
                            Hash.of(row.getBytes("original")),
                            item == null
                                    ? null
                                    : new ItemRef(
                                            item, row.getInt("item_version"), Hash.of(row.getBytes("item_hash"))));
                })
                .optional();
    }

    /// The items that these messages of this sender made or changed, that of the newest message first.
    List<String> itemsOf(String sender, List<Reference> references) {
        return references.stream()
                .filter(reference -> reference.sender().equals(sender))
                .sorted((a, b) -> b.sent().toInstant().compareTo(a.sent().toInstant()))
                .flatMap(reference -> itemOf(reference).stream())
                .distinct()
                .toList();
    }

    Optional<String> itemOf(Reference reference) {
        return sql.sql("""
                select item
                from interop_cap
                where sender = :sender
                    and identifier = :identifier
                    and sent = :sent
                    and item is not null
                """)
                .param("sender", reference.sender())
                .param("identifier", reference.identifier())
                .param("sent", reference.sent())
                .query(String.class)
                .optional();
    }

    void complete(Reference key, ItemRef item) {
        sql.sql("""
                update interop_cap
                set item = :item, item_version = :version, item_hash = :hash
                where sender = :sender
                    and identifier = :identifier
                """)
                .param("item", item.id())
                .param("version", item.version())
                .param("hash", item.hash().bytes())
                .param("sender", key.sender())
                .param("identifier", key.identifier())
                .update();
    }

    /// The level valid on that day. The table covers every pair of words; a day without a row is a mistake of the
    /// operator, and the alert is then handled as fast as can be.
    Urgency level(CapAlert.Urgency urgency, CapAlert.Severity severity, LocalDate day) {
        return sql.sql("""
                select level
                from interop_cap_urgency
                where urgency = :urgency
                    and severity = :severity
                    and valid_from <= :day
                    and (valid_to is null or valid_to > :day)
                order by valid_from desc
                limit 1
                """)
                .param("urgency", urgency.name())
                .param("severity", severity.name())
                .param("day", day)
                .query((row, n) -> Urgency.valueOf(row.getString("level")))
                .optional()
                .orElse(Urgency.FLASH);
    }
}
