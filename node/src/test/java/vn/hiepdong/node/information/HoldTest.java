package vn.hiepdong.node.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Refused;

/// Legal holds: for a time nobody erases an item (G16).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HoldTest {
    private static final AgencyCode POL = new AgencyCode("POL");
    private static final AgencyCode MIL = new AgencyCode("MIL");
    private static final Duration DAY = Duration.ofDays(1);

    private final MovableClock clock = new MovableClock();
    private TestAgency pol;
    private TestAgency mil;
    private TestAgency aut;

    @BeforeAll
    void threeAgenciesWithARegulation(@TempDir Path folder) throws InterruptedException {
        pol = new TestAgency(folder, "POL", clock);
        mil = new TestAgency(folder, "MIL", clock);
        aut = new TestAgency(folder, "AUT", clock);
        TestAgency.agree(pol, mil, aut);
    }

    @AfterAll
    void close() {
        pol.close();
        mil.close();
        aut.close();
    }

    @Test
    void aHeldItemIsNeitherErasedNorTakenBackUntilTheHoldIsLifted() throws InterruptedException {
        InformationId id = write("Đang-lưu-giữ");
        TestAgency.deliver(pol, mil, aut);
        hold(mil, id, "12/QĐ-VKS", DAY);
        TestAgency.deliver(pol, mil, aut);

        for (TestAgency agency : List.of(pol, mil, aut)) {
            assertThat(agency.information().holds(id)).singleElement().satisfies(hold -> {
                assertThat(hold.agency()).isEqualTo(MIL);
                assertThat(hold.reference()).isEqualTo("12/QĐ-VKS");
                assertThat(hold.post()).isEqualTo(TestAgency.COMMANDER.post());
            });
        }
        assertThatThrownBy(() -> pol.information().erase(TestAgency.COMMANDER, id, ErasureReason.NOT_NEEDED))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> pol.information().revoke(TestAgency.COMMANDER, id, MIL, "không cần"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> pol.information().lift(TestAgency.COMMANDER, id))
                .as("only who placed it lifts it")
                .isInstanceOf(Refused.class);

        mil.information().lift(TestAgency.COMMANDER, id);
        TestAgency.deliver(pol, mil, aut);
        assertThat(pol.information().holds(id)).isEmpty();
        pol.information().erase(TestAgency.COMMANDER, id, ErasureReason.NOT_NEEDED);
        TestAgency.deliver(pol, mil, aut);
        assertThat(mil.holdsAnywhere("Đang-lưu-giữ")).isFalse();
        assertThat(pol.holds().ended(Realm.REAL, 10))
                .as("that it was held, and by whom, outlives the item")
                .anyMatch(each -> each.id().equals(id) && each.ended() == Hold.Ended.LIFTED);
        rebuiltEqual();
    }

    @Test
    void theWriterOfAnItemHoldsItTooAndNeitherACommandNorALateOneGetsThrough() {
        InformationId id = write("Tự-lưu-giữ");
        Item item = pol.information().item(id).orElseThrow();
        hold(pol, id, "3/KL-TTr", DAY);
        // A colleague's erasure that was checked before and is written after.
        assertThatThrownBy(() -> pol.ledger()
                        .append(new Statement(
                                item.place(),
                                TestAgency.COMMANDER,
                                Set.of(MIL),
                                new InformationEntry.Erased(id, "ORDERED"))))
                .isInstanceOf(HeldException.class);
        assertThat(pol.information().item(id)).isPresent();
    }

    @Test
    void aHoldHasAnEndAndTheNumberOfADocumentAndNothingElse() {
        InformationId id = write("Hạn-lưu-giữ");
        Instant now = clock.instant();
        for (Instant end : List.of(now, now.minusSeconds(1), now.plus(Duration.ofDays(5 * 366 + 1)))) {
            assertThatThrownBy(() -> pol.information().hold(TestAgency.COMMANDER, id, HoldReason.AUDIT, "1/KT", end))
                    .isInstanceOf(BadInput.class);
        }
        for (String number : List.of("", "Nguyễn Văn An", "12 ông Nguyễn Văn An trú tại", "x".repeat(61))) {
            assertThatThrownBy(() -> hold(pol, id, number, DAY)).as(number).isInstanceOf(BadInput.class);
        }
        assertThat(pol.information().holds(id)).isEmpty();
    }

    @Test
    void aNewHoldTakesThePlaceOfTheOneBefore() throws InterruptedException {
        InformationId id = write("Gia-hạn-lưu-giữ");
        TestAgency.deliver(pol, mil, aut);
        hold(mil, id, "1/TTr", DAY);
        hold(mil, id, "2/TTr", DAY.multipliedBy(2));
        TestAgency.deliver(pol, mil, aut);
        assertThat(pol.information().holds(id)).extracting(Hold::reference).containsExactly("2/TTr");
        rebuiltEqual();
    }

    @Test
    void aHoldEndsByItselfAndThatIsWrittenToo() throws InterruptedException {
        InformationId id = write("Hết-hạn-lưu-giữ");
        TestAgency.deliver(pol, mil, aut);
        hold(pol, id, "4/TTr", DAY);
        hold(mil, id, "5/TTr", DAY);
        TestAgency.deliver(pol, mil, aut);
        clock.pass(DAY);
        assertThat(pol.information().holds(id)).isEmpty();
        seeToDuties();
        TestAgency.deliver(pol, mil, aut);
        assertThat(aut.holds().ended(Realm.REAL, 50))
                .filteredOn(each -> each.id().equals(id))
                .hasSize(2)
                .allMatch(each -> each.ended() == Hold.Ended.EXPIRED);
        pol.information().erase(TestAgency.COMMANDER, id, ErasureReason.RETENTION_OVER);
        assertThat(pol.holdsAnywhere("Hết-hạn-lưu-giữ")).isFalse();
    }

    /// The hold was on its way when the author erased.
    @Test
    void whatItsAuthorErasedBeforeItHeardOfAHoldStaysAtTheHolderUntilTheHoldEnds() throws InterruptedException {
        String word = "Lệnh-và-xóa-gặp-nhau";
        InformationId id = write(word);
        TestAgency.deliver(pol, mil, aut);
        hold(mil, id, "6/QĐ-TA", DAY);
        pol.information().erase(TestAgency.COMMANDER, id, ErasureReason.NOT_NEEDED);
        TestAgency.deliver(pol, mil, aut);
        seeToDuties();
        TestAgency.deliver(pol, mil, aut);

        assertThat(pol.holdsAnywhere(word)).isFalse();
        assertThat(aut.holdsAnywhere(word)).isFalse();
        assertThat(mil.information().item(id)).isPresent();
        assertThat(mil.information().erasedMeanwhile(id)).isTrue();
        assertThat(holder(pol, id).confirmedAt()).isNull();
        assertThat(holder(pol, id).heldUntil()).isNotNull();
        rebuiltEqual();

        clock.pass(DAY);
        seeToDuties();
        assertThat(mil.holdsAnywhere(word)).isFalse();
        seeToDuties();
        TestAgency.deliver(pol, mil, aut);
        assertThat(holder(pol, id).confirmedAt()).isNotNull();
        assertThat(mil.information().tombstone(id).orElseThrow().origin()).isEqualTo(POL);
        rebuiltEqual();
    }

    @Test
    void aHoldOfAnAgencyThatHasNotTheItemCountsForNothing() throws InterruptedException {
        InformationId id = write("Không-có-tin", "MIL");
        Item item = pol.information().item(id).orElseThrow();
        aut.ledger()
                .append(new Statement(
                        item.place(),
                        TestAgency.COMMANDER,
                        TestAgency.codes("POL", "MIL"),
                        new InformationEntry.Held(
                                id, "AUDIT", "7/KT", clock.instant().plus(DAY))));
        TestAgency.deliver(pol, mil, aut);
        assertThat(pol.information().holds(id)).isEmpty();
        pol.information().erase(TestAgency.COMMANDER, id, ErasureReason.NOT_NEEDED);
        assertThat(pol.holdsAnywhere("Không-có-tin")).isFalse();
    }

    private void hold(TestAgency by, InformationId id, String number, Duration length) {
        by.information()
                .hold(
                        TestAgency.COMMANDER,
                        id,
                        HoldReason.PROCEEDINGS,
                        number,
                        clock.instant().plus(length));
    }

    private static Tombstone.Holder holder(TestAgency at, InformationId id) {
        return at.information().tombstone(id).orElseThrow().holders().stream()
                .filter(each -> each.agency().equals(MIL))
                .findFirst()
                .orElseThrow();
    }

    private void seeToDuties() {
        pol.duties().see();
        mil.duties().see();
        aut.duties().see();
    }

    private void rebuiltEqual() {
        for (TestAgency agency : List.of(pol, mil, aut)) {
            List<String> grown = agency.projections();
            assertThat(agency.ledger().rebuild()).isPositive();
            assertThat(agency.projections()).as("at %s", agency.code()).isEqualTo(grown);
        }
    }

    private InformationId write(String title) {
        return write(title, "MIL", "AUT");
    }

    private InformationId write(String title, String... to) {
        var content = new Content(
                title,
                "Chi tiết: " + title,
                "flood",
                Urgency.PRIORITY,
                Purpose.RESPONSE,
                Handling.NOI_BO,
                clock.instant(),
                null,
                SourceKind.SENSOR,
                "Trạm thủy văn Ba Thá",
                Reliability.A,
                Credibility.PROBABLY_TRUE,
                List.of(),
                null);
        return pol.information()
                .write(TestAgency.DUTY, Realm.REAL, null, TestAgency.codes(to), content)
                .id();
    }
}
