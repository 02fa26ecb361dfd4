package vn.hiepdong.node.information;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.space.Urgency;

/// Lists of items. A page costs the same at a thousand items and at a million, at its start and far down: every order
/// is that of an index, a page goes on after the key of a row, and nothing is counted that need not be.
///
/// Words are looked for in two steps, because no single plan is good for rare and for frequent ones: first among the
/// next [#WINDOW] rows in the order of the list, which is enough when they are frequent; then by the index of words,
/// whose answer is small when they are not.
@Component
final class ListQuery {
    static final int WINDOW = 5000;
    private static final int WIDEST = 25_000;

    /// What a row shows; the words that only the index needs stay in the database.
    static final String COLUMNS = """
            i.id, i.realm, i.origin, i.state, i.version, i.title, i.topic, i.urgency, i.reliability, i.credibility,
            i.event_time, i.written_at, i.received_at, i.applied, i.files, i.warned_area""";

    private static final String WAITING = """
            (select r.id, r.awaited_by as due from information_release r
             where r.agency = :self and r.awaited_version is not null
             union all
             select q.id, q.due_at from information_request q
             where q.asked = :self and q.answered_at is null)""";

    private final JdbcClient sql;
    private final TransactionTemplate transactions;
    private final AgencyCode self;

    ListQuery(JdbcClient sql, PlatformTransactionManager transactions, AgencyKeys keys) {
        this.sql = sql;
        this.transactions = new TransactionTemplate(transactions);
        self = keys.identity().code();
    }

    /// Newest first, before a place in this node's order.
    List<ItemRow> list(Filter filter, long before, int limit) {
        var from = before == Long.MAX_VALUE ? null : new ListPlace(null, null, null, before);
        return rows(filter, Order.ARRIVED, from, false, Long.MAX_VALUE, limit);
    }

    /// A part of a list.
    ///
    /// @param from where it goes on, the row of this key excluded; null for the start
    /// @param back whether to go towards the start; the rows then come in the order they are met
    /// @param top only what had come to this node when it stood at this place in its order
    List<ItemRow> page(Filter filter, Sort sort, @Nullable ListPlace from, boolean back, long top, int limit) {
        return switch (sort) {
            case NEWEST -> rows(filter, Order.newest(filter), from, back, top, limit);
            case URGENCY -> byUrgency(filter, from, back, top, limit);
            case DUE -> due(filter, from, back, top, limit);
        };
    }

    /// The orders of the two kinds of index.
    private enum Order {
        ARRIVED("i.applied"),
        WRITTEN("i.written_at, i.applied");

        private final String keys;

        Order(String keys) {
            this.keys = keys;
        }

        /// Within a period rows stand by when they were written, or the whole list up to it would have to be passed.
        static Order newest(Filter filter) {
            return filter.from().isPresent() || filter.to().isPresent() ? WRITTEN : ARRIVED;
        }

        String by(boolean back) {
            return keys.replace(",", back ? "," : " desc,") + (back ? "" : " desc");
        }

        String after(boolean back) {
            String sign = back ? ">" : "<";
            return this == ARRIVED
                    ? "i.applied " + sign + " :applied"
                    : "(i.written_at, i.applied) " + sign + " (:written, :applied)";
        }
    }

    /// Urgencies one after the other: each has an index of its own, and those below are asked only when the page is
    /// not full yet.
    private List<ItemRow> byUrgency(Filter filter, @Nullable ListPlace from, boolean back, long top, int limit) {
        var rows = new ArrayList<ItemRow>();
        List<Urgency> order = Arrays.asList(Urgency.values());
        List<Urgency> falling = back ? order : order.reversed();
        Urgency first = from == null ? falling.getFirst() : from.urgency();
        for (Urgency urgency : falling.subList(Math.max(0, falling.indexOf(first)), falling.size())) {
            if (rows.size() < limit && filter.urgency().map(urgency::equals).orElse(true)) {
                ListPlace within = from != null && urgency == from.urgency() ? from : null;
                rows.addAll(rows(filter.only(urgency), Order.newest(filter), within, back, top, limit - rows.size()));
            }
        }
        return rows;
    }

