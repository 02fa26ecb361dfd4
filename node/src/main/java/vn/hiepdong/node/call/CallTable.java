package vn.hiepdong.node.call;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.call.CallEntry.ContactSet;
import vn.hiepdong.node.call.CallEntry.Erased;
import vn.hiepdong.node.call.CallEntry.Matched;
import vn.hiepdong.node.call.CallEntry.ReadOut;
import vn.hiepdong.node.call.CallEntry.Settled;
import vn.hiepdong.node.call.CallEntry.TakenDown;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.space.Urgency;

/// This agency's log of calls.
@Component
final class CallTable implements Projection<CallEntry> {
    private final JdbcClient sql;

    CallTable(DataSource database) {
        sql = JdbcClient.create(database);
    }

    @Override
    public Kinds<CallEntry> kinds() {
        return new Kinds<>("call", CallEntry.class);
    }

    @Override
    public List<String> tables() {
        return List.of("call_contact", "call_reading", "call_note");
    }

    @Override
    public void apply(Position at, CallEntry entry, Batch batch) {
        if (!at.own()) {
            return; // a log of calls is each agency's own
        }
        switch (entry) {
            case ContactSet set -> batch.add("""
                    insert into call_contact (agency, office, duty_line, radio) values (?, ?, ?, ?)
                    on conflict (agency) do update
                    set office = excluded.office, duty_line = excluded.duty_line, radio = excluded.radio
                    """, set.agency(), set.office(), set.dutyLine(), set.radio());
            case ReadOut read ->
                batch.add(
                        """
                        insert into call_reading (id, agency, item, version, number, post, read_back, at, by_post)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        read.id(),
                        read.to(),
                        read.item(),
                        read.version(),
                        read.number(),
                        read.post(),
                        read.readBack(),
                        read.at(),
                        at.by().post());
            case TakenDown note ->
                batch.add(
                        """
                        insert into call_note (id, agency, post, number, realm, urgency, title, text, at, by_post)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        note.id(),
                        note.from(),
                        note.post(),
                        note.number(),
                        note.realm(),
                        note.urgency(),
                        note.title(),
                        note.text(),
                        note.at(),
                        at.by().post());
            case Settled settled ->
                batch.add(
                        "update call_note set settled = ?, settled_at = ? where id = ? and settled is null",
                        settled.reason(),
                        at.written(),
                        settled.id());
            case Matched matched ->
                batch.add("update call_note set item = ? where id = ? and item is null", matched.item(), matched.id());
            case Erased erased -> {
                batch.add("delete from call_note where id = ?", erased.id());
                batch.add("delete from call_reading where id = ?", erased.id());
                batch.erase(at, erased.id());
            }
        }
    }

    /// Notes and readings of an item.
    List<UUID> of(UUID item) {
        return sql.sql("""
                        select id from call_note where item = :item
                        union all
                        select id from call_reading where item = :item
                        """)
                .param("item", item)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    Optional<Contact> contact(AgencyCode agency) {
        return sql.sql("select * from call_contact where agency = :agency")
                .param("agency", agency.value())
                .query((row, _) -> new Contact(
                        agency, row.getString("office"), row.getString("duty_line"), row.getString("radio")))
                .optional();
    }

    /// The newest first.
    List<Reading> readings(int most) {
        return sql.sql("select * from call_reading order by at desc, id limit :most")
                .param("most", most)
                .query((row, _) -> reading(row))
                .list();
    }

    List<Reading> readings(Collection<UUID> items) {
        return sql.sql("select * from call_reading where item = any(:items) order by at, id")
                .param("items", items.toArray(UUID[]::new))
                .query((row, _) -> reading(row))
                .list();
    }

    private static Reading reading(ResultSet row) throws SQLException {
        return new Reading(
                new AgencyCode(row.getString("agency")),
                row.getObject("item", UUID.class),
                row.getInt("version"),
                new CheckNumber(row.getString("number")),
                row.getString("post"),
                row.getString("read_back"),
                Sql.instant(row, "at"),
                row.getString("by_post"));
    }

    Optional<Note> note(UUID id) {
        return sql.sql("select * from call_note where id = :id")
                .param("id", id)
                .query((row, _) -> note(row))
                .optional();
    }

    /// The newest first.
    List<Note> notes(int most) {
        return sql.sql("select * from call_note order by at desc, id limit :most")
                .param("most", most)
                .query((row, _) -> note(row))
                .list();
    }

    /// Those that somebody should still look at, unless their copy came; the oldest first.
    List<Note> open(int most) {
        return sql.sql("select * from call_note where settled is null and item is null order by at, id limit :most")
                .param("most", most)
                .query((row, _) -> note(row))
                .list();
    }

    List<Note> notes(AgencyCode from, Collection<String> numbers) {
        return sql.sql("select * from call_note where agency = :from and number = any(:numbers) order by at")
                .param("from", from.value())
                .param("numbers", numbers.toArray(String[]::new))
                .query((row, _) -> note(row))
                .list();
    }

    private static Note note(ResultSet row) throws SQLException {
        String number = row.getString("number");
        return new Note(
                row.getObject("id", UUID.class),
                new AgencyCode(row.getString("agency")),
                row.getString("post"),
                number == null ? null : new CheckNumber(number),
                Realm.valueOf(row.getString("realm")),
                Urgency.valueOf(row.getString("urgency")),
                row.getString("title"),
                row.getString("text"),
                Sql.instant(row, "at"),
                row.getString("by_post"),
                row.getString("settled"),
                Sql.instantOrNull(row, "settled_at"));
    }
}
