package vn.hiepdong.node.information;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.attachment.Attachment;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.ErasedException;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Refused;

/// An item that its author erases, at all who had it (G16).
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureTest {
    private static final AgencyCode MIL = new AgencyCode("MIL");
    private static final AgencyCode AUT = new AgencyCode("AUT");

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
    void whatWasSaidAboutAnErasedItemIsGoneAtAllWhoHadItAndEachConfirms() throws InterruptedException {
        String word = "Xóa-khắp-nơi";
        InformationId id = write(word, List.of(), "MIL", "AUT");
        TestAgency.deliver(pol, mil, aut);
        mil.information().acknowledge(TestAgency.DUTY, id, null);
        pol.information().correct(TestAgency.DUTY, id, 1, content(word, List.of()), "Vì " + word);
        var request = pol.information()
                .requestVerification(
                        TestAgency.DUTY,
                        id,
                        MIL,
                        null,
                        "Có đúng " + word + "?",
                        clock.instant().plusSeconds(3600));
        TestAgency.deliver(pol, mil, aut);
        find(mil, id, 2, request, "Thấy " + word);
        pol.information().revoke(TestAgency.COMMANDER, id, AUT, "Không cần " + word);
        TestAgency.deliver(pol, mil, aut);

        pol.information().erase(TestAgency.COMMANDER, id, ErasureReason.NOT_NEEDED);
        assertThat(pol.holdsAnywhere(word)).isFalse();
        assertThat(mil.holdsAnywhere(word)).isTrue();
        TestAgency.deliver(pol, mil, aut);
        assertThat(confirmed(pol, id)).isEmpty();
        seeToDuties();
        TestAgency.deliver(pol, mil, aut);

        for (TestAgency agency : List.of(pol, mil, aut)) {
            assertThat(agency.holdsAnywhere(word)).as("at %s", agency.code()).isFalse();
            assertThat(agency.information().item(id)).isEmpty();
            Tombstone left = agency.information().tombstone(id).orElseThrow();
            assertThat(left.reason()).isEqualTo("NOT_NEEDED");
            assertThat(left.post()).isEqualTo(TestAgency.COMMANDER.post());
            assertThat(confirmed(agency, id)).containsExactlyInAnyOrder("POL", "MIL", "AUT");
            assertThat(agency.information().list(Filter.all(Realm.REAL), Long.MAX_VALUE, 1000))
                    .noneMatch(each -> each.id().equals(id));
            assertThatThrownBy(() -> agency.information().acknowledge(TestAgency.DUTY, id, null))
                    .isInstanceOf(NotFound.class);
        }
        // Who knew of it stays.
        assertThat(acknowledgements(pol, id)).containsExactly("MIL");
        rebuiltEqual();
    }

    @Test
    void anAgencyThatDidNotHearOfItYetHasNotConfirmed() throws InterruptedException {
        InformationId id = write("Chưa-tới-nơi", List.of(), "MIL", "AUT");
        TestAgency.deliver(pol, mil, aut);
        pol.information().erase(TestAgency.COMMANDER, id, ErasureReason.RETENTION_OVER);
        TestAgency.carry(pol, aut);
        seeToDuties();
        TestAgency.carry(aut, pol);

        assertThat(confirmed(pol, id)).containsExactlyInAnyOrder("POL", "AUT");
        assertThat(mil.holdsAnywhere("Chưa-tới-nơi")).isTrue();
        TestAgency.deliver(pol, mil, aut);
        assertThat(mil.holdsAnywhere("Chưa-tới-nơi")).isFalse();
    }

    /// Over lines of different speed the same things come in another order.
    @Test
    void whatOthersSaidBeforeTheyKnewIsNotTakenInAnyMore() throws InterruptedException {
        String word = "Nói-sau-khi-xóa";
        InformationId id = write(word, List.of(), "MIL", "AUT");
        TestAgency.deliver(pol, mil, aut);
        pol.information().erase(TestAgency.COMMANDER, id, ErasureReason.WRITTEN_BY_MISTAKE);
        find(mil, id, 1, null, "Thấy " + word);
        mil.information().acknowledge(TestAgency.DUTY, id, null);
        TestAgency.carry(mil, aut);
        assertThat(aut.holdsAnywhere("Thấy " + word)).isTrue();
        TestAgency.carry(mil, pol);
        assertThat(pol.holdsAnywhere(word)).isFalse();
        TestAgency.deliver(pol, mil, aut);

        for (TestAgency agency : List.of(pol, mil, aut)) {
            assertThat(agency.holdsAnywhere(word)).as("at %s", agency.code()).isFalse();
            assertThat(acknowledgements(agency, id)).containsExactly("MIL");
        }
        assertThat(pol.ledger().retry()).isZero();
        assertThat(pol.holdsAnywhere(word)).isFalse();
        rebuiltEqual();
    }

    @Test
    void nothingMoreIsSaidAboutAnErasedItemByItsAuthorEither() {
        InformationId id = write("Sửa-sau-khi-xóa", List.of(), "MIL");
        Item item = pol.information().item(id).orElseThrow();
        pol.information().erase(TestAgency.COMMANDER, id, ErasureReason.ORDERED);

        // A colleague's correction that was checked before and is written after.
        var late = new InformationEntry.Corrected(id, 2, content("Sửa-sau-khi-xóa", List.of()), "đo lại", null);
        assertThatThrownBy(() -> pol.ledger().append(new Statement(item.place(), TestAgency.DUTY, Set.of(MIL), late)))
                .isInstanceOf(ErasedException.class);
        assertThat(pol.holdsAnywhere("Sửa-sau-khi-xóa")).isFalse();
    }

    @Test
    void onlyItsAuthorErasesAnItem() throws InterruptedException {
        InformationId id = write("Không-phải-của-mình", List.of(), "MIL");
        TestAgency.deliver(pol, mil, aut);
        assertThatThrownBy(() -> mil.information().erase(TestAgency.COMMANDER, id, ErasureReason.ORDERED))
                .isInstanceOf(Refused.class);

        // A stranger's node that follows other rules says so all the same.
        Item item = pol.information().item(id).orElseThrow();
        aut.ledger()
                .append(new Statement(
                        item.place(),
                        TestAgency.COMMANDER,
                        TestAgency.codes("POL", "MIL"),
                        new InformationEntry.Erased(id, "ORDERED")));
        TestAgency.deliver(pol, mil, aut);
        for (TestAgency agency : List.of(pol, mil)) {
            assertThat(agency.information().item(id)).isPresent();
            assertThat(agency.ledger().problems()).anyMatch(each -> each.kind().equals("information.erased"));
        }

        // And where the stranger's word came first, the item comes in nevertheless.
        pol.information().release(TestAgency.COMMANDER, id, AUT);
        TestAgency.deliver(pol, mil, aut);
        assertThat(aut.information().item(id)).isPresent();
        assertThat(aut.information().tombstone(id)).isEmpty();
        rebuiltEqual();

        // Nor can it come true later, when the author erased the item and nothing here tells whose it was.
        pol.information().erase(TestAgency.COMMANDER, id, ErasureReason.ORDERED);
        TestAgency.deliver(pol, mil, aut);
        mil.ledger().retry();
        assertThat(mil.information().tombstone(id).orElseThrow().origin()).isEqualTo(pol.code());
    }

    @Test
    void filesGoUnlessAnotherItemCarriesThemAndOnlyThenItIsConfirmed() throws InterruptedException {
        Attachment alone = file("Chỉ của tin bị xóa");
        Attachment shared = file("Của hai tin");
        InformationId id = write("Có tệp", List.of(alone, shared), "MIL");
        write("Tin còn lại", List.of(shared), "MIL");

        pol.information().erase(TestAgency.COMMANDER, id, ErasureReason.RETENTION_OVER);
        assertThat(confirmed(pol, id)).isEmpty();
        seeToDuties();

        assertThat(confirmed(pol, id)).containsExactly("POL");
        assertThat(pol.attachments().open(alone.sha256())).isEmpty();
        assertThat(pol.attachments().missing(List.<Hash>of(alone.sha256(), shared.sha256())))
                .containsExactly(alone.sha256());
    }

    private Attachment file(String text) {
        return pol.attachments()
                .store(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "a.txt", "text/plain", 1000);
    }

    private void find(
            TestAgency by,
            InformationId id,
            int version,
            java.util.@org.jspecify.annotations.Nullable UUID request,
            String basis) {
        by.information()
                .find(
                        TestAgency.MILITIA,
                        id,
                        version,
                        request,
                        Outcome.PARTLY,
                        Reliability.B,
                        Credibility.POSSIBLY_TRUE,
                        basis);
    }

    private static List<String> confirmed(TestAgency at, InformationId id) {
        var confirmed = new ArrayList<String>();
        for (Tombstone.Holder holder :
                at.information().tombstone(id).orElseThrow().holders()) {
            if (holder.confirmedAt() != null) {
                confirmed.add(holder.agency().value());
            }
        }
        return confirmed;
    }

    private static List<String> acknowledgements(TestAgency at, InformationId id) {
        return at.sql
                .sql("select agency from information_acknowledgement where id = :id order by agency")
                .param("id", id.value())
                .query(String.class)
                .list();
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

    private InformationId write(String title, List<Attachment> files, String... to) {
        return pol.information()
                .write(TestAgency.DUTY, Realm.REAL, null, TestAgency.codes(to), content(title, files))
                .id();
    }

    private Content content(String title, List<Attachment> files) {
        return new Content(
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
                files.stream()
                        .map(each ->
                                new Content.AttachmentRef(each.sha256().hex(), each.type(), each.size(), each.name()))
                        .toList(),
                null);
    }
}
