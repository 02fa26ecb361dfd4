package vn.hiepdong.node.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.exchange.Courier;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Credibility;
import vn.hiepdong.node.information.Handling;
import vn.hiepdong.node.information.Item;
import vn.hiepdong.node.information.ItemRef;
import vn.hiepdong.node.information.Purpose;
import vn.hiepdong.node.information.Reliability;
import vn.hiepdong.node.information.SourceKind;
import vn.hiepdong.node.information.TestAgency;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Regulation;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.space.UsualTimes;
import vn.hiepdong.node.watch.Office;

/// Two offices without a line: files go from hand to hand, so that the test decides when a copy comes.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallTest {
    @TempDir
    private static Path folder;

    private Office pol;
    private Office mil;

    @BeforeAll
    void twoOfficesWithoutALine() throws IOException {
        pol = Office.alone(folder, "POL", "Công an thành phố");
        mil = Office.alone(folder, "MIL", "Bộ CHQS thành phố");
        mil.partners().accept(pol.partners().invitation().json(), Office.COMMANDER);
        carry(mil, pol, false);
        for (Office one : List.of(pol, mil)) {
            var far = one == pol ? mil.code : pol.code;
            one.partners()
                    .confirm(far, one.partners().partner(far).orElseThrow().fingerprint(), Office.COMMANDER);
        }
        var regulation = new Regulation(
                "Quy chế phối hợp",
                "01/QCPH",
                List.of(pol.code, mil.code),
                List.of("Ứng phó thiên tai"),
                UsualTimes.ACKNOWLEDGEMENT,
                UsualTimes.VERIFICATION,
                java.time.LocalDate.parse("2026-01-01"),
                null);
        var hash = pol.spaces().propose(Office.COMMANDER, null, Realm.REAL, regulation);
        carryAll(pol, mil, () -> mil.spaces().version(hash).isPresent());
        mil.spaces().sign(Office.COMMANDER, hash);
        carryAll(mil, pol, () -> pol.spaces().version(hash).orElseThrow().inForce());
    }

    @AfterAll
    void close() {
        pol.close();
        mil.close();
    }

    private static void carry(Office from, Office to, boolean content) throws IOException {
        var made = from.node
                .part(Courier.class)
                .out(to.code, new Courier.Wish(Courier.Range.UNCONFIRMED, content, Courier.USUAL_BYTES));
        try (var file = Files.newInputStream(made.file())) {
            to.node.part(Courier.class).in(file);
        } finally {
            Files.delete(made.file());
        }
    }

    /// Until it came to pass: only what is signed is carried.
    private static void carryAll(Office from, Office to, java.util.function.BooleanSupplier done) {
        Office.until(() -> {
            try {
                carry(from, to, true);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return done.getAsBoolean();
        });
    }

    private ItemRef write(Urgency urgency, String title, String text) {
        return pol.information()
                .write(
                        Office.COMMANDER,
                        Realm.REAL,
                        null,
                        Office.codes("MIL"),
                        new Content(
                                title,
                                text,
                                "flood",
                                urgency,
                                Purpose.RESPONSE,
                                Handling.NOI_BO,
                                Instant.parse("2026-09-01T02:10:00Z"),
                                new Content.Location(20.87, 105.73, null),
                                SourceKind.SENSOR,
                                null,
                                Reliability.B,
                                Credibility.of("2"),
                                List.of(),
                                null));
    }

    private static String now() {
        return LocalDateTime.now(ZoneId.of("Asia/Ho_Chi_Minh"))
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    /// A form is on a page that was opened before.
    private static HttpResponse<String> post(Browser browser, String path, Map<String, String> fields) {
        browser.get("/partners");
        return browser.post(path, fields);
    }

    private static Map<String, String> heard(String number, String title, String text) {
        var fields = new HashMap<String, String>();
        fields.put("from", "POL");
        fields.put("post", "Trực ban");
        fields.put("number", number);
        fields.put("realm", "REAL");
        fields.put("urgency", "FLASH");
        fields.put("title", title);
        fields.put("text", text);
        fields.put("at", now());
        return fields;
    }

    private static long items(Office office, String title) {
        return office.sql()
                .sql("select count(*) from information_item where title = :title")
                .param("title", title)
                .query(Long.class)
                .single();
    }

    @Test
    void at62WhatWasReadByTelephoneIsMatchedWithItsLaterCopyAndNeverDoubled() {
        ItemRef item = write(Urgency.FLASH, "Vỡ đê đoạn Ba Thá", "Nước tràn qua đê, đề nghị sơ tán.");
        write(Urgency.ROUTINE, "Tin thường lệ", "Không cần đọc.");
        CheckNumber number = CheckNumber.of(item.hash());
        Browser caller = pol.as(Role.DUTY_OFFICER);

        assertThat(caller.get("/").body()).contains("đọc tin khẩn qua điện thoại", "Vỡ đê đoạn Ba Thá");
        assertThat(caller.get("/calls/to/MIL").body())
                .contains(number.spoken(), "Vỡ đê đoạn Ba Thá", "Nước tràn qua đê", "Đây là POL")
                .doesNotContain("Tin thường lệ");
        String reading = "/calls/to/MIL/" + item.id() + "/1";
        assertThat(post(caller, reading, Map.of("post", "", "readBack", "", "at", now()))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(
                                caller,
                                reading,
                                Map.of("post", "Trực ban tác chiến", "readBack", "Vỡ đê Ba Thá, rõ", "at", now()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(caller.get("/calls/to/MIL").body()).contains("Trực ban tác chiến");
        assertThat(caller.get("/").body()).doesNotContain("đọc tin khẩn qua điện thoại");
        assertThat(caller.get("/information/" + item.id()).body()).contains("Đã đọc qua điện thoại cho MIL");

        Browser listener = mil.as(Role.DUTY_OFFICER);
        char last = number.digits().charAt(7);
        String misheard = number.digits().substring(0, 7) + (last == '9' ? '0' : (char) (last + 1));
        var wrong = post(listener, "/calls", heard(misheard, "Vỡ đê đoạn Ba Thá", "Nước tràn qua đê, đề nghị sơ tán"));
        assertThat(wrong.statusCode()).isEqualTo(400);
        assertThat(wrong.body()).contains("nghe nhầm");
        var taken = post(
                listener, "/calls", heard(number.spoken(), "Vỡ đê đoạn Ba Thá", "Nước tràn qua đê, đề nghị sơ tán"));
        assertThat(taken.statusCode()).isEqualTo(303);
        assertThat(post(listener, "/calls", heard(number.digits(), "Vỡ đê", "Lần nữa"))
                        .statusCode())
                .as("the same call again")
                .isEqualTo(409);
        assertThat(listener.get("/").body()).contains("chưa có bản điện tử", "Vỡ đê đoạn Ba Thá");
        assertThat(items(mil, "Vỡ đê đoạn Ba Thá")).as("a note is no item").isZero();

        carryAll(pol, mil, () -> mil.information().item(item.id()).isPresent());

        assertThat(items(mil, "Vỡ đê đoạn Ba Thá")).isOne();
        assertThat(listener.get("/information/" + item.id()).body())
                .contains("Đã nghe qua điện thoại", "bản điện tử đến", "giống");
        assertThat(listener.get("/").body()).doesNotContain("chưa có bản điện tử");
        assertThat(listener.get(taken.headers().firstValue("location").orElseThrow())
                        .body())
                .contains("Giống", "/information/" + item.id());
        carryAll(
                mil,
                pol,
                () -> !pol.as(Role.DUTY_OFFICER).get("/calls/to/MIL").body().contains("Vỡ đê đoạn Ba Thá"));
    }

    @Test
    void aCopyThatSaysSomethingElseIsShownAsSuch() {
        ItemRef item = write(Urgency.FLASH, "Cháy kho xăng", "Cháy lúc hai giờ.");
        Browser listener = mil.as(Role.DUTY_OFFICER);
        var taken = post(
                listener, "/calls", heard(CheckNumber.of(item.hash()).digits(), "Cháy kho xăng", "Cháy lúc mười giờ."));
        assertThat(taken.statusCode()).isEqualTo(303);

        carryAll(pol, mil, () -> mil.information().item(item.id()).isPresent());

        assertThat(listener.get("/information/" + item.id()).body()).contains("khác: hãy đối chiếu");
        assertThat(listener.get(taken.headers().firstValue("location").orElseThrow())
                        .body())
                .contains("Khác", "Cháy lúc hai giờ.", "Cháy lúc mười giờ.");
    }

    @Test
    void aNoteThatNoCopyCameForWaitsUntilSomebodySettlesIt() {
        Browser listener = mil.as(Role.DUTY_OFFICER);
        var taken = post(listener, "/calls", heard("", "Sạt lở không số", "Không có số đối chiếu."));
        String note = taken.headers().firstValue("location").orElseThrow();
        Item none = mil.information()
                .item(write(Urgency.FLASH, "Tin khác", "Tin khác").id())
                .orElse(null);
        assertThat(none).isNull();
        assertThat(listener.get("/").body()).contains("Sạt lở không số");

        assertThat(post(listener, note, Map.of("reason", "")).statusCode()).isEqualTo(400);
        assertThat(post(listener, note, Map.of("reason", "Bên gọi đã gửi công văn"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(post(listener, note, Map.of("reason", "Lần nữa")).statusCode())
                .isEqualTo(409);

        assertThat(listener.get("/").body()).doesNotContain("Sạt lở không số");
        assertThat(listener.get(note).body()).contains("Bên gọi đã gửi công văn");
    }

    @Test
    void aSecrecyStampIsRefusedOnTheTelephoneToo() {
        Browser listener = mil.as(Role.DUTY_OFFICER);
        assertThat(post(listener, "/calls", heard("", "Văn bản", "TỐI MẬT\nnội dung"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(listener, "/calls", heard("", "Quá dài", "a".repeat(4001)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(mil.sql()
                        .sql("select count(*) from call_note where title in ('Văn bản', 'Quá dài')")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void onlyThoseOnDutySeeCallsAndAnAdministratorEntersTheNumberOfTheOffice() {
        Browser administrator = pol.as(Role.ADMINISTRATOR);
        var set = post(
                administrator,
                "/calls/to/MIL/contact",
                Map.of("office", "Trực ban tác chiến", "dutyLine", "069 555 123", "radio", "Kênh 5"));
        assertThat(set.statusCode()).isEqualTo(303);
        assertThat(post(
                                administrator,
                                "/calls/to/MIL/contact",
                                Map.of("office", "Trực ban", "dutyLine", "", "radio", ""))
                        .statusCode())
                .isEqualTo(400);
        assertThat(pol.as(Role.DUTY_OFFICER).get("/calls/to/MIL").body()).contains("069 555 123", "Kênh 5");
        for (Role role : List.of(Role.ADMINISTRATOR, Role.AUDITOR, Role.ANALYST)) {
            assertThat(pol.as(role).get("/calls/to/MIL").statusCode())
                    .as(role.name())
                    .isEqualTo(403);
        }
        assertThat(pol.as(Role.DUTY_OFFICER).get("/calls/to/MIL/contact").statusCode())
                .isEqualTo(403);
    }

    @Test
    void anOutageIsOnThePageOfTheLineWithItsCauseAndInTheFigures() {
        Instant from = Instant.now().minus(10, ChronoUnit.HOURS).truncatedTo(ChronoUnit.SECONDS);
        mil.sql()
                .sql("update exchange_partner set confirmed_at = '2026-01-01T00:00:00Z'")
                .update();
        // As if it had been in contact until a moment ago: else the outage that lasts would begin with the year.
        Office.until(() -> mil.sql()
                        .sql("update exchange_link set last_contact = now() - interval '5 minutes'")
                        .update()
                == 1);
        mil.sql().sql("delete from exchange_outage").update();
        mil.sql()
                .sql("update exchange_watching set since = '2026-01-01T00:00:00Z'")
                .update();
        mil.sql().sql("""
                        insert into exchange_outage (partner, from_at, to_at, cause)
                        select id, :from, :from + interval '9 hours', 'TIMEOUT' from exchange_partner
                        """).param("from", vn.hiepdong.node.ledger.Sql.time(from)).update();
        Browser officer = mil.as(Role.DUTY_OFFICER);

        Office.until(() -> officer.get("/partners/POL/line?period=day").body().contains("62,5 %"));
        assertThat(officer.get("/partners/POL/line?period=day").body())
                .contains("Quá thời gian chờ", "62,5 %", "<svg", "Ghi nguyên nhân");
        String outage = "/partners/POL/outage?from=" + from;
        assertThat(officer.get(outage).statusCode()).isEqualTo(200);
        assertThat(post(officer, outage, Map.of("cause", "TUYỆT MẬT")).statusCode())
                .isEqualTo(400);
        assertThat(post(officer, outage, Map.of("cause", "Đứt cáp quang", "fallback", "PIGEON"))
                        .statusCode())
                .isEqualTo(400);
        assertThat(post(officer, outage, Map.of("cause", "Đứt cáp quang", "fallback", "RADIO"))
                        .statusCode())
                .isEqualTo(303);
        assertThat(officer.get("/partners/POL/line").body()).contains("Đứt cáp quang", "Vô tuyến điện");
        assertThat(officer.get("/partners/POL/outage?from=2020-01-01T00:00:00Z").statusCode())
                .isEqualTo(404);
        assertThat(officer.get("/partners/POL/outage?from=yesterday").statusCode())
                .isEqualTo(404);
        assertThat(mil.as(Role.AUDITOR).get("/partners/POL/line").body()).doesNotContain("Ghi nguyên nhân");
        assertThat(mil.as(Role.AUDITOR).get(outage).statusCode()).isEqualTo(403);

        assertThat(Browser.call(mil.node.url(), "GET", "/api/v1/metrics", Office.token(Role.ADMINISTRATOR), "")
                        .body())
                .contains(
                        "hiepdong_link_down_seconds{partner=\"POL\",period=\"DAY\"} 32400",
                        "hiepdong_link_availability{partner=\"POL\",period=\"DAY\"} 0.625");
        assertThat(Browser.call(mil.node.url(), "GET", "/api/v1/partners", Office.token(Role.ADMINISTRATOR), "")
                        .body())
                .contains("\"downSeconds\":32400", "\"freshness\":", "\"cause\":\"TIMEOUT\"");
    }

    /// What was heard is a copy too: when the item is erased, it goes at both ends, and so does what was read back.
    @Test
    void whatWasSaidByTelephoneGoesWithItsItem() {
        String words = "cống Liên Mạc rò thân cống bên hữu";
        ItemRef item = write(Urgency.FLASH, "Sẽ bị xóa", words);
        post(
                pol.as(Role.DUTY_OFFICER),
                "/calls/to/MIL/" + item.id() + "/1",
                Map.of("post", "Trực ban", "readBack", words, "at", now()));
        var taken = post(
                mil.as(Role.DUTY_OFFICER),
                "/calls",
                heard(CheckNumber.of(item.hash()).digits(), "Sẽ bị xóa", words));
        assertThat(taken.statusCode()).isEqualTo(303);
        carryAll(pol, mil, () -> mil.information().item(item.id()).isPresent());
        Office.until(() -> mil.sql()
                        .sql("select count(*) from call_note where item = :item")
                        .param("item", item.id().value())
                        .query(Long.class)
                        .single()
                == 1);
        assertThat(TestAgency.holdsAnywhere(mil.sql(), words)).isTrue();

        pol.information().erase(Office.COMMANDER, item.id(), vn.hiepdong.node.information.ErasureReason.values()[0]);
        carryAll(pol, mil, () -> !TestAgency.holdsAnywhere(mil.sql(), words));
        Office.until(() -> !TestAgency.holdsAnywhere(pol.sql(), words));
    }

    @Test
    void theLogOfCallsIsRebuiltFromTheLedger() {
        post(mil.as(Role.DUTY_OFFICER), "/calls", heard("", "Để lập lại", "Để lập lại."));
        post(
                pol.as(Role.ADMINISTRATOR),
                "/calls/to/MIL/contact",
                Map.of("office", "Trực ban", "dutyLine", "069 1", "radio", ""));
        for (Office office : List.of(pol, mil)) {
            for (String table : List.of("call_contact", "call_reading", "call_note", "exchange_outage_note")) {
                String all = "select coalesce(string_agg(t::text, E'\\n' order by t::text), '') from " + table + " t";
                String before = office.sql().sql(all).query(String.class).single();
                office.node.part(Ledger.class).rebuild();
                assertThat(office.sql().sql(all).query(String.class).single())
                        .as(table)
                        .isEqualTo(before);
            }
        }
    }
}
