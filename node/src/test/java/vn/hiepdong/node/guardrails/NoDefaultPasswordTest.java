package vn.hiepdong.node.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.guardrails.Agencies.Agency;

/// G32: a fresh node lets nobody in, and keeps its keys to itself.
class NoDefaultPasswordTest {
    @TempDir
    private static Path folder;

    private static Agencies agencies;
    private static Agency pol;

    @BeforeAll
    static void start() {
        agencies = new Agencies(folder, "POL");
        pol = agencies.get("POL");
    }

    @AfterAll
    static void close() {
        agencies.close();
    }

    @Test
    void nobodyHasAnAccount() {
        assertThat(count("access_account")).isZero();
        assertThat(count("access_token")).isZero();
        assertThat(count("access_session")).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "admin,admin",
        "admin,password",
        "admin,''",
        "root,root",
        "user,user",
        "hiepdong,hiepdong",
        "quantri,quantri",
        "trucban,trucban",
        "postgres,postgres",
        "'',''"
    })
    void noUsualPasswordOpensIt(String username, String password) {
        var browser = new Browser(pol.node.url());
        assertThat(browser.signIn(username, password).statusCode()).isIn(401, 429);
        assertThat(browser.get("/admin/accounts").statusCode()).isNotEqualTo(200);
        assertThat(count("access_session")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer admin", "Bearer hiepdong", "Bearer 0", "Basic"})
    void noUsualTokenOpensIt(String authorization) {
        var header = authorization.equals("Basic")
                ? "Basic " + Base64.getEncoder().encodeToString("admin:admin".getBytes(StandardCharsets.US_ASCII))
                : authorization;
        assertThat(Browser.call(pol.node.url(), "POST", "/api/v1/information", "", "{}", "Authorization", header)
                        .statusCode())
                .isIn(401, 403);
        assertThat(count("ledger_log where realm <> 'REAL' or not own")).isZero();
    }

    @Test
    void thePageOfTheFirstAccountOpensOnlyWithItsSecret() {
        for (String link : new String[] {"/setup", "/setup?token=", "/setup?token=admin", "/setup?token=0"}) {
            assertThat(new Browser(pol.node.url()).get(link).statusCode())
                    .as(link)
                    .isEqualTo(404);
        }
    }

    @Test
    void keysAreForTheirOwnerAloneAndOutsideTheDatabase() throws Exception {
        var keys = new TreeMap<String, String>();
        try (var files = Files.list(folder.resolve("POL").resolve("keys"))) {
            for (Path file : files.toList()) {
                keys.put(
                        file.getFileName().toString(),
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
                if (file.toString().endsWith(".pub")) continue; // no secret: by it the agency is known again
                byte[] secret = Files.readAllBytes(file);
                assertThat(pol.columnsThatHold(secret)).as(file.toString()).isEmpty();
            }
        }
        assertThat(keys).hasSizeGreaterThanOrEqualTo(4);
        assertThat(keys.values()).containsOnly("rw-------");
    }

    @Test
    void twoNodesNeverHaveTheSameKeys() {
        try (var other = new Agency(folder.resolve("other"), "POL")) {
            assertThat(other.ledger.self().id()).isNotEqualTo(pol.ledger.self().id());
        }
    }

    private static int count(String table) {
        return pol.sql()
                .sql("select count(*) from " + table)
                .query(Integer.class)
                .single();
    }
}
