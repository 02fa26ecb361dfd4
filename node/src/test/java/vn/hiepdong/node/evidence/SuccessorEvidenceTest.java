package vn.hiepdong.node.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.exchange.Compromise;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Credibility;
import vn.hiepdong.node.information.Handling;
import vn.hiepdong.node.information.ItemRef;
import vn.hiepdong.node.information.Purpose;
import vn.hiepdong.node.information.Reliability;
import vn.hiepdong.node.information.SourceKind;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.watch.Office;
import vn.hiepdong.verifier.Report;
import vn.hiepdong.verifier.Verification;

/// The log keys of an agency were compromised: what it said before and what it says since can be proven, and whoever
/// reads the proof is told how far the old log counts.
class SuccessorEvidenceTest {
    private static final Actor DUTY = new Actor("PV01", "Trực ban");

    private Office pol;
    private Office mil;

    @BeforeEach
    void twoOffices(@TempDir Path folder) throws IOException {
        pol = new Office(folder, "POL", "Công an thành phố");
        mil = new Office(folder, "MIL", "Bộ Chỉ huy quân sự");
        pol.connect(mil);
        pol.agree(mil, Realm.REAL, "Quy chế phối hợp");
    }

    @AfterEach
    void close() {
        mil.close();
        pol.close();
    }

    @Test
    void whatWasSignedBeforeAndWhatWasSaidAgainBothHoldAndTheReaderIsTold() {
        ItemRef held = write("Bản tin hai bên cùng giữ");
        Office.until(() -> mil.information().item(held.id()).isPresent());
        mil.information().acknowledge(DUTY, held.id(), null);
        Office.until(() -> statements(pol, held) == 2 && statements(mil, held) == 2);
        byte[] before = made(mil, held).orElseThrow().file();

        pol.partners().suspend(mil.code, DUTY);
        ItemRef again = write("Bản tin chưa ai giữ");
        String key = pol.partners().recoveryKey().orElseThrow().text();
        pol.node.part(Compromise.class).declare(Compromise.Reason.INTRUSION, 1, key, DUTY);
        assertThat(pol.information().item(again.id())).isPresent();
        String fingerprint = pol.partners().partner(mil.code).orElseThrow().fingerprint();
        pol.partners().confirm(mil.code, fingerprint, DUTY);
        Office.until(() -> mil.information().item(again.id()).isPresent());
        mil.information().acknowledge(DUTY, again.id(), null);
        Office.until(() -> statements(pol, again) == 2 && statements(mil, again) == 2);
        Office.until(() -> statements(pol, held) == 2 && statements(mil, held) == 2);

        assertThat(Verification.of(before, Set.of()).problems()).isEmpty();
        for (Office end : List.of(pol, mil)) {
            Report older = Verification.of(made(end, held).orElseThrow().file(), Set.of());
            assertThat(older.problems()).as("at %s", end.code).isEmpty();
            Report.Ending ending = older.endings().getFirst();
            assertThat(ending.next()).isEqualTo(ending.log() + "/2");
            assertThat(ending.reason()).isEqualTo("intrusion");
            assertThat(written(older).log()).isEqualTo(ending.log());
            assertThat(written(older).index()).isLessThan(ending.size());
            assertThat(written(older).again()).isNull();

            Report newer = Verification.of(made(end, again).orElseThrow().file(), Set.of());
            assertThat(newer.problems()).as("at %s", end.code).isEmpty();
            assertThat(newer.endings()).contains(ending);
            assertThat(written(newer).log()).isEqualTo(ending.next());
            assertThat(written(newer).again()).isEqualTo(ending.log());
            assertThat(written(newer).hash()).isEqualTo(again.hash().hex());
            assertThat(newer.statements())
                    .filteredOn(each -> each.kind().equals("information.acknowledged"))
                    .singleElement()
                    .satisfies(each -> assertThat(each.about()).isNotNull());
            String page = end.as(Role.DUTY_COMMANDER)
                    .get("/evidence/" + again.id().value())
                    .body();
            assertThat(page).contains(ending.next(), "máy bị xâm nhập", "Đã ghi lần đầu trong sổ");
            long rows = end.sql()
                    .sql("select count(*) from information_item")
                    .query(Long.class)
                    .single();
            end.node.part(Ledger.class).rebuild();
            assertThat(end.sql()
                            .sql("select count(*) from information_item")
                            .query(Long.class)
                            .single())
                    .isEqualTo(rows);
        }
    }

    private static long statements(Office at, ItemRef ref) {
        return made(at, ref)
                .filter(each -> each.waiting() == 0)
                .map(each -> each.report().statements().size())
                .orElse(0);
    }

    private static Optional<EvidenceFiles.Made> made(Office at, ItemRef ref) {
        return at.node.part(EvidenceFiles.class).about(ref.id().value());
    }

    private static Report.Statement written(Report report) {
        return report.statements().stream()
                .filter(each -> each.kind().equals("information.written"))
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
