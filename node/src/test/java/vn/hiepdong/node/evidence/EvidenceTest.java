package vn.hiepdong.node.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Credibility;
import vn.hiepdong.node.information.ErasureReason;
import vn.hiepdong.node.information.Handling;
import vn.hiepdong.node.information.ItemRef;
import vn.hiepdong.node.information.Purpose;
import vn.hiepdong.node.information.Reliability;
import vn.hiepdong.node.information.SourceKind;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.watch.Office;
import vn.hiepdong.verifier.Report;
import vn.hiepdong.verifier.Verification;

/// A record that two agencies spoke about, as one file at either.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvidenceTest {
    private static final Actor DUTY = new Actor("PV01", "Trực ban");

    private Office pol;
    private Office mil;

    @BeforeAll
    void twoOffices(@TempDir Path folder) throws IOException {
        pol = new Office(folder, "POL", "Công an thành phố");
        mil = new Office(folder, "MIL", "Bộ Chỉ huy quân sự");
        pol.connect(mil);
        pol.agree(mil, Realm.REAL, "Quy chế phối hợp");
    }

    @AfterAll
    void close() {
        mil.close();
        pol.close();
    }

    @Test
    void theFileProvesWhoSaidWhatAndWhichVersionWasAcknowledgedAtEitherEnd() {
        ItemRef ref = write("Nước lên nhanh ở Ba Thá");
        Office.until(() -> mil.information().item(ref.id()).isPresent());
        mil.information().acknowledge(DUTY, ref.id(), null);
        Office.until(() -> !pol.information()
                .item(ref.id())
                .orElseThrow()
                .acknowledgements()
                .isEmpty());

        for (Office end : List.of(pol, mil)) {
            Office.until(() -> made(end, ref).map(each -> each.waiting() == 0).orElse(false)
                    && made(end, ref).orElseThrow().report().statements().size() == 2);
            byte[] file = made(end, ref).orElseThrow().file();
            Report report = Verification.of(file, Set.of());

            assertThat(report.problems()).as("at %s", end.code).isEmpty();
            Report.Statement written = statement(report, "information.written");
            assertThat(written.says().fields()).containsEntry("content.title", "Nước lên nhanh ở Ba Thá");
            assertThat(written.hash()).isEqualTo(ref.hash().hex());
            Report.Statement acknowledged = statement(report, "information.acknowledged");
            assertThat(acknowledged.about()).isEqualTo(new Report.Place(written.agency(), written.index()));
            assertThat(acknowledged.agency()).startsWith("MIL.");
            assertThat(written.notAfter()).isNotNull();
            assertThat(report.agencies())
                    .extracting(Report.Known::name)
                    .containsExactlyInAnyOrder("Công an thành phố", "Bộ Chỉ huy quân sự");

            byte[] changed = file.clone();
            changed[Arrays.mismatch(file, new byte[file.length]) + file.length / 3] ^= 1;
            assertThat(Verification.of(changed, Set.of()).holds()).isFalse();
        }
    }

    @Test
    void whatWasErasedIsAProvenPlaceWithoutContent() {
        ItemRef ref = write("Gửi nhầm người nhận");
        Office.until(() -> mil.information().item(ref.id()).isPresent());
        pol.information().revoke(DUTY, ref.id(), mil.code, "Gửi nhầm");
        Office.until(() -> mil.information().item(ref.id()).isEmpty());
        Office.until(() -> made(mil, ref).isPresent());

        Report report = Verification.of(made(mil, ref).orElseThrow().file(), Set.of());
        String partners = pol.as(Role.ADMINISTRATOR).get("/partners/MIL").body();
        assertThat(report.agencies()).allSatisfy(each -> assertThat(partners).contains(each.fingerprint()));

        assertThat(report.holds()).isTrue();
        assertThat(statement(report, "information.written").says()).isNull();
    }

    @Test
    void ofAnItemThatItsAuthorErasedTheProofsStayAndSayWhoErasedIt() {
        ItemRef ref = write("Tin sẽ bị xóa");
        Office.until(() -> mil.information().item(ref.id()).isPresent());
        mil.information().acknowledge(DUTY, ref.id(), null);
        pol.information().erase(DUTY, ref.id(), ErasureReason.RETENTION_OVER);

        for (Office end : List.of(pol, mil)) {
            Office.until(() -> made(end, ref)
                    .filter(each ->
                            each.waiting() == 0 && each.report().statements().size() == 5)
                    .isPresent());
            Report report = Verification.of(made(end, ref).orElseThrow().file(), Set.of());

            assertThat(report.problems()).as("at %s", end.code).isEmpty();
            Report.Statement written = statement(report, "information.written");
            assertThat(written.says()).isNull();
            assertThat(written.hash()).isEqualTo(ref.hash().hex());
            assertThat(statement(report, "information.acknowledged").about())
                    .isEqualTo(new Report.Place(written.agency(), written.index()));
            assertThat(statement(report, "information.erased").says().fields())
                    .containsEntry("reason", "RETENTION_OVER");
        }
    }

    @Test
    void anOfficerReadsWhatIsProvenAndTakesTheFileAndTheAuditSaysSo() {
        ItemRef ref = write("Cầu Tế Tiêu ngập");
        Office.until(() -> made(pol, ref).isPresent());

        assertThat(pol.as(Role.VERIFIER).get("/evidence/" + ref.id()).body())
                .contains("Ghi tin", "Công an thành phố", "KHÔNG chứng minh");
        var file = pol.as(Role.VERIFIER).get("/evidence/" + ref.id() + "/file");
        assertThat(file.statusCode()).isEqualTo(200);
        assertThat(file.headers().firstValue("Content-Disposition"))
                .hasValueSatisfying(each -> assertThat(each).contains(ref.id() + ".hdx"));
        assertThat(pol.as(Role.AUDITOR).get("/audit?act=EXPORTED").body())
                .contains(ref.id().toString());
        for (Role role : List.of(Role.ADMINISTRATOR, Role.AUDITOR)) {
            assertThat(pol.as(role).get("/evidence/" + ref.id()).statusCode()).isEqualTo(403);
        }
        assertThat(pol.as(Role.VERIFIER).get("/evidence/" + UUID.randomUUID()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatOlderKeysSignedAndWhatNewerOnesSignedBothHold() {
        ItemRef older = write("Ký bằng khóa cũ");
        Office.until(() -> made(mil, older).isPresent());
        byte[] before = made(mil, older).orElseThrow().file();
        pol.partners().addKeys(DUTY);
        var keys = pol.node.part(vn.hiepdong.node.ledger.Ledger.class).keys();
        pol.partners().retireKeys(keys.roster().current().getFirst().number(), DUTY);
        ItemRef newer = write("Ký bằng khóa mới");
        Office.until(() -> made(mil, newer).isPresent());

        assertThat(Verification.of(before, Set.of()).problems()).isEmpty();
        for (Office end : List.of(pol, mil)) {
            for (ItemRef each : List.of(older, newer)) {
                Office.until(
                        () -> made(end, each).map(made -> made.waiting() == 0).orElse(false));
                byte[] file = made(end, each).orElseThrow().file();
                assertThat(Verification.of(file, Set.of()).problems()).isEmpty();
                assertThat(new String(file, java.nio.charset.StandardCharsets.ISO_8859_1))
                        .contains("rosters/POL.");
            }
        }
    }

    private static java.util.Optional<EvidenceFiles.Made> made(Office at, ItemRef ref) {
        return at.node.part(EvidenceFiles.class).about(ref.id().value());
    }

    private static Report.Statement statement(Report report, String kind) {
        return report.statements().stream()
                .filter(each -> each.kind().equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private ItemRef write(String title) {
        return pol.information()
                .write(
                        DUTY,
                        Realm.REAL,
                        null,
                        Office.codes("MIL"),
                        new Content(
                                title,
                                title,
                                "flood",
                                Urgency.PRIORITY,
                                Purpose.RESPONSE,
                                Handling.NOI_BO,
                                Instant.parse("2026-11-22T02:10:00Z"),
                                null,
                                SourceKind.UNIT,
                                "PC08",
                                Reliability.B,
                                Credibility.PROBABLY_TRUE,
                                List.of(),
                                null));
    }
}