    private List<ItemRow> rows(
            Filter filter, Order order, @Nullable ListPlace from, boolean back, long top, int limit) {
        var where = new Where(filter, self);
        where.values.put("top", top);
        String start = "i.realm = :realm and i.applied <= :top"
                + filter.urgency().map(_ -> " and i.urgency = :urgency").orElse("");
        if (from != null) {
            start += " and " + order.after(back);
            where.values.put("applied", from.applied());
            where.values.put("written", from.writtenAt() == null ? null : Sql.time(from.writtenAt()));
        }
        if (where.narrow && !filter.owed()) {
            List<ItemRow> near = window(where, start, order.by(back), WINDOW, limit);
            // Fewer than a page, but some: as many rows further on usually fill it, for less than the index of words
            // asks for words that are each in every title.
            if (!near.isEmpty() && near.size() < limit) {
                int far = Math.min(WIDEST, WINDOW * limit / near.size() * 3 / 2);
                near = window(where, start, order.by(back), far, limit);
            }
            if (near.size() == limit) {
                return near;
            }
            return ask(where, """
                    (with hit as materialized (select * from information_item i where %s)
                     select * from hit) i
                    """.formatted(where.words), start + " and " + where.text(), order.by(back), limit);
        }
        return ask(where, "information_item i", start + " and " + where.text(), order.by(back), limit);
    }

    /// What matches among the next rows of the list.
    private List<ItemRow> window(Where where, String start, String by, int rows, int limit) {
        return ask(where, """
                (select * from information_item i where %s order by %s limit %d) i
                """.formatted(start, by, rows), where.text(), by, limit);
    }

    private List<ItemRow> due(Filter filter, @Nullable ListPlace from, boolean back, long top, int limit) {
        var where = new Where(filter, self);
        where.values.put("top", top);
        String after = "";
        if (from != null) {
            after = " and (coalesce(d.due, 'infinity'), i.applied) %s (:due, :applied)".formatted(back ? "<" : ">");
            where.values.put("applied", from.applied());
            where.values.put("due", from.due() == null ? "infinity" : from.due().toString());
        }
        String by =
                back ? "coalesce(d.due, 'infinity') desc, i.applied desc" : "coalesce(d.due, 'infinity'), i.applied";
        return sql.sql("""
                        select %s, r.awaited_version, r.awaited_by, d.due
                        from (select id, min(due) as due from %s w group by id) d
                        join information_item i on i.id = d.id
                        left join information_release r on r.id = i.id and r.agency = :self
                        where i.realm = :realm and i.applied <= :top%s and %s
                        order by %s
                        limit :limit
                        """.formatted(COLUMNS, WAITING, after.replace(":due", ":due::timestamptz"), where.all(), by))
                .params(where.values)
                .param("limit", limit)
                .query((row, _) -> row(row))
                .list();
    }

    private List<ItemRow> ask(Where where, String from, String condition, String by, int limit) {
        return sql.sql("""
                        select %s, r.awaited_version, r.awaited_by, d.due
                        from (select %s from %s where %s order by %s limit :limit) i
                        left join information_release r on r.id = i.id and r.agency = :self
                        left join lateral (select min(q.due_at) as due from information_request q
                                           where q.id = i.id and q.asked = :self and q.answered_at is null) d on true
                        order by %s
                        """.formatted(COLUMNS, COLUMNS, from, condition, by, by))
                .params(where.values)
                .param("limit", limit)
                .query((row, _) -> row(row))
                .list();
    }

    /// How many there are, counted no further than `most`.
    ///
    /// @param above only what came to this node after that place in its order
    int count(Filter filter, long above, int most) {
        var where = new Where(filter, self);
        return sql.sql("""
                        select count(*) from (
                            select from information_item i
                            where i.realm = :realm and i.applied > :above and %s
                            limit :most) found
                        """.formatted(where.all()))
                .params(where.values)
                .param("above", above)
                .param("most", most)
                .query(Integer.class)
                .single();
    }

    /// The same for everything, but gives up with -1 when it takes longer than anybody waits.
    int countInTime(Filter filter, int most) {
        Integer found = transactions.execute(_ -> {
            sql.sql("set local statement_timeout = '2s'").update();
            try {
                return count(filter, 0, most);
            } catch (QueryTimeoutException e) {
                return -1;
            }
        });
        return found == null ? -1 : found;
    }

