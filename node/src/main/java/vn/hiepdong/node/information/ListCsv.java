package vn.hiepdong.node.information;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.job.JobTask;
import vn.hiepdong.node.job.JobWork;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.Paging;
import vn.hiepdong.node.web.Refused;
import vn.hiepdong.node.web.Texts;

/// A list as a table for a spreadsheet: the rows, the order and the columns that the officer sees.
///
/// A short one is the answer to its request. A longer one is made in the background, part by part along the order of
/// the list, all of it as of the moment it began.
@Component
final class ListCsv implements JobWork {
    static final String WORK = "information-csv";
    static final String TYPE = "text/csv;charset=UTF-8";
    static final int SHORT = 2000;

    /// What a spreadsheet can hold is little more.
    static final int LONGEST = 1_000_000;

    private static final int PART = 1000;

    private final ListQuery lists;
    private final LampQuery lamps;
    private final FilterInput filters;
    private final Texts texts;
    private final JsonMapper json;
    private final ZoneId zone;

    ListCsv(
            ListQuery lists,
            LampQuery lamps,
            FilterInput filters,
            Texts texts,
            JsonMapper json,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") String zone) {
        this.lists = lists;
        this.lamps = lamps;
        this.filters = filters;
        this.texts = texts;
        this.json = json;
        this.zone = ZoneId.of(zone);
    }

    /// What is to be exported.
    ///
    /// @param query the address of the list
    /// @param mark whether a byte order mark stands first, as spreadsheets want it
    record Order(String query, List<Column> columns, boolean mark) {}

    @Override
    public String name() {
        return WORK;
    }

    @Override
    public String words() {
        return "list.export.work";
    }

    String input(Order order) {
        return json.writeValueAsString(order);
    }

    /// The file's name; it says when it holds an exercise or a test.
    static String file(Realm realm, Instant at, ZoneId zone, Texts texts, Language language) {
        String day = texts.time(language, "list.export.file-time", at.atZone(zone));
        String mark = realm == Realm.REAL ? "" : texts.get(language, "list.export.mark." + realm) + "_";
        return mark + texts.get(language, "list.export.file") + "-" + day + ".csv";
    }

    /// All of it at once; for short lists.
    byte[] whole(Order order, Language language) {
        FormReading reading = read(order);
        List<ItemRow> rows = lists.page(reading.filter(), reading.sort(), null, false, Long.MAX_VALUE, SHORT + 1);
        if (rows.size() > SHORT) {
            throw new Refused("list.export.too-long-at-once", SHORT);
        }
        return (head(order, reading.filter(), language) + lines(order, reading.filter(), rows, language))
                .getBytes(StandardCharsets.UTF_8);
    }

    private record FormReading(Filter filter, Sort sort) {}

    private FormReading read(Order order) {
        var input = ListAddress.parse(order.query()).input();
        return new FormReading(filters.filter(input), FilterInput.sort(input));
    }

    @Override
    public void work(JobTask task) {
        Order order = json.readValue(task.input(), Order.class);
        FormReading reading = read(order);
        Place place = Place.parse(task.place());
        if (place == null) {
            int total = lists.count(reading.filter(), 0, LONGEST + 1);
            if (total > LONGEST) {
                throw new Refused("list.export.too-long");
            }
            place = new Place(lists.newest(reading.filter().realm()), 0, total, List.of());
            store(task, head(order, reading.filter(), task.language()), place);
        }
        while (true) {
            var from = ListPlace.read(reading.sort(), new Paging(place.after(), PART, false));
            List<ItemRow> rows = lists.page(reading.filter(), reading.sort(), from, false, place.top(), PART);
            if (rows.isEmpty()) {
                return;
            }
            place = new Place(
                    place.top(),
                    place.done() + rows.size(),
                    Math.max(place.total(), place.done() + rows.size()),
                    ListPlace.of(reading.sort(), rows.getLast()));
            store(task, lines(order, reading.filter(), rows, task.language()), place);
            if (rows.size() < PART) {
                return;
            }
        }
    }

