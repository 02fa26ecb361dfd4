package vn.hiepdong.node.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Credibility;
import vn.hiepdong.node.information.Handling;
import vn.hiepdong.node.information.MovableClock;
import vn.hiepdong.node.information.Purpose;
import vn.hiepdong.node.information.Reliability;
import vn.hiepdong.node.information.SourceKind;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.watch.Line;
import vn.hiepdong.node.watch.LineSource;
import vn.hiepdong.node.watch.Office;

/// Shifts and handovers on the pages and over the interface, with two officers and a clock that is moved. It stands at
/// 02:10 on 11 September 2026, by the clock of the node.
class DutyTest {
    private static final String SHIFTS = "/api/v1/duty/shifts";
    private static final String UNIT = "POL-PC08";
    private static final String POST = "Trực ban tác chiến";

    /// Not marked as a configuration, so that other nodes do not find it.
    static class Parts {
        @Bean
        MovableClock movableClock() {
            return new MovableClock();
        }

        @Bean
        MoreLines moreLines() {
            return new MoreLines();
        }
    }

    /// A line that a test brings into any state.
    static final class MoreLines implements LineSource {
        volatile List<Line> lines = List.of();

        @Override
        public List<Line> lines() {
            return lines;
        }
    }

    private Office pol;
    private MovableClock clock;

    @BeforeEach
    void anOffice(@TempDir Path folder) throws IOException {
        pol = Office.with(folder, "POL", "Công an thành phố", Parts.class);
        clock = pol.node.part(MovableClock.class);
    }

    @AfterEach
    void close() {
        pol.close();
    }

