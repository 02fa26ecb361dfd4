package vn.hiepdong.node.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.SecretAddresses;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.information.MovableClock;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.watch.Appointment;
import vn.hiepdong.node.web.NotFound;

/// A calendar program reads what an officer owes and has to be at; read here by a library of others.
class CalendarTest {
    private final MovableClock clock = new MovableClock();
    private final Instance.Desk desk = new Instance.Desk();
    private TestPostgres.Database database;
    private Instance node;
    private UUID officer;
    private String secret;

    @BeforeEach
    void start(@TempDir Path folder) {
        database = TestPostgres.freshDatabase();
        node = new Instance(folder.resolve("keys"), database, clock, desk, Instance.noMail());
        officer = Instance.account(database, "truc", "", Role.DUTY_OFFICER, "vi");
        secret = node.part(SecretAddresses.class).secret();
        make(secret);
    }

    @AfterEach
    void stop() {
        node.close();
        database.close();
    }

    @Test
    void deadlinesAndShiftsAreReadByAnotherLibraryAndKeepTheirIds() throws Exception {
        Instant due = clock.instant().plus(Duration.ofMinutes(30));
        desk.put("1", "Sạt lở; đường 16, bản \\Bảy\\\nchia cắt " + "rất dài ".repeat(30), "FLASH", due);
        desk.put("2", "Không có hạn", "FLASH", null);
        desk.put("3", "Chuyện kín", "IMMEDIATE", due, Realm.EXERCISE, true);
        desk.appointments.add(appointment(0, false));

        Map<String, VEvent> first = read();
        assertThat(first.keySet())
                .containsExactlyInAnyOrder(
                        "w-real-information-1-mil@pol.hiepdong",
                        "w-exercise-information-3-mil@pol.hiepdong",
                        "shift-1@pol.hiepdong");
        VEvent deadline = event(first, "w-real-information-1-mil@pol.hiepdong");
        assertThat(value(deadline, Property.SUMMARY))
                .startsWith("Hỏa tốc: Sạt lở; đường 16, bản \\Bảy\\ chia cắt rất dài");
        assertThat(value(deadline, Property.DTSTART)).isEqualTo(due.toString().replaceAll("[-:]", ""));
        assertThat(value(deadline, Property.URL)).isEqualTo("https://node.example.vn/information/1");
        assertThat(deadline.getAlarms()).hasSize(1);
        assertThat(value(event(first, "w-exercise-information-3-mil@pol.hiepdong"), Property.SUMMARY))
                .startsWith("[DIỄN TẬP] Thượng khẩn: có việc đang chờ (nội dung hạn chế)");
        VEvent shift = event(first, "shift-1@pol.hiepdong");
        assertThat(value(shift, Property.SEQUENCE)).isEqualTo("0");
        assertThat(value(shift, Property.STATUS)).isEqualTo("CONFIRMED");

        desk.appointments.set(0, appointment(1, true));
        clock.pass(Duration.ofMinutes(5));
        VEvent again = event(read(), "shift-1@pol.hiepdong");
        assertThat(value(again, Property.SEQUENCE)).isEqualTo("1");
        assertThat(value(again, Property.STATUS)).isEqualTo("CANCELLED");
        assertThat(value(again, Property.DTSTAMP)).isGreaterThan(value(shift, Property.DTSTAMP));
    }

    @Test
    void anEmptyQueueIsACalendarToo() throws Exception {
        assertThat(read()).isEmpty();
    }

    @Test
    void linesAreFoldedAtSeventyFiveBytesBetweenLetters() {
        desk.put("1", "Đường ngập ệ ".repeat(20), "FLASH", clock.instant());
        String text = text(ask(secret, "10.0.0.1"));
        assertThat(text.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(75));
        assertThat(text.replace("\r\n ", "").replace("\r\n", "")).doesNotContain("\n", "\r");
        assertThat(text).doesNotContain("\uFFFD");
    }

    @Test
    void onlyTheNewestAddressWorksAndNoneAfterItWasRevoked() {
        String second = node.part(SecretAddresses.class).secret();
        make(second);
        assertThatThrownBy(() -> ask(secret, "10.0.0.1")).isInstanceOf(NotFound.class);
        assertThat(ask(second, "10.0.0.1").getStatusCode().value()).isEqualTo(200);
        node.part(FeedTable.class).revoke(officer);
        assertThatThrownBy(() -> ask(second, "10.0.0.1")).isInstanceOf(NotFound.class);
    }

    @Test
    void theDatabaseHoldsNoAddressThatWorks() {
        assertThat(JdbcClient.create(database)
                        .sql("select notice_feed::text from notice_feed")
                        .query(String.class)
                        .single())
                .doesNotContain(secret);
    }

    @Test
    void theAddressOfAnAccountThatWasClosedDoesNotWork() {
        JdbcClient.create(database)
                .sql("update access_account set active = false")
                .update();
        assertThatThrownBy(() -> ask(secret, "10.0.0.1")).isInstanceOf(NotFound.class);
    }

    @Test
    void whoReadsTooOftenWaitsAndWhoGuessesWaitsLonger() {
        for (int i = 0; i < FeedTable.READS_AN_HOUR; i++) {
            assertThat(ask(secret, "10.0.0.1").getStatusCode().value()).isEqualTo(200);
        }
        assertThat(ask(secret, "10.0.0.1").getStatusCode().value()).isEqualTo(429);
        clock.pass(Duration.ofHours(1));
        assertThat(ask(secret, "10.0.0.1").getStatusCode().value()).isEqualTo(200);

        int refused = 0;
        for (int i = 0; i < 40; i++) {
            try {
                refused += ask("a".repeat(43 - String.valueOf(i).length()) + i, "10.0.0.9")
                                        .getStatusCode()
                                        .value()
                                == 429
                        ? 1
                        : 0;
            } catch (NotFound e) {
                assertThat(refused)
                        .as("wrong guesses after the first that had to wait")
                        .isZero();
            }
        }
        assertThat(refused).isPositive();
    }

    private Appointment appointment(int revision, boolean cancelled) {
        return new Appointment(
                "shift-1",
                "notice.title",
                "Ca đêm",
                "/duty/1",
                Realm.REAL,
                Instant.parse("2026-09-11T11:00:00Z"),
                Instant.parse("2026-09-11T23:00:00Z"),
                revision,
                Instant.parse("2026-09-01T00:00:00Z"),
                Duration.ofHours(1),
                false,
                cancelled);
    }

    private void make(String of) {
        node.part(FeedTable.class).make(UUID.randomUUID(), officer, SecretAddresses.hash(of), clock.instant());
    }

    private ResponseEntity<byte[]> ask(String which, String from) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(from);
        return node.part(CalendarPages.class).calendar(which, request);
    }

    private static String text(ResponseEntity<byte[]> answer) {
        return new String(Objects.requireNonNull(answer.getBody()), StandardCharsets.UTF_8);
    }

    private Map<String, VEvent> read() throws IOException, ParserException {
        Calendar calendar = new CalendarBuilder().build(new StringReader(text(ask(secret, "10.0.0.1"))));
        assertThat(calendar.validate().getEntries()).isEmpty();
        List<VEvent> events = calendar.getComponents(Component.VEVENT);
        return events.stream().collect(Collectors.toMap(each -> value(each, Property.UID), each -> each));
    }

    private static VEvent event(Map<String, VEvent> events, String uid) {
        return Objects.requireNonNull(events.get(uid), uid);
    }

    private static String value(VEvent event, String property) {
        return event.getProperty(property)
                .map(each -> ((Property) each).getValue())
                .orElseThrow(() -> new AssertionError("no " + property));
    }
}
