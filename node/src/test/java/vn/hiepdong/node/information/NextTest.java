package vn.hiepdong.node.information;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.space.Urgency;

/// The one thing to do with an item: what is owed first, then what is wrong, then what would make it better.
class NextTest {
    private static final AgencyCode POL = new AgencyCode("POL");
    private static final AgencyCode MIL = new AgencyCode("MIL");
    private static final Instant NOW = Instant.parse("2026-11-28T20:00:00Z");
    private static final Instant EARLIER = NOW.minusSeconds(600);
    private static final Instant LATER = NOW.plusSeconds(600);
    private static final Hash HASH = Hash.of(new byte[32]);
    private static final ItemView.Acts EVERYTHING =
            new ItemView.Acts(false, true, true, true, true, true, true, true, true, true);
    private static final ItemView.Acts NOTHING =
            new ItemView.Acts(false, false, false, false, false, false, false, false, false, false);

    @Test
    void whatIsOwedComesFirst() {
        var acts = new ItemView.Acts(true, true, true, true, true, true, true, true, true, true);
        Next next =
                next(item("A", State.RELEASED, List.of(request(POL, EARLIER)), List.of()), acts, party(POL, EARLIER));
        assertThat(next.what()).isEqualTo(Next.What.ACKNOWLEDGE);
        assertThat(next.overdue()).isTrue();
    }

    @Test
    void aQuestionPutToUsIsAnsweredNext() {
        Item.Request asked = request(POL, LATER);
        Next next = next(item("A", State.UNDER_VERIFICATION, List.of(asked), List.of()), EVERYTHING);
        assertThat(next.what()).isEqualTo(Next.What.FIND);
        assertThat(next.said()).isEqualTo("Còn đi được không?");
        assertThat(next.query()).isEqualTo("?request=" + asked.request());
    }

    @Test
    void aQuestionPutToOthersIsWaitedFor() {
        Next next = next(item("A", State.UNDER_VERIFICATION, List.of(request(MIL, EARLIER)), List.of()), NOTHING);
        assertThat(next.what()).isEqualTo(Next.What.WAIT);
        assertThat(next.detail()).isEqualTo("MIL");
        assertThat(next.overdue()).isTrue();
    }

    @Test
    void whatWasFoundToBeWrongIsCorrected() {
        Next next = next(item("A", State.REFUTED, List.of(), List.of(finding(Outcome.REFUTED))), EVERYTHING);
        assertThat(next.what()).isEqualTo(Next.What.CORRECT);
        assertThat(next.detail()).isEqualTo("MIL");
    }

    @Test
    void whatNobodyCanJudgeIsAskedAboutOnce() {
        assertThat(next(item("F", State.RELEASED, List.of(), List.of()), EVERYTHING)
                        .what())
                .isEqualTo(Next.What.ASK);
        assertThat(next(item("F", State.VERIFIED, List.of(), List.of(finding(Outcome.CONFIRMED))), EVERYTHING)
                        .what())
                .isEqualTo(Next.What.NOTHING);
    }

    @Test
    void whoHasNotAcknowledgedIsNamed() {
        Next next = next(item("A", State.RELEASED, List.of(), List.of()), EVERYTHING, party(MIL, LATER));
        assertThat(next.what()).isEqualTo(Next.What.WAIT);
        assertThat(next.detail()).isEqualTo("MIL");
        assertThat(next.due()).isEqualTo(LATER);
        assertThat(next.overdue()).isFalse();
    }

    @Test
    void whenAllIsDoneThereIsNothingToDo() {
        assertThat(next(item("A", State.ACKNOWLEDGED, List.of(), List.of()), EVERYTHING)
                        .what())
                .isEqualTo(Next.What.NOTHING);
    }

    @Test
    void theTableOfVersionsKeepsEachPartysLampsApart() {
        List<Standing> standing = Standing.of(versions(9), java.util.Map.of(), POL);
        assertThat(standing).extracting(Standing::agency).containsExactly(POL, MIL);
        assertThat(standing.get(1).marks())
                .extracting(Standing.Mark::version)
                .as("the newest, and no more than fit")
                .containsExactly(9, 8, 7, 6, 5, 4);
        assertThat(standing.get(1).marks())
                .extracting(each -> each.acknowledged() != null)
                .as("an acknowledgement stays with its version")
                .containsExactly(false, true, false, false, false, false);
        assertThat(Standing.of(versions(1), java.util.Map.of(), POL))
                .as("of one version")
                .isEmpty();
    }

    private static Next next(Item item, ItemView.Acts acts, ItemView.Party... parties) {
        return Next.of(item, List.of(parties), acts, POL, NOW);
    }

    private static ItemView.Party party(AgencyCode agency, Instant due) {
        return new ItemView.Party(
                agency, false, agency.equals(POL), null, true, null, null, List.of(), due, due.isBefore(NOW), null);
    }

    private static Item item(
            String reliability, State state, List<Item.Request> requests, List<Item.Finding> findings) {
        return item(List.of(version(1, content(reliability))), state, List.of(), requests, findings);
    }

    private static Item versions(int number) {
        var versions = new ArrayList<Item.Version>();
        IntStream.rangeClosed(1, number).forEach(each -> versions.add(version(each, content("A"))));
        var given = new Item.Acknowledgement(MIL, 8, HASH, "MIL-TB", "Trực ban", EARLIER, EARLIER);
        return item(versions, State.CORRECTED, List.of(given), List.of(), List.of());
    }

    private static Item item(
            List<Item.Version> versions,
            State state,
            List<Item.Acknowledgement> given,
            List<Item.Request> requests,
            List<Item.Finding> findings) {
        return new Item(
                new InformationId(new UUID(0, 1)),
                new Place(new SpaceId(new UUID(0, 2)), Realm.REAL),
                POL,
                state,
                versions,
                List.of(new Item.Release(MIL, EARLIER, null, null, null, null, null)),
                given,
                requests,
                findings,
                List.of());
    }

    private static Item.Version version(int number, @Nullable Content content) {
        return new Item.Version(
                number,
                HASH,
                number == 1 ? "WRITTEN" : "CORRECTED",
                content,
                null,
                "",
                "",
                EARLIER,
                EARLIER,
                null,
                1,
                number);
    }

    private static Item.Request request(AgencyCode asked, Instant due) {
        return new Item.Request(
                new UUID(0, 3), 1, "Còn đi được không?", MIL, "", "", asked, null, due, EARLIER, EARLIER, null);
    }

    private static Item.Finding finding(Outcome outcome) {
        return new Item.Finding(
                HASH,
                1,
                null,
                MIL,
                "",
                "",
                outcome,
                Reliability.A,
                Credibility.CONFIRMED,
                "Tận mắt thấy",
                EARLIER,
                EARLIER);
    }

    private static Content content(String reliability) {
        return new Content(
                "Cầu Ba Thá",
                "Cầu Ba Thá cấm xe.",
                "transport",
                Urgency.ROUTINE,
                Purpose.RESPONSE,
                Handling.NOI_BO,
                EARLIER,
                null,
                SourceKind.OFFICE,
                null,
                Reliability.valueOf(reliability),
                Credibility.CONFIRMED,
                List.of(),
                null);
    }
}