    /// AT-6.5.
    @Test
    void theHandoverAtSevenListsTheOutageAndCannotCloseWithUnreconciledItemsUnacknowledged(@TempDir Path folder)
            throws IOException {
        Office mil = Office.with(folder, "MIL", "Bộ Chỉ huy quân sự thành phố", Parts.class);
        String shift;
        try (mil) {
            pol.connect(mil);
            pol.agree(mil, Realm.REAL, "Quy chế thật");
            shift = take(pol.as(Role.DUTY_OFFICER), "2026-09-11T07:00");
            mil.information().write(Office.COMMANDER, Realm.REAL, null, Office.codes("POL"), item("Vỡ bờ bao Ba Thá"));
            Office.until(() -> pol.as(Role.DUTY_OFFICER).get("/").body().contains("Vỡ bờ bao Ba Thá"));
        }
        pol.sql().sql("""
                        insert into exchange_outage (partner, from_at, to_at, cause)
                        select id, '2026-09-10 14:00Z', '2026-09-10 23:00Z', 'TIMEOUT' from exchange_partner where code = 'MIL'
                        """).update();
        clock.pass(Duration.ofMinutes(290));
        pol.node.part(MoreLines.class).lines = List.of(new Line(
                new AgencyCode("BCD"),
                Line.State.RECONCILING,
                clock.instant(),
                41,
                clock.instant(),
                clock.instant(),
                Line.Age.FRESH));
        // The line to MIL is down for real too, and the clock was set: until the node has noticed both, points come up.
        Browser outgoing = pol.as(Role.DUTY_OFFICER);
        Office.until(() -> {
            String points = outgoing.get("/duty/" + shift + "/handover").body();
            return points.contains("nút này không hoạt động")
                    && outgoing.get("/").body().contains("Mất kết nối</span>");
        });

        String form = outgoing.get("/duty/" + shift + "/handover").body();
        assertThat(form)
                .contains("Vỡ bờ bao Ba Thá", "Mất liên lạc trong ca: không có trả lời", "Đang đồng bộ", "BCD")
                .contains("MIL: mất liên lạc từ")
                .containsPattern("21:00[^<]*10/0?9/2026")
                .containsPattern("0?6:00[^<]*11/0?9/2026");
        Browser incoming = pol.as(Role.DUTY_COMMANDER);
        assertThat(incoming.get("/duty/" + shift + "/read-back").statusCode())
                .as("nothing is signed yet")
                .isEqualTo(409);
        outgoing.get("/duty/" + shift + "/handover");
        assertSees(
                outgoing.post("/duty/" + shift + "/handover", Map.of("form", "SBAR", "SITUATION", "Nước đang lên.")),
                303);

        Map<String, String> ticks = ticks(incoming, shift);
        HttpResponse<String> nothingTicked = readBack(incoming, shift, List.of());
        assertThat(nothingTicked.statusCode()).isEqualTo(409);
        assertThat(left(nothingTicked))
                .contains("Vỡ bờ bao Ba Thá", "href=\"/information/", "Mất liên lạc trong ca", "BCD", "Đang đồng bộ");
        List<String> butOne = ticks.entrySet().stream()
                .filter(each -> !each.getValue().equals("BCD"))
                .map(Map.Entry::getKey)
                .toList();
        HttpResponse<String> oneLeft = readBack(incoming, shift, butOne);
        assertThat(oneLeft.statusCode()).isEqualTo(409);
        assertThat(left(oneLeft)).contains("BCD", "Đang đồng bộ").doesNotContain("Vỡ bờ bao Ba Thá");
        assertThat(state(shift)).isEqualTo("HANDED_OVER");

        HttpResponse<String> bySame = readBack(outgoing, shift, List.copyOf(ticks.keySet()));
        assertThat(bySame.statusCode()).isEqualTo(409);
        assertThat(bySame.body()).contains("Cần một người khác nhận ca");

        HttpResponse<String> taken = readBack(incoming, shift, List.copyOf(ticks.keySet()));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(303);
        assertThat(state(shift)).isEqualTo("CLOSED");
        String next = call("GET", SHIFTS + "/" + shift, "").path("next").asString();
        assertThat(state(next)).isEqualTo("OPEN");
        assertThat(incoming.get("/duty/" + shift).body()).contains("Đã đọc lại", "Nhắc lại: nước đang lên");
        assertThat(readBack(incoming, shift, List.of()).statusCode())
                .as("it closes once")
                .isEqualTo(409);
        String log = incoming.get("/duty/" + shift + "/log").body();
        assertThat(log).contains("Vỡ bờ bao Ba Thá", "có lại liên lạc", "ký bàn giao ca", "ca đóng");
    }

    @Test
    void theLogWritesItselfAndTakesNotesThatAreSetRightByOthers() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        pol.information().write(Office.COMMANDER, Realm.REAL, null, Office.codes(), item("Trước ca"));
        String shift = take(officer, "2026-09-11T07:00");
        pol.information().write(Office.COMMANDER, Realm.REAL, null, Office.codes(), item("Nước lên ở Ba Thá"));
        clock.pass(Duration.ofMinutes(5));

        officer.get("/duty/" + shift);
        assertSees(
                officer.post(
                        "/duty/" + shift + "/notes",
                        Map.of("text", "Gọi trạm Ba Thá: 5,72 m", "at", "2026-09-11T02:12")),
                303);
        JsonNode noted =
                api(Role.DUTY_OFFICER, "POST", SHIFTS + "/" + shift + "/notes", "{\"text\":\"Gọi lại: 5,62 m\"}", 201);
        String first = lines(shift, "").getFirst().path("note").asString("");
        for (JsonNode line : lines(shift, "")) {
            if (line.path("text").asString("").contains("5,72")) {
                first = line.path("note").asString();
            }
        }
        assertThat(first).isNotEqualTo(noted.path("note").asString());
        clock.pass(Duration.ofMinutes(1));
        assertThat(officer.get("/duty/" + shift + "?corrects=" + first).body())
                .contains("Ghi chép này đính chính một ghi chép trước");
        assertSees(
                officer.post(
                        "/duty/" + shift + "/notes",
                        Map.of("text", "Đúng là 5,62 m", "at", "2026-09-11T02:12", "corrects", first)),
                303);