    /// The newest place in this node's order, 0 when there is no item.
    long newest(Realm realm) {
        return sql.sql("select coalesce(max(applied), 0) from information_item where realm = :realm")
                .param("realm", realm.name())
                .query(Long.class)
                .single();
    }

    static ItemRow row(ResultSet row) throws SQLException {
        return new ItemRow(
                new InformationId(row.getObject("id", UUID.class)),
                Realm.valueOf(row.getString("realm")),
                new AgencyCode(row.getString("origin")),
                State.valueOf(row.getString("state")),
                row.getInt("version"),
                row.getString("title"),
                row.getString("topic"),
                Urgency.valueOf(row.getString("urgency")),
                Reliability.valueOf(row.getString("reliability")),
                Credibility.of(row.getString("credibility")),
                Sql.instant(row, "event_time"),
                Sql.instant(row, "written_at"),
                Sql.instant(row, "received_at"),
                row.getLong("applied"),
                row.getInt("files"),
                row.getString("warned_area"),
                row.getObject("awaited_version") != null,
                Sql.instantOrNull(row, "awaited_by"),
                Sql.instantOrNull(row, "due"));
    }

    /// What a filter says in SQL, apart from the realm.
    static final class Where {
        private final List<String> parts = new ArrayList<>(List.of("true"));
        final Map<String, @Nullable Object> values = new HashMap<>();
        final String words;
        final boolean narrow;
        private final Optional<String> urgency;

        Where(Filter filter, AgencyCode self) {
            values.put("realm", filter.realm().name());
            values.put("self", self.value());
            urgency = filter.urgency().map(_ -> "i.urgency = :urgency");
            filter.urgency().ifPresent(value -> values.put("urgency", value.name()));
            filter.topic().ifPresent(value -> and("i.topic = :topic", "topic", value));
            filter.state().ifPresent(value -> and("i.state = :state", "state", value.name()));
            filter.origin().ifPresent(value -> and("i.origin = :origin", "origin", value.value()));
            filter.from().ifPresent(value -> and("i.written_at >= :from", "from", Sql.time(value)));
            filter.to().ifPresent(value -> and("i.written_at < :to", "to", Sql.time(value)));
            filter.reliability().ifPresent(value -> and("i.reliability in (:letters)", "letters", letters(value)));
            filter.credibility().ifPresent(value -> and("i.credibility in (:digits)", "digits", digits(value)));
            filter.area().ifPresent(this::within);
            if (filter.files()) {
                parts.add("i.files > 0");
            }
            if (filter.owed()) {
                parts.add("i.id in (select w.id from " + WAITING + " w)");
            }
            Optional<SearchWords.Query> query = filter.words().flatMap(SearchWords::query);
            narrow = query.map(SearchWords.Query::narrow).orElse(false);
            values.put("words", query.map(SearchWords.Query::text).orElse(""));
            // Signs that are no words are in no title.
            words = filter.words().isEmpty() ? "true" : query.isEmpty() ? "false" : "i.words @@ :words::tsquery";
        }

        private void and(String condition, String name, Object value) {
            parts.add(condition);
            values.put(name, value);
        }

        private void within(Area area) {
            parts.add("""
                    i.lat is not null
                    and point(i.lon, i.lat) <@ box(point(:west, :south), point(:east, :north))""");
            values.put("west", area.west());
            values.put("south", area.south());
            values.put("east", area.east());
            values.put("north", area.north());
        }

        /// Everything but the realm and the urgency, which belong to the index.
        String text() {
            return String.join(" and ", parts) + " and " + words;
        }

        String all() {
            return text() + urgency.map(each -> " and " + each).orElse("");
        }
    }

    private static List<String> letters(Reliability worst) {
        return worst == Reliability.F
                ? List.of("F")
                : Arrays.stream(Reliability.values())
                        .filter(each -> each.compareTo(worst) <= 0)
                        .map(Enum::name)
                        .toList();
    }

    private static List<String> digits(Credibility worst) {
        return worst == Credibility.CANNOT_BE_JUDGED
                ? List.of(worst.digit())
                : Arrays.stream(Credibility.values())
                        .filter(each -> each.compareTo(worst) <= 0)
                        .map(Credibility::digit)
                        .toList();
    }
}
