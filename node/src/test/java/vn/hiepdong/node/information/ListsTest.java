package vn.hiepdong.node.information;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Paging;

/// Lists of two agencies, and one of many rows.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListsTest {
    private static final Filter ALL = Filter.all(Realm.REAL);

    private final MovableClock clock = new MovableClock();
    private TestAgency pol;
    private TestAgency mil;

    @BeforeAll
    void twoAgencies(@TempDir Path folder) throws InterruptedException {
        pol = new TestAgency(folder, "POL", clock);
        mil = new TestAgency(folder, "MIL", clock);
        TestAgency.agree(pol, mil);
    }

    @AfterAll
    void close() {
        pol.close();
        mil.close();
    }

    @ParameterizedTest
    @EnumSource(Sort.class)
    void everyOrderIsReadInBothDirectionsAndDoesNotShiftWhenItemsCome(Sort sort) throws InterruptedException {
        String word = "lật" + sort.name();
        var urgencies = Urgency.values();
        for (int i = 0; i < 11; i++) {
            write(mil, word + " số " + i, urgencies[i % 4], "POL");
            clock.pass(Duration.ofSeconds(7 * (i % 3)));
        }
        TestAgency.deliver(pol, mil);
        Filter filter = filter("words", word, "sort", sort.name());

        List<ItemRow> whole = page(filter, sort, null, false, 100);
        assertThat(whole).hasSize(11).isSortedAccordingTo(order(sort));
        List<ItemRow> second = page(filter, sort, whole.get(3), false, 4);
        assertThat(ids(second)).isEqualTo(ids(whole.subList(4, 8)));

        write(mil, word + " đến sau", sort == Sort.DUE ? Urgency.ROUTINE : Urgency.FLASH, "POL");
        TestAgency.deliver(pol, mil);
        assertThat(ids(page(filter, sort, whole.get(3), false, 4))).isEqualTo(ids(second));
        assertThat(ids(page(filter, sort, second.getFirst(), true, 3)))
                .isEqualTo(ids(whole.subList(1, 4).reversed()));
    }

    @Test
    void goingOnAndGoingBackSeesEveryRowOnce() {
        for (int i = 0; i < 9; i++) {
            write(pol, "vòng tròn " + i, Urgency.values()[i % 3]);
        }
        Filter filter = filter("words", "vòng tròn");
        var on = new ArrayList<InformationId>();
        var starts = new ArrayList<ItemRow>();
        for (ItemRow last = null; ; ) {
            List<ItemRow> rows = page(filter, Sort.URGENCY, last, false, 2);
            if (rows.isEmpty()) {
                break;
            }
            on.addAll(ids(rows));
            starts.add(rows.getFirst());
            last = rows.getLast();
        }
        assertThat(on).hasSize(9).doesNotHaveDuplicates();
        var back = new ArrayList<InformationId>();
        for (ItemRow first = starts.getLast(); ; ) {
            List<ItemRow> rows = page(filter, Sort.URGENCY, first, true, 2);
            if (rows.isEmpty()) {
                break;
            }
            back.addAll(ids(rows));
            first = rows.getLast();
        }
        assertThat(back.reversed()).isEqualTo(on.subList(0, 8));
    }

    @Test
    void whatCameLaterIsCountedAndNotShown() {
        write(pol, "trước mốc", Urgency.ROUTINE);
        long top = pol.lists().newest(Realm.REAL);
        write(pol, "sau mốc", Urgency.ROUTINE);
        Filter filter = filter("words", "mốc");
        assertThat(titles(pol.lists().page(filter, Sort.NEWEST, null, false, top, 50)))
                .containsExactly("trước mốc");
        assertThat(pol.lists().count(filter, top, 100)).isEqualTo(1);
        assertThat(pol.lists().count(filter, 0, 1)).isEqualTo(1);
        assertThat(pol.lists().countInTime(filter, 100)).isEqualTo(2);
    }

    @Test
    void aPeriodIsOrderedByWhenItemsWereWritten() throws InterruptedException {
        Instant start = clock.instant();
        write(mil, "kỳ hạn đến muộn", Urgency.ROUTINE, "POL");
        clock.pass(Duration.ofMinutes(1));
        write(pol, "kỳ hạn viết sau", Urgency.ROUTINE);
        TestAgency.deliver(pol, mil);
        Filter words = filter("words", "kỳ hạn");
        assertThat(titles(page(words, Sort.NEWEST, null, false, 9)))
                .containsExactly("kỳ hạn đến muộn", "kỳ hạn viết sau");
        assertThat(titles(page(period(words, start, start.plusSeconds(3600)), Sort.NEWEST, null, false, 9)))
                .containsExactly("kỳ hạn viết sau", "kỳ hạn đến muộn");
        assertThat(titles(page(period(words, start, start.plusSeconds(30)), Sort.URGENCY, null, false, 9)))
                .containsExactly("kỳ hạn đến muộn");
    }

    @Test
    void aGradeIsWantedOrBetterAndWhatNobodyJudgedStandsForItself() {
        graded("xếp hạng A1", Reliability.A, Credibility.CONFIRMED);
        graded("xếp hạng C3", Reliability.C, Credibility.POSSIBLY_TRUE);
        graded("xếp hạng F6", Reliability.F, Credibility.CANNOT_BE_JUDGED);
        assertThat(found("words", "xếp hạng", "reliability", "C"))
                .containsExactlyInAnyOrder("xếp hạng A1", "xếp hạng C3");
        assertThat(found("words", "xếp hạng", "reliability", "B")).containsExactly("xếp hạng A1");
        assertThat(found("words", "xếp hạng", "reliability", "F")).containsExactly("xếp hạng F6");
        assertThat(found("words", "xếp hạng", "credibility", "2")).containsExactly("xếp hạng A1");
        assertThat(found("words", "xếp hạng", "credibility", "6")).containsExactly("xếp hạng F6");
    }

    @Test
    void anAreaHoldsWhatLiesInIt() {
        write(pol, "trong vùng", Urgency.ROUTINE);
        assertThat(found("words", "trong vùng", "area", "20.8,105.7,20.81,105.71"))
                .hasSize(1);
        assertThat(found("words", "trong vùng", "area", "20.9,105.7,21,105.71")).isEmpty();
    }

    @Test
    void filesAreCountedOfTheNewestVersion() {
        ItemRef ref = write(pol, "tệp kèm theo", Urgency.ROUTINE);
        assertThat(found("words", "tệp kèm theo", "files", "1")).isEmpty();
        Content with = content(
                "tệp kèm theo",
                Urgency.ROUTINE,
                Reliability.A,
                Credibility.CONFIRMED,
                List.of(new Content.AttachmentRef("0".repeat(64), "text/plain", 5, "a.txt")));
        pol.information().correct(TestAgency.DUTY, ref.id(), 1, with, "Thêm tệp");
        assertThat(found("words", "tệp kèm theo", "files", "1")).hasSize(1);
    }

    @Test
    void whatWaitsForUsIsAnAcknowledgementOrAnAnswer() throws InterruptedException {
        ItemRef ref = write(mil, "việc chờ", Urgency.ROUTINE, "POL");
        TestAgency.deliver(pol, mil);
        assertThat(found("words", "việc chờ", "owed", "1")).hasSize(1);
        pol.information().acknowledge(TestAgency.DUTY, ref.id(), null);
        assertThat(found("words", "việc chờ", "owed", "1")).isEmpty();
        mil.information()
                .requestVerification(
                        TestAgency.DUTY,
                        ref.id(),
                        new AgencyCode("POL"),
                        null,
                        "Đúng không?",
                        clock.instant().plusSeconds(60));
        TestAgency.deliver(pol, mil);
        assertThat(found("words", "việc chờ", "owed", "1")).hasSize(1);
        assertThat(page(filter("words", "việc chờ", "sort", "DUE"), Sort.DUE, null, false, 9)
                        .getFirst()
                        .due())
                .isEqualTo(clock.instant().plusSeconds(60));
    }

    @Test
    void whatWasTakenBackIsNotFoundAnyMoreAndItsWordsAreGone() throws InterruptedException {
        ItemRef ref = write(mil, "xyzthuhoi đê Đồng Sương", Urgency.ROUTINE, "POL");
        TestAgency.deliver(pol, mil);
        assertThat(found("words", "xyzthuhoi")).hasSize(1);
        mil.information().revoke(TestAgency.DUTY, ref.id(), new AgencyCode("POL"), "Nhầm nơi nhận");
        TestAgency.deliver(pol, mil);
        assertThat(found("words", "xyzthuhoi")).isEmpty();
        assertThat(pol.holdsAnywhere("xyzthuhoi")).isFalse();
    }

    @Test
    void aCorrectedTitleIsFoundByItsNewWordsOnly() {
        ItemRef ref = write(pol, "vỡ đập Suối Hai", Urgency.ROUTINE);
        pol.information()
                .correct(
                        TestAgency.DUTY,
                        ref.id(),
                        1,
                        content("tràn đập Suối Hai", Urgency.ROUTINE, Reliability.A, Credibility.CONFIRMED, List.of()),
                        "Không vỡ");
        assertThat(found("words", "vo dap suoi")).isEmpty();
        assertThat(found("words", "tran dap suoi")).hasSize(1);
    }

    /// Both roads: words that stand in every row, and words that stand in one far below.
    @Test
    void rareAndFrequentWordsAreFoundAmongManyRows() {
        pol.sql.sql("""
                        insert into information_item (id, space, realm, origin, state, version, title, topic, urgency,
                            source_kind, reliability, credibility, event_time, written_at, received_at, changed_at,
                            applied, words)
                        select gen_random_uuid(), gen_random_uuid(), 'TEST', 'POL', 'RELEASED', 1, 'Hàng ' || n, 'flood',
                            'ROUTINE', 'SENSOR', 'A', '2', now(), now(), now(), now(), n,
                            ('''hang'':1A ''=2hang'':1A ''' || n || ''':2A')::tsvector
                        from generate_series(1, :rows) n
                        """).param("rows", 2 * ListQuery.WINDOW).update();
        assertThat(titles(page(filter("realm", "TEST", "words", "hàng"), Sort.NEWEST, null, false, 50)))
                .hasSize(50)
                .startsWith("Hàng 10000");
        assertThat(found("realm", "TEST", "words", "hàng \"17\"")).containsExactly("Hàng 17");
        assertThat(found("realm", "TEST", "words", "hàng -hang")).isEmpty();
        assertThat(pol.lists().countInTime(filter("realm", "TEST", "words", "hang"), 10_001))
                .isEqualTo(10_000);
    }

    @Test
    void anAddressSaysTheSameWhateverTheOrderOfItsParameters() {
        var one = ListAddress.parse("words=l%C5%A9+%26+b%C3%A3o&realm=REAL&after=xx&nonsense=1");
        var two = ListAddress.parse("realm=REAL&words=l%C5%A9%20%26%20b%C3%A3o&sort=NEWEST");
        assertThat(one.query()).isEqualTo(two.query()).isEqualTo("realm=REAL&words=l%C5%A9+%26+b%C3%A3o");
        assertThat(ListAddress.parse(one.query())).isEqualTo(one);
        assertThat(ListAddress.parse("").query()).isEqualTo("realm=REAL");
    }

    private static Comparator<ItemRow> order(Sort sort) {
        Comparator<ItemRow> newest = Comparator.comparing(ItemRow::applied).reversed();
        return switch (sort) {
            case NEWEST -> newest;
            case URGENCY -> Comparator.comparing(ItemRow::urgency).reversed().thenComparing(newest);
            case DUE ->
                Comparator.comparing((Function<ItemRow, Instant>) row -> {
                            Instant due = row.due();
                            return due == null ? Instant.MAX : due;
                        })
                        .thenComparing(ItemRow::applied);
        };
    }

    private List<ItemRow> page(
            Filter filter, Sort sort, @org.jspecify.annotations.Nullable ItemRow from, boolean back, int limit) {
        var paging = new Paging(from == null ? List.of() : ListPlace.of(sort, from), limit, back);
        return pol.lists().page(filter, sort, ListPlace.read(sort, paging), back, Long.MAX_VALUE, limit);
    }

    private List<String> found(String... parameters) {
        return titles(page(filter(parameters), Sort.NEWEST, null, false, 50));
    }

    private static Filter filter(String... parameters) {
        var values = new java.util.HashMap<String, String>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i], parameters[i + 1]);
        }
        return new FilterInput("Asia/Ho_Chi_Minh").filter(FormInput.starting(values));
    }

    private static Filter period(Filter filter, Instant from, Instant to) {
        return new Filter(
                ALL.realm(),
                ALL.urgency(),
                ALL.topic(),
                ALL.state(),
                ALL.origin(),
                Optional.of(from),
                Optional.of(to),
                filter.words(),
                false);
    }

    private static List<InformationId> ids(List<ItemRow> rows) {
        return rows.stream().map(ItemRow::id).toList();
    }

    private static List<String> titles(List<ItemRow> rows) {
        return rows.stream().map(ItemRow::title).toList();
    }

    private void graded(String title, Reliability letter, Credibility digit) {
        pol.information()
                .write(
                        TestAgency.DUTY,
                        Realm.REAL,
                        null,
                        Set.of(),
                        content(title, Urgency.ROUTINE, letter, digit, List.of()));
    }

    private ItemRef write(TestAgency by, String title, Urgency urgency, String... to) {
        Content content = content(title, urgency, Reliability.A, Credibility.CONFIRMED, List.of());
        return by.information().write(TestAgency.DUTY, Realm.REAL, null, TestAgency.codes(to), content);
    }

    private Content content(
            String title, Urgency urgency, Reliability letter, Credibility digit, List<Content.AttachmentRef> files) {
        return new Content(
                title,
                "Chi tiết",
                "flood",
                urgency,
                Purpose.RESPONSE,
                Handling.NOI_BO,
                clock.instant(),
                new Content.Location(20.806, 105.708, 50.0),
                SourceKind.SENSOR,
                null,
                letter,
                digit,
                files,
                null);
    }
}
