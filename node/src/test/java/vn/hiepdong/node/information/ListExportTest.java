package vn.hiepdong.node.information;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.job.JobResults;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.watch.Office;

/// Lists that are taken out of the node, at once and in the background.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ListExportTest {
    private static final int ROWS = 3 * ListCsv.SHORT + 7;

    private Office pol;
    private JdbcClient sql;

    @BeforeAll
    void anOfficeWithManyRows(@TempDir Path folder) throws IOException {
        pol = new Office(folder, "POL", "Công an thành phố");
        sql = JdbcClient.create(pol.database);
        sql.sql("""
                        insert into information_item (id, space, realm, origin, state, version, title, topic, urgency,
                            source_kind, reliability, credibility, event_time, written_at, received_at, changed_at,
                            applied)
                        select gen_random_uuid(), gen_random_uuid(), 'TEST', 'POL', 'RELEASED', 1, 'Hàng ' || n, 'flood',
                            'ROUTINE', 'SENSOR', 'A', '2', now(), now(), now(), now(), n
                        from generate_series(1, :rows) n
                        """).param("rows", ROWS).update();
    }

    @AfterAll
    void close() {
        pol.close();
    }

    @Test
    void aShortListIsTheAnswerAndHoldsExactlyWhatIsShown() {
        write("=HYPERLINK(\"http://x\") xuất, ngắn", Urgency.FLASH);
        write("Xuất ngắn hai", Urgency.ROUTINE);
        write("Không thuộc bộ lọc", Urgency.ROUTINE);
        Browser officer = pol.as(Role.DUTY_OFFICER);
        officer.get("/information?realm=REAL");
        officer.post(
                "/information/look", Map.of("query", "", "column", "URGENCY|STATE|WRITTEN", "density", "COMFORTABLE"));
        HttpResponse<String> sent =
                officer.post("/information/exports", Map.of("query", "words=xuat+ngan&sort=URGENCY", "mark", "1"));
        assertThat(sent.statusCode()).isEqualTo(303);
        HttpResponse<String> file =
                officer.get(sent.headers().firstValue("Location").orElseThrow());
        assertThat(file.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("attachment", "thong-tin-");
        List<String> lines = List.of(file.body().split("\r\n"));
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("\uFEFFĐộ khẩn,Tin,Cơ quan,Lĩnh vực,Trạng thái,Lập lúc");
        assertThat(lines.get(1)).startsWith("Hỏa tốc,\"'=HYPERLINK(\"\"http://x\"\") xuất, ngắn\",POL,");
        assertThat(lines.get(2))
                .startsWith("Thường,Xuất ngắn hai,POL,")
                .matches(".*\\d\\d/\\d\\d/\\d{4} [0-9:]{8} \\+07:00");
        assertThat(officer.get("/information/list.csv?words=xuat+ngan&mark=0").body())
                .startsWith("Độ khẩn");
        assertThat(pol.as(Role.AUDITOR).get("/audit?act=EXPORTED").body()).contains("xuat+ngan");
    }

    @Test
    void aLongListIsMadeInTheBackgroundAndFoundAgain() {
        Browser officer = pol.as(Role.DUTY_COMMANDER);
        officer.get("/information?realm=TEST");
        HttpResponse<String> sent = officer.post("/information/exports", Map.of("query", "realm=TEST", "mark", "1"));
        assertThat(sent.headers().firstValue("Location")).hasValue("/jobs");
        String result = result(officer);
        HttpResponse<String> file = officer.get(result);
        assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("THU-NGHIEM_");
        List<String> lines = file.body().lines().toList();
        assertThat(lines).hasSize(ROWS + 1).doesNotHaveDuplicates();
        assertThat(lines.get(1)).contains("Hàng " + ROWS);
        assertThat(lines.getLast()).contains("Hàng 1,");

        assertThat(pol.as(Role.ANALYST).get(result).statusCode()).isEqualTo(404);
        assertThat(pol.as(Role.ADMINISTRATOR).get("/jobs").statusCode()).isEqualTo(403);
        assertThat(pol.as(Role.AUDITOR).get("/audit?act=EXPORTED").body()).contains("6.007");
        assertThat(officer.get("/information/list.csv?realm=TEST").statusCode()).isEqualTo(409);
    }

    @Test
    void aRunWhoseProcessDiedGoesOnAfterItsLastPart() {
        Browser officer = pol.as(Role.ANALYST);
        UUID account = sql.sql("select id from access_account where username = 'analyst'")
                .query(UUID.class)
                .single();
        UUID run = UUID.randomUUID();
        String input = "{\"query\":\"realm=TEST\",\"columns\":[\"STATE\"],\"mark\":false}";
        var row = sql.sql(
                        "select urgency, written_at, applied from information_item where realm = 'TEST' and applied = 8")
                .query((each, _) -> String.join(
                        "\n",
                        "NEWEST",
                        each.getString("urgency"),
                        each.getObject("written_at", java.time.OffsetDateTime.class)
                                .toInstant()
                                .toString(),
                        "",
                        "8"))
                .single();
        sql.sql("""
                        insert into job_run (id, account, work, subject, query, input, language, file, content_type, state,
                            attempt, done, total, parts, place, ordered_at)
                        values (:id, :account, 'information-csv', 'chết giữa chừng', 'realm=TEST', :input, 'VI', 'x.csv',
                            'text/csv', 'RUNNING', 1, :done, :total, 1, :place, now())
                        """)
                .param("id", run)
                .param("account", account)
                .param("input", input)
                .param("done", ROWS - 7)
                .param("total", ROWS)
                .param("place", ROWS + "\n" + (ROWS - 7) + "\n" + ROWS + "\n" + row)
                .update();
        sql.sql("insert into job_part (run, part, bytes) values (:id, 1, :bytes)")
                .param("id", run)
                .param("bytes", packed("phần đầu\r\n"))
                .update();
        sql.sql("""
                        insert into database_task (task_name, task_instance, execution_time, picked, picked_by,
                            last_heartbeat, version)
                        values ('job', :id, now() - interval '1 hour', true, 'killed', now() - interval '1 hour', 2)
                        """).param("id", run.toString()).update();
        String file = officer.get(result(officer)).body();
        assertThat(file.lines()).hasSize(8).first().isEqualTo("phần đầu");
        assertThat(file).contains("Hàng 7,", "Hàng 1,").doesNotContain("Hàng 8,");
    }

    @Test
    void whatWasStoppedGoesOnWhenItIsWantedAgainAndAResultGoesWhenSomethingIsTakenBack() {
        Browser officer = pol.as(Role.VERIFIER);
        officer.get("/information?realm=TEST");
        officer.post("/information/exports", Map.of("query", "realm=TEST&words=&urgency=ROUTINE", "mark", "0"));
        String page = officer.get("/jobs").body();
        var id = Pattern.compile("/jobs/([0-9a-f-]{36})/").matcher(page);
        assertThat(id.find()).isTrue();
        officer.post("/jobs/" + id.group(1) + "/cancellation", Map.of());
        officer.post("/jobs/" + id.group(1) + "/retry", Map.of());
        assertThat(officer.get(result(officer)).body().lines()).hasSize(ROWS + 1);

        pol.node.part(JobResults.class).discard(ListCsv.WORK);
        assertThat(officer.get("/jobs").body()).contains("vừa bị thu hồi").doesNotContain("/result");
        assertThat(sql.sql("select count(*) from job_part where run = :id")
                        .param("id", UUID.fromString(id.group(1)))
                        .query(Integer.class)
                        .single())
                .isZero();
        officer.post("/jobs/" + id.group(1) + "/removal", Map.of());
        assertThat(officer.get("/jobs").body()).contains("Không có việc nào");
    }

    private static byte[] packed(String text) {
        var bytes = new java.io.ByteArrayOutputStream();
        try (var packed = new java.util.zip.GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String result(Browser officer) {
        var link = Pattern.compile("href=\"(/jobs/[0-9a-f-]{36}/result)\"");
        Office.until(() -> link.matcher(officer.get("/jobs").body()).find());
        var found = link.matcher(officer.get("/jobs").body());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private void write(String title, Urgency urgency) {
        pol.information()
                .write(
                        new Actor("POL-PC08", "Trực ban POL"),
                        Realm.REAL,
                        null,
                        Set.of(),
                        PagesTest.content(title, urgency));
    }
}
