package vn.hiepdong.node.duty;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.ledger.Sql;

/// What the tables of shifts answer.
@Component
final class DutyQuery {
    /// More shifts at once are nobody's roster.
    static final int MOST_SHIFTS = 2000;

    private static final String SHIFT = """
            select s.id, s.unit, s.post, s.from_at, s.to_at, s.series, s.cancelled,
                   o.at as opened_at, o.unit as opened_unit, o.post as opened_post, o.applied as opened_applied,
                   c.at as closed_at, c.unit as closed_unit, c.post as closed_post, c.applied as closed_applied,
                   c.key_points, c.next,
                   (select h.at from duty_handover h where h.shift = s.id order by h.applied desc limit 1) as handed_at
            from duty_shift s
            left join duty_opening o on o.shift = s.id
            left join duty_closing c on c.shift = s.id
            """;

    private final JdbcClient sql;
    private final JsonMapper json;

    DutyQuery(JdbcClient sql, JsonMapper json) {
        this.sql = sql;
        this.json = json;
    }

    Optional<Shift> shift(ShiftId id) {
        return sql.sql(SHIFT + "where s.id = :id")
                .param("id", id.value())
                .query((row, _) -> shift(row))
                .optional();
    }

    /// Those that are open, longest first.
    List<Shift> open() {
        return sql.sql(SHIFT + "join duty_open p on p.shift = s.id order by o.at, s.id")
                .query((row, _) -> shift(row))
                .list();
    }

    Optional<Shift> openAt(String unit, String post) {
        return sql.sql(SHIFT + "join duty_open p on p.shift = s.id where p.unit = :unit and p.post = :post")
                .param("unit", unit)
                .param("post", post)
                .query((row, _) -> shift(row))
                .optional();
    }

    /// Those in the roster for a time, without cancelled ones.
    List<Shift> within(Instant from, Instant to, @Nullable String unit) {
        return sql.sql(SHIFT + """
                        where s.from_at < :to and s.from_at > :earliest and s.to_at > :from
                          and (s.cancelled is null or o.shift is not null)
                          and (:unit::text is null or s.unit = :unit)
                        order by s.from_at, s.id
                        limit :limit
                        """)
                .param("from", Sql.time(from))
                .param("to", Sql.time(to))
                .param("earliest", Sql.time(from.minus(RosterRules.LONGEST)))
                .param("unit", unit)
                .param("limit", MOST_SHIFTS)
                .query((row, _) -> shift(row))
                .list();
    }

    /// Those that begin until then, are not over, and that nobody took; not where a shift is open, which has to be
    /// handed over first.
    List<Shift> toBeOpened(Instant now, Instant until, int limit) {
        return sql.sql(SHIFT + """
                        where s.from_at <= :until and s.from_at > :earliest and s.to_at > :now
                          and s.cancelled is null and o.shift is null
                          and not exists (select from duty_open p where p.unit = s.unit and p.post = s.post)
                        order by s.from_at, s.id
                        limit :limit
                        """)
                .param("now", Sql.time(now))
                .param("until", Sql.time(until))
                .param("earliest", Sql.time(now.minus(RosterRules.LONGEST)))
                .param("limit", limit)
                .query((row, _) -> shift(row))
                .list();
    }

    /// The shift that is to relieve this one.
    Optional<Shift> next(Shift shift, Instant now) {
        return sql.sql(SHIFT + """
                        where s.unit = :unit and s.post = :post and s.from_at >= :from and s.to_at > :now
                          and s.id <> :id and s.cancelled is null and o.shift is null
                        order by s.from_at, s.id
                        limit 1
                        """)
                .param("unit", shift.unit())
                .param("post", shift.post())
                .param("from", Sql.time(shift.from()))
                .param("now", Sql.time(now))
                .param("id", shift.id().value())
                .query((row, _) -> shift(row))
                .optional();
    }

    /// The shift from which this one was taken over.
    Optional<ShiftId> before(ShiftId shift) {
        return sql.sql("select shift from duty_closing where next = :shift")
                .param("shift", shift.value())
                .query((row, _) -> new ShiftId(row.getObject("shift", UUID.class)))
                .optional();
    }

    /// This one and those of its series that begin later, as far as nobody opened or cancelled them.
    List<ShiftId> following(Shift shift) {
        return sql.sql("""
                        select s.id from duty_shift s
                        where s.series = :series and s.from_at >= :from and s.cancelled is null
                          and not exists (select from duty_opening o where o.shift = s.id)
                        order by s.from_at
                        """)
                .param("series", shift.series())
                .param("from", Sql.time(shift.from()))
                .query((row, _) -> new ShiftId(row.getObject("id", UUID.class)))
                .list();
    }

