package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.format.RecoveryKey;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.terminal.Subcommand;
import vn.hiepdong.node.terminal.Terminal;
import vn.hiepdong.node.watch.Office;

/// What an administrator does about keys: on the pages and at the terminal of a whole node.
class KeyOfficeTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
    private final Terminal terminal = new Terminal(out, out, Locale.ENGLISH);

    @TempDir
    private Path folder;

    private Office pol;

    @BeforeEach
    void anOffice() throws IOException {
        pol = Office.alone(folder, "POL", "Công an thành phố");
    }

    @AfterEach
    void close() {
        pol.close();
    }

    private String run(int expected, Role role, String... arguments) {
        said.reset();
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", pol.node.url(), "--token", Office.token(role)));
        Subcommand command =
                all.removeFirst().equals("keys") ? new KeysCommand(terminal, Map.of()) : new ResumeSigning(terminal);
        int code = command.run(all);
        String text = said.toString(StandardCharsets.UTF_8);
        assertThat(code).as(text).isEqualTo(expected);
        return text;
    }

    @Test
    void keysAreShownChangedAndCarriedAwayAtTheTerminal() throws IOException {
        RecoveryKey key = pol.partners().recoveryKey().orElseThrow();
        assertThat(run(0, Role.ADMINISTRATOR, "keys", "show"))
                .contains(pol.partners().self().agency().fingerprint(), "signs", "still on this node")
                .doesNotContain(key.text(), key.text().replace("-", ""));
        assertThat(run(1, Role.ADMINISTRATOR, "keys", "carried", "0000-0000")).contains("last eight characters");
        assertThat(run(0, Role.ADMINISTRATOR, "keys", "carried", key.end())).doesNotContain("still on this node");
        assertThat(run(0, Role.ADMINISTRATOR, "keys", "rotate").lines().filter(each -> each.endsWith("signs")))
                .hasSize(2);
        run(1, Role.ADMINISTRATOR, "keys", "rotate");
        assertThat(run(0, Role.ADMINISTRATOR, "keys", "retire", "0")).contains("retired");
        run(1, Role.ADMINISTRATOR, "keys", "retire", "1");
        run(0, Role.ADMINISTRATOR, "keys", "receipts");
        assertThat(pol.partners().roster(pol.partners().self().agency()).mirrors())
                .hasSize(1);
        run(1, Role.ADMINISTRATOR, "keys", "switch");
        assertThat(run(0, Role.ADMINISTRATOR, "keys", "line")).contains("keys switch");
        assertThat(pol.as(Role.ADMINISTRATOR).get("/admin/keys").body()).contains("/admin/keys/line/switch");
        assertThat(pol.as(Role.ADMINISTRATOR).get("/admin/keys/line/switch").statusCode())
                .isEqualTo(200);
        assertThat(run(0, Role.ADMINISTRATOR, "keys", "switch")).doesNotContain("keys switch");
        Path statement = folder.resolve("statement.txt");
        run(0, Role.ADMINISTRATOR, "keys", "statement", statement.toString());
        assertThat(Files.readString(statement)).isEqualTo(pol.partners().keyStatement());
        assertThat(run(1, Role.ADMINISTRATOR, "keys", "statement", statement.toString()))
                .contains("already");
    }

    @Test
    void whatCannotBeDoneIsSaidInWords() throws IOException {
        Path paper = Files.writeString(
                folder.resolve("paper.txt"),
                pol.partners().recoveryKey().orElseThrow().text());
        assertThat(run(1, Role.ADMINISTRATOR, "keys", "recover", paper.toString()))
                .contains("No keys are lost");
        assertThat(run(
                        1,
                        Role.ADMINISTRATOR,
                        "keys",
                        "recover",
                        folder.resolve("none").toString()))
                .contains("Cannot read");
        assertThat(run(1, Role.ADMINISTRATOR, "keys", "object")).contains("nothing to object to");
        run(1, Role.ADMINISTRATOR, "keys", "approve", "MIL", "0123456789abcdef");
        for (String[] wrong : new String[][] {
            {"keys"},
            {"keys", "retire", "x"},
            {"keys", "approve", "mil", "1"},
            {"keys", "recover"},
            {"keys", "show", "all"}
        }) {
            assertThat(run(2, Role.ADMINISTRATOR, wrong)).contains("keys statement");
        }
        assertThat(run(1, Role.DUTY_OFFICER, "keys", "show")).startsWith("Not done");
        run(1, Role.DUTY_OFFICER, "keys", "rotate");
        assertThat(pol.partners().roster(pol.partners().self().agency()).steps())
                .isEmpty();
    }

    @Test
    void thatOthersHaveTheKeysIsStatedWithTheRecoveryKeyAfterThePlanWasSeen() throws IOException {
        Browser administrator = pol.as(Role.ADMINISTRATOR);
        String key = pol.partners().recoveryKey().orElseThrow().text();
        Path paper = Files.writeString(folder.resolve("paper.txt"), key);
        assertThat(run(0, Role.ADMINISTRATOR, "keys", "compromised"))
                .contains("if 2 partners", "hd1/real/", "Nothing is done yet");
        run(0, Role.ADMINISTRATOR, "keys", "compromised", "3");
        run(1, Role.ADMINISTRATOR, "keys", "compromised", "99");
        run(2, Role.ADMINISTRATOR, "keys", "compromised", "all");
        assertThat(run(1, Role.ADMINISTRATOR, "keys", "compromised", "because", paper.toString()))
                .contains("medium-lost");
        run(1, Role.DUTY_OFFICER, "keys", "compromised", "copied", paper.toString());
        assertThat(administrator.get("/admin/keys").body()).contains("/admin/keys/compromise");
        assertThat(administrator.get("/admin/keys/compromise?holders=0").statusCode())
                .isEqualTo(400);
        assertThat(administrator.get("/admin/keys/compromise?holders=5").body()).contains("Sổ riêng của đơn vị");
        assertThat(pol.as(Role.DUTY_COMMANDER).get("/admin/keys/compromise").statusCode())
                .isEqualTo(403);
        var wrong = administrator.post(
                "/admin/keys/compromise", Map.of("holders", "2", "reason", "COPIED", "key", "0000-0000"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        var incomplete = administrator.post("/admin/keys/compromise", Map.of("holders", "2", "key", key));
        assertThat(incomplete.statusCode()).isEqualTo(400);
        assertThat(pol.partners().roster(pol.partners().self().agency()).number())
                .isEqualTo(1);
        var done = administrator.post(
                "/admin/keys/compromise", Map.of("holders", "2", "reason", "MEDIUM_LOST", "key", key));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(pol.partners().roster(pol.partners().self().agency()).number())
                .isEqualTo(2);
        assertThat(administrator.get("/logs").body()).contains("Đã kết thúc", "sổ nối tiếp thứ 2");
        Files.writeString(paper, pol.partners().recoveryKey().orElseThrow().text());
        assertThat(run(0, Role.ADMINISTRATOR, "keys", "compromised", "copied", paper.toString(), "1"))
                .contains("signs");
        assertThat(pol.partners().roster(pol.partners().self().agency()).number())
                .isEqualTo(3);
    }

    @Test
    void anOperatorIsToldWhatSigningAgainMeansBeforeItIsDone() {
        assertThat(run(0, Role.ADMINISTRATOR, "resume-signing")).contains("--yes");
        assertThat(run(0, Role.ADMINISTRATOR, "resume-signing", "--yes")).contains("private log");
        run(2, Role.ADMINISTRATOR, "resume-signing", "now");
        run(1, Role.DUTY_OFFICER, "resume-signing", "--yes");
    }

    @Test
    void thePagesShowTheRecoveryKeyUntilItsEndWasReadFromACopy() {
        Browser administrator = pol.as(Role.ADMINISTRATOR);
        String key = pol.partners().recoveryKey().orElseThrow().text();
        assertThat(administrator.get("/admin/keys").body())
                .contains("/admin/keys/recovery")
                .doesNotContain(key);
        assertThat(administrator.get("/admin/keys/recovery").body()).contains(key);
        assertThat(pol.as(Role.DUTY_COMMANDER).get("/admin/keys/recovery").statusCode())
                .isEqualTo(403);
        var wrong = administrator.post("/admin/keys/recovery/confirmation", Map.of("end", "0000-0000"));
        assertThat(wrong.statusCode()).isEqualTo(422);
        assertThat(wrong.body()).contains(key);
        var refused = administrator.post("/admin/keys/recovery", Map.of("key", key));
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("Không có khóa nào bị mất");
        administrator.post("/admin/keys/recovery/confirmation", Map.of("end", key.substring(key.length() - 9)));
        assertThat(administrator.get("/admin/keys").body()).doesNotContain("/admin/keys/recovery\"");
        assertThat(pol.partners().recoveryKey()).isEmpty();
        var statement = administrator.get("/admin/keys/statement");
        assertThat(statement.body()).isEqualTo(pol.partners().keyStatement());
    }
}
