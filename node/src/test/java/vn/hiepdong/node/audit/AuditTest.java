package vn.hiepdong.node.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.watch.Office;

/// G14: what the audit keeps and who reads it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditTest {
    private Office pol;

    @BeforeAll
    void anOffice(@TempDir Path folder) throws IOException {
        pol = new Office(folder, "POL", "Công an thành phố");
    }

    @AfterAll
    void close() {
        pol.close();
    }

    @Test
    void anAccountThatIsOpenedIsInTheAuditAndInThePrivateLog() {
        Ledger ledger = pol.node.part(Ledger.class);
        Browser administrator = pol.as(Role.ADMINISTRATOR);
        administrator.get("/admin/accounts/new");
        long before = events().size();

        var opened = administrator.post(
                "/admin/accounts",
                Map.of(
                        "username", "canbomoi",
                        "displayName", "Cán bộ mới",
                        "unit", "PV01",
                        "post", "Trực ban",
                        "roles", "DUTY_OFFICER",
                        "language", "vi"));

        assertThat(opened.statusCode()).isEqualTo(200);
        assertThat(events()).hasSize((int) before + 1).last().isEqualTo("CREATED");
        assertThat(pol.as(Role.AUDITOR).get("/audit").body()).contains("Tạo tài khoản", "canbomoi", "Trực ban");
        List<String> grown = rows();
        ledger.rebuild();
        assertThat(rows()).isEqualTo(grown);
    }

    @Test
    void aWrongPasswordIsInTheAudit() {
        int before = (int) events().stream().filter("SIGN_IN_FAILED"::equals).count();
        new Browser(pol.node.url()).signIn("verifier", "không phải mật khẩu này");

        assertThat(events().stream().filter("SIGN_IN_FAILED"::equals).count()).isEqualTo(before + 1);
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, mode = EnumSource.Mode.EXCLUDE, names = "AUDITOR")
    void onlyAnAuditorReadsIt(Role role) {
        assertThat(pol.as(role).get("/audit").statusCode()).isEqualTo(403);
    }

    @Test
    void aLongAuditIsReadPageByPageAndByAct() {
        Audit audit = pol.node.part(Audit.class);
        var officer = new vn.hiepdong.node.access.Officer(
                UUID.randomUUID(),
                "trucban",
                "Trực ban",
                "PV01",
                "Trực ban",
                java.util.Set.of(Role.DUTY_OFFICER),
                java.util.Set.of());
        for (int i = 0; i < 5; i++) {
            audit.searched(officer, "information", "words=đê số " + i);
        }
        audit.exported(officer, "information", "x".repeat(5000), 12);
        Browser auditor = pol.as(Role.AUDITOR);

        assertThat(auditor.get("/audit?act=SEARCHED").body())
                .contains("words=đê số 4", "words=đê số 0")
                .doesNotContain("xxxxxxxx");
        String first = auditor.get("/audit?act=SEARCHED&size=3").body();
        assertThat(first).contains("words=đê số 4").doesNotContain("words=đê số 1");
        var next = java.util.regex.Pattern.compile("rel=\"next\" href=\"([^\"]+)\"")
                .matcher(first);
        assertThat(next.find()).isTrue();
        assertThat(auditor.get(next.group(1).replace("&amp;", "&")).body())
                .contains("words=đê số 1")
                .doesNotContain("words=đê số 2");
        assertThat(auditor.get("/audit?act=EXPORTED").body())
                .contains("x".repeat(1000))
                .doesNotContain("x".repeat(1001));
    }

    private List<String> events() {
        return pol.sql()
                .sql("select act from audit_event order by applied")
                .query(String.class)
                .list();
    }

    private List<String> rows() {
        return pol.sql()
                .sql("select e::text from audit_event e order by applied")
                .query(String.class)
                .list();
    }
}