        assertThat(lines(shift, "").stream().map(each -> each.path("kind").asString()))
                .containsExactly("duty.opened", "information.written", "duty.noted", "duty.noted", "duty.noted");
        String page = officer.get("/duty/" + shift + "/log").body();
        assertThat(page)
                .contains("Nước lên ở Ba Thá", "Gọi trạm Ba Thá: 5,72 m", "Đã được đính chính", "Đúng là 5,62 m")
                .doesNotContain("Trước ca");
        assertThat(page.indexOf("Nước lên ở Ba Thá")).isLessThan(page.indexOf("5,72 m"));

        var paged = new ArrayList<String>();
        String after = "";
        do {
            JsonNode part = call("GET", SHIFTS + "/" + shift + "/log?size=2" + after, "");
            part.path("lines").forEach(each -> paged.add(each.path("kind").asString()));
            after = part.path("next").isNull()
                    ? ""
                    : "&after=" + part.path("next").asString();
        } while (!after.isEmpty());
        assertThat(paged).as("page by page nothing is lost or doubled").hasSize(5);
    }

    @Test
    void aNoteNeedsAnOpenShiftATimeThatWasAndNoStamp() {
        Browser officer = pol.as(Role.DUTY_OFFICER);
        String shift = take(officer, "2026-09-11T07:00");
        String notes = SHIFTS + "/" + shift + "/notes";

        assertThat(api(Role.DUTY_OFFICER, "POST", notes, "{\"text\":\"\"}", 400)
                        .path("errors")
                        .toString())
                .contains("text");
        api(Role.DUTY_OFFICER, "POST", notes, "{\"text\":\"x\",\"at\":\"2026-09-12T00:00:00Z\"}", 400);
        api(Role.DUTY_OFFICER, "POST", notes, "{\"text\":\"TỐI MẬT\\nx\"}", 400);
        api(Role.DUTY_OFFICER, "POST", notes, "{\"text\":\"x\",\"corrects\":\"" + shift + "\"}", 400);
        api(Role.VERIFIER, "POST", notes, "{\"text\":\"x\"}", 403);
        api(Role.ADMINISTRATOR, "GET", notes.replace("/notes", "/log"), "", 403);
        api(Role.DUTY_OFFICER, "POST", SHIFTS + "/00000000-0000-7000-8000-000000000000/notes", "{\"text\":\"x\"}", 404);
        String planned =
                plan("2026-09-12T00:00:00Z", "2026-09-12T12:00:00Z", "ONCE", 1).getFirst();
        api(Role.DUTY_OFFICER, "POST", SHIFTS + "/" + planned + "/notes", "{\"text\":\"x\"}", 409);
    }

    @Test
    void aHandoverThatNobodyTakesGoesToTheDutyCommanderAQuarterOfAnHourAfterTheShift() {
        String shift = take(pol.as(Role.DUTY_OFFICER), "2026-09-11T03:10");
        assertThat(pol.as(Role.DUTY_OFFICER).get("/").body()).doesNotContain("Sắp hết ca");

        clock.pass(Duration.ofMinutes(31));
        assertThat(pol.as(Role.DUTY_OFFICER).get("/").body()).contains("Sắp hết ca", "/duty/" + shift + "/handover");

        clock.pass(Duration.ofMinutes(43));
        assertThat(pol.as(Role.DUTY_COMMANDER).get("/").body()).doesNotContain("quá giờ mà chưa bàn giao");
        clock.pass(Duration.ofMinutes(1));
        assertThat(pol.as(Role.DUTY_COMMANDER).get("/").body())
                .contains("Ca trực quá giờ mà chưa bàn giao xong", "/duty/" + shift + "/handover");
        assertThat(pol.as(Role.DUTY_OFFICER).get("/").body()).doesNotContain("quá giờ mà chưa bàn giao");
        assertThat(pol.as(Role.VERIFIER).get("/").body()).doesNotContain("/duty/" + shift);
    }

    @Test
    void theTimeUntilItIsLateIsDated() {
        Browser commander = pol.as(Role.DUTY_COMMANDER);
        commander.get("/duty/rules");
        assertThat(commander
                        .post("/duty/rules", Map.of("rule", "LATE_AFTER", "minutes", "60", "from", "2026-09-11"))
                        .statusCode())
                .as("not from today on")
                .isEqualTo(400);
        assertSees(
                commander.post("/duty/rules", Map.of("rule", "LATE_AFTER", "minutes", "60", "from", "2026-09-12")),
                303);
        Duty duty = pol.node.part(Duty.class);
        assertThat(duty.rule(DutyRule.LATE_AFTER)).isEqualTo(Duration.ofMinutes(15));
        clock.pass(Duration.ofDays(1));
        assertThat(duty.rule(DutyRule.LATE_AFTER)).isEqualTo(Duration.ofMinutes(60));
        assertThat(duty.rule(DutyRule.MINIMUM_REST)).isEqualTo(Duration.ofHours(12));
    }

    @Test
    void aPostIsStoodByOneShiftAtATimeAndTwoOfficersCannotBothTakeIt() {
        take(pol.as(Role.DUTY_OFFICER), "2026-09-11T07:00");
        Browser commander = pol.as(Role.DUTY_COMMANDER);
        commander.get("/duty/taking");
        HttpResponse<String> second =
                commander.post("/duty/taking", Map.of("unit", UNIT, "post", POST, "until", "2026-09-11T08:00"));
        assertThat(second.statusCode()).isEqualTo(409);
        assertThat(second.body()).contains("Vị trí này đang có ca trực");

        String early =
                plan("2026-09-11T00:00:00Z", "2026-09-11T12:00:00Z", "ONCE", 1).getFirst();
        api(Role.DUTY_OFFICER, "POST", SHIFTS + "/" + early + "/opening", "", 409);
    }

    @Test
    void aShiftOfTheRosterIsTakenWhenItsTimeComesAndRelievedByTheNext() {
        List<String> planned = plan("2026-09-11T00:00:00Z", "2026-09-11T12:00:00Z", "ROUND_THE_CLOCK", 2);
        assertThat(planned).hasSize(4);
        api(Role.DUTY_OFFICER, "POST", SHIFTS + "/" + planned.getFirst() + "/opening", "", 409);
        clock.pass(Duration.ofMinutes(261)); // 06:31
        Browser officer = pol.as(Role.DUTY_OFFICER);
        assertThat(officer.get("/").body()).contains("Đến giờ nhận ca");
        officer.get("/duty/" + planned.getFirst());
        assertSees(officer.post("/duty/" + planned.getFirst() + "/opening", Map.of()), 303);
        assertThat(officer.get("/").body()).doesNotContain("Đến giờ nhận ca");

        clock.pass(Duration.ofHours(12));
        officer = pol.as(Role.DUTY_OFFICER);
        officer.get("/duty");
        sign(planned.getFirst());
        Browser incoming = pol.as(Role.DUTY_COMMANDER);
        incoming.get("/duty/" + planned.getFirst() + "/read-back");
        assertSees(readBack(incoming, planned.getFirst(), List.of()), 303);
        assertThat(state(planned.get(1))).isEqualTo("OPEN");

        // The post is given up: only the duty commander does that, and another than who signed.
        api(
                Role.DUTY_OFFICER,
                "POST",
                SHIFTS + "/" + planned.get(1) + "/handover",
                "{\"form\":\"SBAR\",\"sections\":{\"SITUATION\":\"Hết nhiệm vụ.\"}}",
                201);
        var fields = fields(incoming, planned.get(1), List.of());
        fields.put("ends", "1");
        assertSees(incoming.post("/duty/" + planned.get(1) + "/read-back", fields), 303);
        assertThat(call("GET", SHIFTS + "/" + planned.get(1), "").path("next").isNull())
                .isTrue();
        assertThat(state(planned.get(2))).isEqualTo("PLANNED");
    }

    @Test
    void theRosterIsPlannedChangedCancelledAndItsConflictsAreFound() {
        Browser commander = pol.as(Role.DUTY_COMMANDER);
        commander.get("/duty/new");
        String account = pol.sql()
                .sql("select id::text from access_account where username = 'duty_officer'")
                .query(String.class)
                .single();
        assertSees(commander.post("/duty/new", planned("ROUND_THE_CLOCK", "14", account)), 303);
        assertThat(call("GET", SHIFTS + "?size=200", "").path("shifts").size()).isEqualTo(28);
        String week = commander.get("/duty/week?week=2026-09-16").body();
        assertThat(week).contains("07:00–19:00", "19:00–07:00", "duty_officer", "nghỉ chưa đủ 12 giờ");
        assertThat(commander.get("/duty").body()).contains("Xung đột trong lịch");

        // A post that must be manned, and one that overlaps.
        commander.get("/duty/rules");
        assertSees(
                commander.post(
                        "/duty/rules/posts",
                        Map.of("unit", UNIT, "post", "Trực chỉ huy", "since", "2026-09-11", "manned", "true")),
                303);
        assertSees(commander.post("/duty/new", planned("ONCE", "", "")), 303);
        assertThat(commander.get("/duty/week?week=2026-09-14").body())
                .contains("Không có người trực:", "Trực chỉ huy", "Hai ca cùng lúc ở một vị trí:");

        // Who stands what is no part of any entry.
        assertThat(pol.sql().sql("""
                                select convert_from(p.body, 'UTF8') from ledger_entry e
                                join ledger_payload p on p.log = e.log and p.index = e.index
                                where e.kind like 'duty.%'
                                """).query(String.class).list())
                .hasSizeGreaterThan(28)
                .noneMatch(body -> body.contains(account) || body.contains("duty_officer"));

        String first = call("GET", SHIFTS + "?from=2026-09-16T00:00:00Z&size=1", "")
                .path("shifts")
                .path(0)
                .path("id")
                .asString();
        commander.get("/duty/" + first + "/change");
        assertSees(
                commander.post(
                        "/duty/" + first + "/change",
                        Map.of(
                                "unit", UNIT,
                                "post", "Trực thông tin",
                                "from", "2026-09-16T08:00",
                                "to", "2026-09-16T18:00",
                                "account", "")),
                303);
        assertThat(commander.get("/duty?post=" + enc("Trực thông tin")).body())
                .contains("/duty/" + first, "chưa phân công");
        assertThat(commander.get("/duty?mine=1").body()).contains("Không có ca nào");
        assertThat(pol.as(Role.DUTY_OFFICER).get("/duty?mine=1").body()).contains("duty_officer");
        commander.get("/duty/" + first + "/cancellation");
        assertSees(
                commander.post("/duty/" + first + "/cancellation", Map.of("reason", "Đổi lịch", "following", "1")),
                303);
        assertThat(call("GET", SHIFTS + "?size=200&state=CANCELLED", "")
                        .path("shifts")
                        .size())
                .isGreaterThan(1);
        assertThat(commander
                        .post("/duty/" + first + "/cancellation", Map.of("reason", "lần nữa"))
                        .statusCode())
                .isEqualTo(409);

        String page = commander.get("/duty?size=10").body();
        var next = Pattern.compile("rel=\"next\" href=\"([^\"]+)\"").matcher(page);
        assertThat(next.find()).isTrue();
        assertThat(commander.get(next.group(1).replace("&amp;", "&")).statusCode())
                .isEqualTo(200);
        assertThat(commander.get("/duty?time=PAST").body()).contains("Không có ca nào");
        assertThat(commander.get("/duty?from=hôm-qua").statusCode()).isEqualTo(400);

        Browser officer = pol.as(Role.DUTY_OFFICER);
        assertThat(officer.get("/duty/new").statusCode()).isEqualTo(403);
        assertThat(officer.get("/duty/week").statusCode()).isEqualTo(200);
        assertThat(pol.as(Role.ADMINISTRATOR).get("/duty").statusCode()).isEqualTo(403);
    }

    @Test
    void whatDoesNotMakeAShiftIsRefusedWithWords() {
        for (String wrong : List.of(
                "{\"unit\":\"\",\"post\":\"x\",\"from\":\"2026-09-12T00:00:00Z\",\"to\":\"2026-09-12T12:00:00Z\"}",
                "{\"unit\":\"x\",\"post\":\"x\",\"from\":\"2026-09-12T12:00:00Z\",\"to\":\"2026-09-12T12:00:00Z\"}",
                "{\"unit\":\"x\",\"post\":\"x\",\"from\":\"2026-09-12T00:00:00Z\",\"to\":\"2026-09-20T00:00:00Z\"}",
                "{\"unit\":\"x\",\"post\":\"x\",\"from\":\"2026-09-01T00:00:00Z\",\"to\":\"2026-09-01T12:00:00Z\"}",
                "{\"unit\":\"x\",\"post\":\"x\",\"from\":\"2026-09-12T00:00:00Z\",\"to\":\"2026-09-12T12:00:00Z\","
                        + "\"repeat\":\"DAILY\",\"days\":93}")) {
            assertThat(api(Role.DUTY_COMMANDER, "POST", SHIFTS, wrong, 400)
                            .path("errors")
                            .size())
                    .as(wrong)
                    .isEqualTo(1);
        }
        api(Role.DUTY_OFFICER, "POST", SHIFTS, "{}", 403);
    }

    @Test
    void whatTheTablesSayIsWhatTheEntriesSay() {
        List<String> planned = plan("2026-09-10T12:00:00Z", "2026-09-11T00:00:00Z", "DAILY", 3);
        api(Role.DUTY_OFFICER, "POST", SHIFTS + "/" + planned.getFirst() + "/opening", "", 201);
        api(Role.DUTY_OFFICER, "POST", SHIFTS + "/" + planned.getFirst() + "/notes", "{\"text\":\"Gọi trạm\"}", 201);
        sign(planned.getFirst());
        sign(planned.getFirst());
        Browser incoming = pol.as(Role.DUTY_COMMANDER);
        assertSees(readBack(incoming, planned.getFirst(), List.of()), 303);
        incoming.get("/duty/rules");
        incoming.post("/duty/rules", Map.of("rule", "LATE_AFTER", "minutes", "60", "from", "2026-09-12"));
        incoming.post("/duty/rules/posts", Map.of("unit", UNIT, "post", POST, "since", "2026-09-11", "manned", "true"));
        incoming.get("/duty/" + planned.getLast() + "/cancellation");
        incoming.post("/duty/" + planned.getLast() + "/cancellation", Map.of("reason", "Đổi lịch"));

        List<String> grown = rows();
        assertThat(grown).hasSizeGreaterThan(9);
        pol.node.part(Ledger.class).rebuild();
        assertThat(rows()).isEqualTo(grown);
    }

    private List<String> rows() {
        return new DutyTable(JsonMapper.shared())
                .tables().stream()
                        .flatMap(table -> pol
                                .sql()
                                .sql("select '" + table + " ' || t::text from " + table + " t order by 1")
                                .query(String.class)
                                .list()
                                .stream())
                        .toList();
    }

    /// Takes a post over that is not in the roster. Returns the shift.
    private static String take(Browser officer, String until) {
        officer.get("/duty/taking");
        var taken = officer.post("/duty/taking", Map.of("unit", UNIT, "post", POST, "until", until));
        assertThat(taken.statusCode()).as(taken.body()).isEqualTo(303);
        return taken.headers().firstValue("Location").orElseThrow().replace("/duty/", "");
    }

    private void sign(String shift) {
        api(
                Role.DUTY_OFFICER,
                "POST",
                SHIFTS + "/" + shift + "/handover",
                "{\"form\":\"IIMARCH\",\"sections\":{\"INFORMATION\":\"Nước đang lên.\"}}",
                201);
    }

    private static Map<String, String> planned(String repeat, String days, String account) {
        return Map.of(
                "unit", UNIT,
                "post", POST,
                "from", "2026-09-14T07:00",
                "to", "2026-09-14T19:00",
                "repeat", repeat,
                "days", days,
                "account", account);
    }

    private List<String> plan(String from, String to, String repeat, int days) {
        var ids = new ArrayList<String>();
        api(Role.DUTY_COMMANDER, "POST", SHIFTS, """
                        {"unit":"%s","post":"%s","from":"%s","to":"%s","repeat":"%s","days":%d}
                        """.formatted(UNIT, POST, from, to, repeat, days), 201)
                .path("shifts")
                .forEach(each -> ids.add(each.asString()));
        return ids;
    }

    /// Keys of all that can be ticked, and what stands beside each.
    private static Map<String, String> ticks(Browser incoming, String shift) {
        String page = incoming.get("/duty/" + shift + "/read-back").body();
        var found = Pattern.compile("name=\"ticked\" value=\"([^\"]+)\"(?s:.*?)<label[^>]*>([^<]*)</label>")
                .matcher(page);
        var ticks = new HashMap<String, String>();
        while (found.find()) {
            ticks.put(found.group(1), found.group(2));
        }
        return ticks;
    }

    private static HttpResponse<String> readBack(Browser incoming, String shift, List<String> ticked) {
        return incoming.post("/duty/" + shift + "/read-back", fields(incoming, shift, ticked));
    }

    private static Map<String, String> fields(Browser incoming, String shift, List<String> ticked) {
        String page = incoming.get("/duty/" + shift + "/read-back").body();
        var handover = Pattern.compile("name=\"handover\" value=\"([^\"]+)\"").matcher(page);
        var fields = new HashMap<String, String>();
        fields.put("handover", handover.find() ? handover.group(1) : "");
        fields.put("keyPoints", "Nhắc lại: nước đang lên");
        fields.put("until", "2026-09-11T19:00");
        if (!ticked.isEmpty()) {
            fields.put("ticked", String.join("|", ticked));
        }
        return fields;
    }

    private static String left(HttpResponse<String> refused) {
        String body = refused.body();
        int from = body.indexOf("alert-danger");
        return body.substring(from, body.indexOf("<section", from));
    }

    private String state(String shift) {
        return call("GET", SHIFTS + "/" + shift, "").path("state").asString();
    }

    private List<JsonNode> lines(String shift, String query) {
        var lines = new ArrayList<JsonNode>();
        call("GET", SHIFTS + "/" + shift + "/log" + query, "").path("lines").forEach(lines::add);
        return lines;
    }

    private JsonNode call(String method, String path, String body) {
        return api(Role.DUTY_OFFICER, method, path, body, 200);
    }

    private JsonNode api(Role role, String method, String path, String body, int status) {
        var answer = Browser.call(pol.node.url(), method, path, Office.token(role), body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JsonMapper.shared().readTree(answer.body().isEmpty() ? "{}" : answer.body());
    }

    private static void assertSees(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    }

    private static String enc(String text) {
        return java.net.URLEncoder.encode(text, java.nio.charset.StandardCharsets.UTF_8);
    }

    private static Content item(String title) {
        return new Content(
                title,
                title + ".",
                "flood",
                Urgency.FLASH,
                Purpose.RESPONSE,
                Handling.NOI_BO,
                Instant.parse("2026-09-10T19:00:00Z"),
                null,
                SourceKind.OFFICE,
                null,
                Reliability.A,
                Credibility.CONFIRMED,
                List.of(),
                null);
    }
}
