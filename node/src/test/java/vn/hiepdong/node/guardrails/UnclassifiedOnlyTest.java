package vn.hiepdong.node.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import vn.hiepdong.node.guardrails.Agencies.Agency;
import vn.hiepdong.node.information.Credibility;
import vn.hiepdong.node.information.Outcome;
import vn.hiepdong.node.information.Reliability;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.web.BadInput;

/// G21, AT-9.4: nothing stamped as a state secret is taken, stored or logged, and there is no level of secrecy to
/// choose.
@ExtendWith(OutputCaptureExtension.class)
class UnclassifiedOnlyTest {
    /// Stands in every refused text, so that it can be looked for afterwards.
    private static final String MARK = "Kho-7K2Q";

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MẬT\nKế hoạch Kho-7K2Q",
                "Kế hoạch Kho-7K2Q\nTỐI MẬT",
                "  [TUYỆT MẬT]\nKho-7K2Q",
                "Số 12/KH\tMẬT\nKho-7K2Q",
                "Độ mật: Tối mật\nKho-7K2Q",
                "T U Y Ệ T   M Ậ T\nKho-7K2Q",
                "TOI MAT\nKho-7K2Q"
            })
    void whatIsStampedIsRefusedAndLeavesNoTrace(String stamped, CapturedOutput output) throws InterruptedException {
        long before = entries();
        assertThatThrownBy(() -> write("Nước lên", stamped)).isInstanceOf(BadInput.class);
        String oneLine = stamped.contains("[") || stamped.contains("\t") ? stamped.replace('\n', '\t') : stamped;
        assertThatThrownBy(() -> write(oneLine, "Nội dung")).isInstanceOf(BadInput.class);
        assertNoTrace(before, output);
    }

    @Test
    void aStampedReasonQuestionOrBasisIsRefusedAndLeavesNoTrace(CapturedOutput output) {
        var item = write("Nước lên", "Mực nước 5,62 m");
        long before = entries();
        String stamped = "TUYỆT MẬT\n" + MARK;
        assertThatThrownBy(() -> pol.information.correct(
                        Agencies.DUTY, item, 1, Agencies.content("Nước rút", "5,40 m"), stamped))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> pol.information.retract(Agencies.DUTY, item, stamped))
                .isInstanceOf(BadInput.class);
        assertThatThrownBy(() -> pol.information.find(
                        Agencies.DUTY, item, 1, null, Outcome.REFUTED, Reliability.B, Credibility.of("2"), stamped))
                .isInstanceOf(BadInput.class);
        assertNoTrace(before, output);
    }

    @Test
    void theNameOfAnAttachmentIsLookedAtToo(CapturedOutput output) {
        long before = entries();
        var plain = Agencies.content("Nước lên", "5,62 m");
        var file = new vn.hiepdong.node.information.Content.AttachmentRef(
                "0".repeat(64), "application/pdf", 1, "[MẬT] " + MARK + ".pdf");
        var content = new vn.hiepdong.node.information.Content(
                plain.title(),
                plain.text(),
                plain.topic(),
                plain.urgency(),
                plain.purpose(),
                plain.handling(),
                plain.eventTime(),
                plain.location(),
                plain.sourceKind(),
                plain.sourceLabel(),
                plain.reliability(),
                plain.credibility(),
                java.util.List.of(file),
                plain.warning());
        assertThatThrownBy(() -> pol.information.write(Agencies.DUTY, Realm.REAL, null, Set.of(), content))
                .isInstanceOf(BadInput.class);
        assertNoTrace(before, output);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mật độ người 4 người/m²",
                "Đã đổi mật khẩu máy đo",
                "Tin báo bí mật của người dân về hố tử thần",
                "Cháy kho mật ong, túi mật không phải mật",
                "MẬT ĐỘ NGƯỜI TẠI CẦU: CAO",
                "Mặt đường ngập 30 cm"
            })
    void ordinaryWordsPass(String text) {
        var item = write("Tin thường", text);
        assertThat(pol.information.item(item).orElseThrow().content().text()).isEqualTo(text);
    }

    @Test
    void thereIsNoLevelOfSecrecyToChoose() {
        // The stamps that are looked for in order to refuse them.
        var lookedFor = Set.of("vn.hiepdong.node.attachment.SecrecyStamp");
        var levels = NodeClasses.all().stream()
                .filter(Class::isEnum)
                .filter(each -> !lookedFor.contains(each.getName()))
                .flatMap(each -> Arrays.stream(each.getEnumConstants()).map(constant -> (Enum<?>) constant))
                .filter(constant -> isSecrecy(constant.name()))
                .map(constant -> constant.getDeclaringClass().getSimpleName() + "." + constant.name());
        assertThat(levels).isEmpty();
        assertThat(NodeClasses.entries()).noneMatch(each -> lookedFor.contains(each.getName()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"SECRET", "TOP_SECRET", "TOI_MAT", "MAT", "CONFIDENTIAL", "CLASSIFIED"})
    void aLevelOfSecrecyWouldBeFound(String constant) {
        assertThat(isSecrecy(constant)).isTrue();
    }

    private static boolean isSecrecy(String constant) {
        return Arrays.stream(constant.toLowerCase(Locale.ROOT).split("_"))
                .anyMatch(Set.of("secret", "mat", "confidential", "classified", "secrecy")::contains);
    }

    @Test
    void noColumnHoldsALevelOfSecrecy() {
        assertThat(pol.sql().sql("""
                                select table_name || '.' || column_name from information_schema.columns
                                where table_schema = 'public'
                                  and column_name ~ '(secrecy|classification|classified|do_mat|secret_level)'
                                """).query(String.class).list()).isEmpty();
    }

    private static vn.hiepdong.node.information.InformationId write(String title, String text) {
        return pol.information
                .write(Agencies.DUTY, Realm.REAL, null, Set.of(), Agencies.content(title, text))
                .id();
    }

    private static long entries() {
        return pol.ledger.logs().stream().mapToLong(LogView::size).sum();
    }

    private static void assertNoTrace(long before, CapturedOutput output) {
        assertThat(entries()).isEqualTo(before);
        assertThat(pol.tablesThatHold(MARK)).isEmpty();
        assertThat(output.getAll()).doesNotContain(MARK);
    }
}
