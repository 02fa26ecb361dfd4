package vn.hiepdong.node.duty;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.web.BadField;
import vn.hiepdong.node.web.Checks;

/// When a shift may close.
class HandoverRulesTest {
    private static final Instant NINE = Instant.parse("2026-11-22T14:00:00Z");
    private static final Point URGENT = item("/information/1", "information.waiting.WRITTEN", true);
    private static final Point ROUTINE = item("/information/2", "information.waiting.WRITTEN", false);
    private static final Point OUTAGE = line(Point.Type.OUTAGE, "TIMEOUT", NINE, null);
    private static final Point CATCHING_UP = line(Point.Type.LINE, "RECONCILING", NINE, null);

    @Test
    void aShiftStaysOpenWhileSomethingThatMustBeReadIsNotTicked() {
        var all = List.of(URGENT, ROUTINE, OUTAGE, CATCHING_UP);

        assertThat(HandoverRules.left(all, Set.of())).containsExactly(URGENT, OUTAGE, CATCHING_UP);
        assertThat(HandoverRules.left(all, Set.of(URGENT.key(), OUTAGE.key()))).containsExactly(CATCHING_UP);
        assertThat(HandoverRules.left(all, Set.of(URGENT.key(), OUTAGE.key(), CATCHING_UP.key())))
                .isEmpty();
        assertThat(HandoverRules.left(List.of(ROUTINE), Set.of())).isEmpty();
    }

    @Test
    void aTickForWhatIsNotOutstandingSaysNothing() {
        assertThat(HandoverRules.readBack(List.of(URGENT, OUTAGE), Set.of(OUTAGE.key(), "something else")))
                .containsExactly(OUTAGE.key());
    }

    @Test
    void anOutageThatEndsIsTheSameButALineThatComesBackIsNew() {
        Point ended = line(Point.Type.OUTAGE, "BROKEN", NINE, NINE.plusSeconds(32_400));
        Point down = line(Point.Type.LINE, "DOWN", NINE, null);

        assertThat(ended.key()).isEqualTo(OUTAGE.key());
        assertThat(down.key()).isNotEqualTo(CATCHING_UP.key());
        assertThat(line(Point.Type.OUTAGE, "TIMEOUT", NINE.plusSeconds(1), null).key())
                .isNotEqualTo(OUTAGE.key());
    }

    @Test
    void anItemThatIsCorrectedMustBeReadAnew() {
        assertThat(item("/information/1", "information.waiting.CORRECTED", true).key())
                .isNotEqualTo(URGENT.key());
    }

    @Test
    void whatCameUpAfterTheHandoverWasSignedIsTold() {
        var signed = new Handover(new UUID(0, 1), "SBAR", List.of(), List.of(URGENT), NINE, "TB", "Trực ban");

        assertThat(HandoverRules.since(signed, List.of(URGENT, CATCHING_UP))).containsExactly(CATCHING_UP.key());
    }

    @Test
    void aHandoverHasAllHeadingsOfItsFormAndSaysSomething() {
        assertThat(wrong(HandoverForm.SBAR, HandoverForm.SBAR, "Nước đang lên")).isEmpty();
        assertThat(wrong(HandoverForm.SBAR, HandoverForm.IIMARCH, "Nước đang lên"))
                .extracting(BadField::field)
                .contains("form");
        assertThat(wrong(HandoverForm.IIMARCH, HandoverForm.IIMARCH, " "))
                .extracting(BadField::field)
                .contains("INFORMATION");
        assertThat(wrong(HandoverForm.SBAR, HandoverForm.SBAR, "x".repeat(4001)))
                .extracting(BadField::field)
                .contains("SITUATION");
        assertThat(wrong(HandoverForm.SBAR, HandoverForm.SBAR, "TUYỆT MẬT\nNước đang lên"))
                .extracting(BadField::field)
                .contains("SITUATION");
    }

    private static List<BadField> wrong(HandoverForm form, HandoverForm written, String text) {
        var sections = written.headings().stream()
                .map(each -> new DutyEntry.Section(each, text))
                .toList();
        var checks = new Checks();
        HandoverRules.check(form, sections, checks);
        return checks.bad();
    }

    private static Point item(String href, String about, boolean must) {
        return new Point(Point.Type.ITEM.name(), about, href, "MIL", "REAL", "FLASH", NINE, null, must);
    }

    private static Point line(
            Point.Type type, String about, Instant from, @org.jspecify.annotations.Nullable Instant until) {
        return new Point(type.name(), about, "/partners", "MIL", "REAL", "", from, until, true);
    }
}