    /// Where an export goes on.
    private record Place(long top, long done, long total, List<String> after) {
        static @Nullable Place parse(String text) {
            if (text.isEmpty()) {
                return null;
            }
            List<String> parts = Arrays.asList(text.split("\n", -1));
            return new Place(
                    Long.parseLong(parts.get(0)),
                    Long.parseLong(parts.get(1)),
                    Long.parseLong(parts.get(2)),
                    parts.size() < 5 ? List.of() : parts.subList(3, parts.size()));
        }

        String text() {
            return top + "\n" + done + "\n" + total + "\n" + String.join("\n", after);
        }
    }

    private static void store(JobTask task, String lines, Place place) {
        task.store(lines, place.text(), place.done(), place.total());
    }

    private String head(Order order, Filter filter, Language language) {
        var fields = new ArrayList<String>();
        if (filter.realm() != Realm.REAL) {
            fields.add(texts.get(language, "information.realms"));
        }
        if (order.columns().contains(Column.URGENCY)) {
            fields.add(texts.get(language, "list.column.URGENCY"));
        }
        fields.add(texts.get(language, "information.item"));
        fields.add(texts.get(language, "list.column.ORIGIN"));
        fields.add(texts.get(language, "list.column.TOPIC"));
        for (Column column : order.columns()) {
            switch (column) {
                case URGENCY, ORIGIN, TOPIC -> {}
                case LAMPS -> {
                    fields.add(texts.get(language, "information.held"));
                    fields.add(texts.get(language, "information.acknowledged"));
                }
                default -> fields.add(texts.get(language, "list.column." + column));
            }
        }
        return (order.mark() ? Csv.BYTE_ORDER_MARK : "") + Csv.line(fields);
    }

    private String lines(Order order, Filter filter, List<ItemRow> rows, Language language) {
        Map<InformationId, ListPages.Lamps> lit = order.columns().contains(Column.LAMPS) ? lamps.lamps(rows) : Map.of();
        var lines = new StringBuilder();
        for (ItemRow row : rows) {
            lines.append(Csv.line(fields(order, filter, row, lit.get(row.id()), language)));
        }
        return lines.toString();
    }

    private List<String> fields(
            Order order, Filter filter, ItemRow row, ListPages.@Nullable Lamps lit, Language language) {
        var fields = new ArrayList<String>();
        if (filter.realm() != Realm.REAL) {
            fields.add(texts.get(language, "web.realm." + row.realm()));
        }
        if (order.columns().contains(Column.URGENCY)) {
            fields.add(texts.get(language, "web.urgency." + row.urgency()));
        }
        fields.add(row.title());
        fields.add(row.origin().value());
        fields.add(
                Words.TOPICS.contains(row.topic())
                        ? texts.get(language, "information.topic." + row.topic())
                        : row.topic());
        for (Column column : order.columns()) {
            switch (column) {
                case URGENCY, ORIGIN, TOPIC -> {}
                case GRADE -> fields.add(row.grade());
                case STATE -> fields.add(texts.get(language, "information.state." + row.state()));
                case LAMPS -> {
                    // A spreadsheet takes 2/3 for the second of March.
                    fields.add(lit == null || lit.held() < 0 ? "" : of(lit.held(), lit, language));
                    fields.add(lit == null ? "" : of(lit.acknowledged(), lit, language));
                }
                case DUE -> fields.add(time(row.due(), language));
                case EVENT_TIME -> fields.add(time(row.eventTime(), language));
                case WRITTEN -> fields.add(time(row.writtenAt(), language));
                case RECEIVED -> fields.add(time(row.receivedAt(), language));
            }
        }
        return fields;
    }

    private String of(int lit, ListPages.Lamps lamps, Language language) {
        return texts.get(language, "list.export.of", lit, lamps.addressees());
    }

    private String time(@Nullable Instant at, Language language) {
        return at == null ? "" : texts.time(language, "list.export.time", at.atZone(zone));
    }

    /// The columns in the order of the page.
    static List<Column> inOrder(Set<Column> columns) {
        return Arrays.stream(Column.values()).filter(columns::contains).toList();
    }
}
