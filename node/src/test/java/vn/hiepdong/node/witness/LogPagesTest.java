package vn.hiepdong.node.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.KeyType;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.SigningKey;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.exchange.Evidence;
import vn.hiepdong.node.ledger.Frozen;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.watch.Office;
import vn.hiepdong.node.witness.WitnessEntry.ForkFound;
import vn.hiepdong.verifier.Verification;

/// What a duty commander and an administrator see of a forked log, and what nobody else does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LogPagesTest {
    private Office pol;
    private Office mil;
    private LogView log;

    @BeforeAll
    void milHasSignedTwoThings(@TempDir Path folder) throws IOException {
        pol = new Office(folder, "POL", "Công an thành phố");
        mil = new Office(folder, "MIL", "Bộ Chỉ huy quân sự");
        pol.connect(mil);
        pol.agree(mil, Realm.REAL, "Quy chế phối hợp");
        Ledger ledger = pol.node.part(Ledger.class);
        log = ledger.logs().stream()
                .filter(each -> each.origin().agency().equals(mil.code))
                .findFirst()
                .orElseThrow();
        SignedNote held = Objects.requireNonNull(log.checkpoint());
        Path keys = folder.resolve("MIL/keys");
        var other = new Checkpoint(
                log.origin().toString(), Checkpoint.parse(held.text()).size(), Hash.sha256(new byte[] {1}));
        SignedNote shown = other.sign(
                SigningKey.of(KeyType.ED25519, Files.readAllBytes(keys.resolve("log-ed25519.seed")))
                        .signer(other.origin(), InstantSource.system()),
                SigningKey.of(KeyType.ML_DSA_44, Files.readAllBytes(keys.resolve("log-mldsa44.seed")))
                        .signer(other.origin(), InstantSource.system()));
        var found = new Evidence(1, other.origin(), held, shown, mil.code, Instant.now());
        byte[] file = pol.node.part(SplitFiles.class).fork(log.origin(), found).orElseThrow();
        ledger.append(new Statement(
                ledger.privatePlace(),
                Office.COMMANDER,
                Set.of(),
                new ForkFound(WitnessEntry.fork(other.origin()), other.origin(), mil.code, file)));
        Office.until(() -> ledger.log(log.id()).orElseThrow().frozen() != null);
    }

    @AfterAll
    void close() {
        mil.close();
        pol.close();
    }

    @Test
    void theForkIsSeenWherePeopleLookAndGoesFromTheQueueWhenSomebodyTookNote() {
        String id = WitnessEntry.fork(log.origin().toString()).toString();
        String page = "/logs/alarms/" + id;
        assertThat(pol.node
                        .part(Ledger.class)
                        .log(log.id())
                        .orElseThrow()
                        .frozen()
                        .reason())
                .isEqualTo(Frozen.Reason.FORK);
        var administrator = pol.as(Role.ADMINISTRATOR);
        assertThat(administrator.get("/").body()).contains(page, "bị tách nhánh");
        assertThat(pol.as(Role.DUTY_COMMANDER).get("/").body()).contains(page);
        assertThat(pol.as(Role.DUTY_OFFICER).get("/").body()).doesNotContain(page);
        assertThat(pol.as(Role.DUTY_OFFICER).get("/partners").body())
                .contains("MIL đã ký hai nội dung khác nhau")
                .doesNotContain(page);
        assertThat(administrator.get("/partners/MIL").body()).contains(page);
        assertThat(administrator.get("/logs").body()).contains("Sổ của MIL đã dừng", "Gọi cho cơ quan đó", page);
        assertThat(administrator.get(page).body()).contains("ĐÃ CHỨNG MINH", "Công an thành phố", "KHÔNG chứng minh");
        assertThat(administrator.get("/logs/" + log.id()).body()).contains("Ký quy chế", "Sổ của MIL đã dừng");

        byte[] file = administrator.get(page + "/file").body().getBytes(StandardCharsets.UTF_8);
        assertThat(file).isNotEmpty();
        assertThat(Verification.of(
                                pol.node
                                        .part(Witness.class)
                                        .file(WitnessEntry.fork(log.origin().toString()))
                                        .orElseThrow(),
                                Set.of())
                        .holds())
                .isTrue();
        assertThat(pol.as(Role.AUDITOR).get("/audit?act=EXPORTED").body()).contains(id);
        assertThat(administrator
                        .get("/api/v1/logs", "Accept", "application/json")
                        .body())
                .contains("\"reason\":\"FORK\"");
        assertThat(administrator
                        .get("/api/v1/logs/alarms", "Accept", "application/json")
                        .body())
                .contains(id, "\"kind\":\"FORK\"");

        assertThat(administrator.post(page + "/acknowledgement", Map.of()).statusCode())
                .isLessThan(400);
        assertThat(administrator.get("/").body()).doesNotContain(page);
        assertThat(administrator.get(page).body()).contains("Đã nhận", "Trực ban POL");
        assertThat(administrator.get("/logs").body()).contains("Sổ của MIL đã dừng");
        for (Role role : new Role[] {Role.DUTY_OFFICER, Role.VERIFIER, Role.ANALYST, Role.AUDITOR}) {
            for (String path : new String[] {"/logs", page, page + "/file"}) {
                assertThat(pol.as(role).get(path).statusCode())
                        .as("%s %s", role, path)
                        .isEqualTo(403);
            }
        }
        assertThat(administrator
                        .get("/logs/alarms/" + java.util.UUID.randomUUID())
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void whyAPartnerWasTurnedAwayIsSaidInWords() {
        pol.sql().sql("""
                        insert into exchange_rejection (partner, status, reason, sha256, length, bytes, at)
                        values ('MIL', 400, 'unknown realm: rehearsal', :sha, 1, '', now())
                        """).param("sha", Hash.sha256(new byte[1]).bytes()).update();
        assertThat(pol.as(Role.ADMINISTRATOR).get("/partners/MIL").body())
                .contains("không bao giờ tự coi là thật", "unknown realm: rehearsal");
    }

    @Test
    void aRebuildFindsTheSameAlarms() {
        Ledger ledger = pol.node.part(Ledger.class);
        var before = rows();
        ledger.rebuild();
        assertThat(rows()).isEqualTo(before).isNotEmpty();
    }

    private java.util.List<String> rows() {
        return pol.sql()
                .sql(
                        "select t::text from witness_report t union all select id || kind || origin || file::text from witness_alarm order by 1")
                .query((row, _) -> row.getString(1))
                .list();
    }
}