    /// What a list of shifts is narrowed by.
    ///
    /// @param ahead those that are not over, the next first; otherwise those that are, the last first
    /// @param account which account is to stand it
    record Filter(
            boolean ahead,
            Optional<String> unit,
            Optional<String> post,
            Optional<Shift.State> state,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<UUID> account) {}

    /// @param after when the last one seen begins, and which it is
    record After(Instant from, UUID id) {}

    List<Shift> list(Filter filter, Optional<After> after, Instant now, int limit) {
        var where = new ArrayList<String>();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("now", Sql.time(now));
        if (filter.ahead) {
            where.add("s.from_at > :earliest and s.to_at > :now");
            values.put("earliest", Sql.time(now.minus(RosterRules.LONGEST)));
        } else {
            where.add("s.from_at < :now and s.to_at <= :now");
        }
        filter.unit.ifPresent(unit -> add(where, values, "s.unit = :unit", "unit", unit));
        filter.post.ifPresent(post -> add(where, values, "s.post = :post", "post", post));
        filter.from.ifPresent(from -> add(where, values, "s.to_at > :from", "from", Sql.time(from)));
        filter.to.ifPresent(to -> add(where, values, "s.from_at < :to", "to", Sql.time(to)));
        filter.account.ifPresent(account -> add(
                where,
                values,
                "s.id in (select shift from duty_account where act = 'STANDS' and account = :account)",
                "account",
                account));
        filter.state.ifPresent(state -> where.add(condition(state)));
        after.ifPresent(place -> {
            where.add("(s.from_at, s.id) " + (filter.ahead ? ">" : "<") + " (:afterFrom, :afterId)");
            values.put("afterFrom", Sql.time(place.from));
            values.put("afterId", place.id);
        });
        String order = filter.ahead ? "s.from_at, s.id" : "s.from_at desc, s.id desc";
        return sql.sql(SHIFT + "where " + String.join("\n  and ", where) + "\norder by " + order + "\nlimit " + limit)
                .params(values)
                .query((row, _) -> shift(row))
                .list();
    }

    private static void add(
            List<String> where, Map<String, Object> values, String condition, String parameter, Object value) {
        where.add(condition);
        values.put(parameter, value);
    }

    private static String condition(Shift.State state) {
        return switch (state) {
            case PLANNED -> "o.shift is null and s.cancelled is null and s.to_at > :now";
            case NOT_STOOD -> "o.shift is null and s.cancelled is null and s.to_at <= :now";
            case CANCELLED -> "o.shift is null and s.cancelled is not null";
            case OPEN ->
                "o.shift is not null and c.shift is null"
                        + " and not exists (select from duty_handover h where h.shift = s.id)";
            case HANDED_OVER ->
                "o.shift is not null and c.shift is null"
                        + " and exists (select from duty_handover h where h.shift = s.id)";
            case CLOSED -> "c.shift is not null";
        };
    }

    /// Unit and post, as one of the roster.
    record Post(String unit, String post) {}

    /// Those that were in the roster since then, or are to be.
    List<Post> posts(Instant since) {
        return sql.sql("""
                        select distinct unit, post from duty_shift where from_at > :since
                        order by unit, post
                        limit 200
                        """)
                .param("since", Sql.time(since))
                .query((row, _) -> new Post(row.getString("unit"), row.getString("post")))
                .list();
    }

    /// The newest that was signed for a shift.
    Optional<Handover> handover(ShiftId shift) {
        return sql.sql("select * from duty_handover where shift = :shift order by applied desc limit 1")
                .param("shift", shift.value())
                .query((row, _) -> new Handover(
                        row.getObject("id", UUID.class),
                        row.getString("form"),
                        Arrays.asList(json.readValue(row.getString("sections"), DutyEntry.Section[].class)),
                        Arrays.asList(json.readValue(row.getString("points"), Point[].class)),
                        Sql.instant(row, "at"),
                        row.getString("unit"),
                        row.getString("post")))
                .optional();
    }

    /// What the incoming ticked.
    List<String> readBack(ShiftId shift) {
        return sql.sql("select read_back from duty_closing where shift = :shift")
                .param("shift", shift.value())
                .query((row, _) -> Sql.strings(row, "read_back"))
                .optional()
                .orElse(List.of());
    }

    /// A note in the log of a shift.
    ///
    /// @param corrected whether another sets it right
    record Note(
            UUID id,
            Instant at,
            String text,
            @Nullable UUID corrects,
            boolean corrected,
            String unit,
            String post,
            Instant written,
            long applied) {}

    /// @param newestFirst otherwise the oldest
    List<Note> notes(ShiftId shift, long after, boolean newestFirst, int limit) {
        return sql.sql("""
                        select n.*, exists (select from duty_note o where o.shift = n.shift and o.corrects = n.id) as corrected
                        from duty_note n
                        where n.shift = :shift and n.applied > :after
                        order by n.applied %s
                        limit :limit
                        """.formatted(newestFirst ? "desc" : ""))
                .param("shift", shift.value())
                .param("after", after)
                .param("limit", limit)
                .query((row, _) -> new Note(
                        row.getObject("id", UUID.class),
                        Sql.instant(row, "at"),
                        row.getString("body"),
                        row.getObject("corrects", UUID.class),
                        row.getBoolean("corrected"),
                        row.getString("unit"),
                        row.getString("post"),
                        Sql.instant(row, "written_at"),
                        row.getLong("applied")))
                .list();
    }

    boolean hasNote(ShiftId shift, UUID note) {
        return sql.sql("select exists (select from duty_note where shift = :shift and id = :note)")
                .param("shift", shift.value())
                .param("note", note)
                .query(Boolean.class)
                .single();
    }

    /// A value of a rule from a day on.
    ///
    /// @param post who decided so; empty for what the product comes with
    record Dated(LocalDate from, int minutes, String post) {}

    /// The newest first; of two for one day what was decided.
    List<Dated> rule(DutyRule rule) {
        return sql.sql("""
                        select valid_from, minutes, post, true as decided from duty_rule_decided where rule = :rule
                        union all
                        select valid_from, minutes, '', false from duty_rule_default where rule = :rule
                        order by valid_from desc, decided desc
                        """)
                .param("rule", rule.name())
                .query((row, _) -> new Dated(
                        row.getObject("valid_from", LocalDate.class), row.getInt("minutes"), row.getString("post")))
                .list();
    }

    Duration rule(DutyRule rule, LocalDate on) {
        return on(rule(rule), on);
    }

    static Duration on(List<Dated> newestFirst, LocalDate day) {
        return newestFirst.stream()
                .filter(each -> !each.from.isAfter(day))
                .findFirst()
                .map(each -> Duration.ofMinutes(each.minutes))
                .orElse(Duration.ZERO);
    }

    /// Posts that must be manned, or had to be, or will have to.
    List<Manned> manned() {
        var open = new LinkedHashMap<Post, LocalDate>();
        var manned = new ArrayList<Manned>();
        sql.sql("select * from duty_manned order by unit, post, valid_from").query(row -> {
            var post = new Post(row.getString("unit"), row.getString("post"));
            LocalDate from = row.getObject("valid_from", LocalDate.class);
            if (row.getBoolean("manned")) {
                open.putIfAbsent(post, from);
            } else {
                LocalDate began = open.remove(post);
                if (began != null) {
                    manned.add(new Manned(post.unit, post.post, began, from));
                }
            }
        });
        open.forEach((post, from) -> manned.add(new Manned(post.unit, post.post, from, null)));
        return manned;
    }

    private static Shift shift(ResultSet row) throws SQLException {
        var id = new ShiftId(row.getObject("id", UUID.class));
        Shift.Act closed = act(row, "closed");
        UUID next = row.getObject("next", UUID.class);
        return new Shift(
                id,
                row.getString("unit"),
                row.getString("post"),
                Sql.instant(row, "from_at"),
                Sql.instant(row, "to_at"),
                row.getObject("series", UUID.class),
                row.getString("cancelled"),
                act(row, "opened"),
                Sql.instantOrNull(row, "handed_at"),
                closed == null
                        ? null
                        : new Shift.Closing(
                                closed, row.getString("key_points"), next == null ? null : new ShiftId(next)));
    }

    private static Shift.@Nullable Act act(ResultSet row, String what) throws SQLException {
        Instant at = Sql.instantOrNull(row, what + "_at");
        return at == null
                ? null
                : new Shift.Act(
                        at,
                        row.getString(what + "_unit"),
                        row.getString(what + "_post"),
                        row.getLong(what + "_applied"));
    }
}
