package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.exchange.Courier.Range;
import vn.hiepdong.node.exchange.Courier.Taken;
import vn.hiepdong.node.exchange.Courier.Wish;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.web.Refused;

/// Two nodes that never reach each other: everything between them is carried by hand.
class CarryTest {
    private static final Place PLACE = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);

    private TestNode pol;
    private TestNode mil;

    @BeforeEach
    void twoNodesWithoutALine() {
        pol = TestNode.startAlone("POL");
        mil = TestNode.startAlone("MIL");
        TestNode.join(PLACE, pol, mil);
    }

    @AfterEach
    void stop() {
        pol.close();
        mil.close();
    }

    @Test
    void pairingTravelsInFilesAndNothingIsTakenBeforeItIsConfirmed() {
        String invitation = pol.exchange.partners().invitation().json();
        var accepted = (Pairing.Done) mil.exchange.partners().accept(invitation, TestNode.DUTY);
        mil.exchange.partners().confirm(pol.code, accepted.partner().fingerprint(), TestNode.DUTY);
        write(mil, pol, 3);
        byte[] answer = out(mil, pol, Range.UNCONFIRMED);

        assertThat(in(pol, answer)).isEqualTo(new Taken(mil.code, true, 0, 0, 0, false, false));
        Partner seen = pol.exchange.partners().partner(mil.code).orElseThrow();
        assertThat(seen.state()).isEqualTo(PartnerState.PENDING);
        assertThat(seen.fingerprint()).isEqualTo(accepted.partner().fingerprint());
        assertThat(pol.texts()).isEmpty();
        assertThat(in(pol, answer).pending()).isTrue();

        pol.exchange.partners().confirm(mil.code, seen.fingerprint(), TestNode.DUTY);
        assertThat(in(pol, answer).entries()).isEqualTo(3);
        assertThat(pol.texts()).hasSize(3);
        assertThat(mil.exchange.partners().partner(pol.code).orElseThrow().offered())
                .isFalse();

        Taken back = in(mil, out(pol, mil, Range.UNCONFIRMED));
        assertThat(back.receipts()).isEqualTo(1);
        assertThat(mil.exchange.partners().partner(pol.code).orElseThrow().offered())
                .isTrue();
        assertThat(mil.isHeldBy(pol, PLACE)).isTrue();
    }

    @Test
    void whatIsWrittenIsHeldAfterTheReceiptCameBackAsText() {
        pair();
        write(pol, mil, 300);
        String secret = "chỉ riêng POL " + UUID.randomUUID();
        pol.write(PLACE, secret);
        settle(pol);
        byte[] file = out(pol, mil, Range.UNCONFIRMED);

        assertThat(in(mil, file)).isEqualTo(new Taken(pol.code, false, 301, 0, 0, false, false));
        assertThat(mil.texts()).hasSize(300);
        assertThat(Traces.of(secret, mil.database)).isEmpty();
        assertThat(pol.isHeldBy(mil, PLACE)).isFalse();
        assertThat(pol.exchange.courier().journeys(mil.code).getFirst().arrived())
                .isFalse();

        List<Courier.Given> receipts = mil.exchange.courier().receiptsFor(pol.code);
        assertThat(receipts).hasSize(1);
        Taken receipt = pol.exchange.courier().receipts(receipts.getFirst().text());
        assertThat(receipt.partner()).isEqualTo(mil.code);
        assertThat(pol.isHeldBy(mil, PLACE)).isTrue();
        assertThat(pol.exchange.courier().journeys(mil.code).getFirst().arrived())
                .isTrue();
        assertThat(mil.exchange.courier().newest()).singleElement().satisfies(journey -> {
            assertThat(journey.outgoing()).isFalse();
            assertThat(journey.entries()).isEqualTo(301);
        });

        write(pol, mil, 1);
        assertThat(in(mil, out(pol, mil, Range.UNCONFIRMED)).entries()).isEqualTo(1);
    }

    @Test
    void theSameFileTwiceIsOnceAndAReceiptOfAnotherIsNone() {
        pair();
        write(pol, mil, 5);
        byte[] file = out(pol, mil, Range.UNCONFIRMED);
        assertThat(in(mil, file).entries()).isEqualTo(5);
        assertThat(in(mil, file).entries()).isZero();
        assertThat(mil.texts()).hasSize(5);
        assertThat(mil.exchange.courier().journeys(pol.code)).hasSize(1);
        assertThat(mil.exchange.links().rejections(9)).isEmpty();

        write(mil, pol, 5);
        in(pol, out(mil, pol, Range.UNCONFIRMED));
        String forMil = pol.exchange.courier().receiptsFor(mil.code).getFirst().text();
        isRefused("receipt-unknown", () -> pol.exchange.courier().receipts(forMil));
    }

    @Test
    void manyFilesGoOnFromEachOtherAndOneThatComesTooEarlySaysWhatIsMissing() {
        pair();
        String long1 = "x".repeat(300_000);
        for (int i = 0; i < 60; i++) {
            pol.write(PLACE, i + long1, mil);
        }
        settle(pol);
        List<byte[]> files = new ArrayList<>();
        boolean more = true;
        while (more) {
            var made = pol.exchange
                    .courier()
                    .out(mil.code, new Wish(files.isEmpty() ? Range.UNCONFIRMED : Range.ONWARD, true, 8 << 20));
            files.add(bytes(made));
            more = made.more();
        }
        assertThat(files).hasSizeGreaterThan(2).allMatch(each -> each.length < 14 << 20);

        write(pol, mil, 300);
        files.add(out(pol, mil, Range.ONWARD));
        isRefused("gap-after", () -> in(mil, files.getLast()));
        assertThat(mil.ledger.log(pol.origin(PLACE).toString())).isEmpty();

        for (byte[] file : files) {
            in(mil, file);
            in(mil, file);
        }
        assertThat(mil.texts()).isEqualTo(pol.texts()).hasSize(360);
        Taken all = pol.exchange.courier().receipts(receiptText());
        assertThat(all.receipts()).isEqualTo(1);
        assertThat(pol.exchange.courier().journeys(mil.code))
                .allMatch(each -> each.legs().isEmpty() || each.arrived());
    }

    @Test
    void whereTheSenderDoesNotKnowWhereTheReceiverStandsTheFileStillFits() {
        pair();
        write(pol, mil, 3);
        in(mil, out(pol, mil, Range.UNCONFIRMED));
        write(pol, mil, 4);
        // Nothing of the first journey is remembered: a receiver at size 3 is not among what the sender thinks of.
        pol.sql().sql("delete from exchange_journey_log").update();
        pol.sql().sql("delete from exchange_journey").update();
        byte[] file = out(pol, mil, Range.UNCONFIRMED);
        assertThat(in(mil, file).entries()).isEqualTo(4);
        assertThat(mil.texts()).hasSize(7);
        pol.exchange.courier().receipts(receiptText());
        assertThat(pol.isHeldBy(mil, PLACE)).isTrue();
    }

    @Test
    void aPayloadThatIsReleasedLaterFollowsUntilThePartnerSaysItHasIt() {
        pair();
        var note = pol.write(PLACE, "first for nobody");
        settle(pol);
        in(mil, out(pol, mil, Range.UNCONFIRMED));
        assertThat(mil.texts()).isEmpty();
        pol.ledger.append(new Statement(PLACE, Actor.NODE, Set.of(), new NoteEntry.Released(note.subject(), "MIL")));
        settle(pol);

        byte[] lost = out(pol, mil, Range.UNCONFIRMED);
        assertThat(lost).isNotEmpty();
        in(mil, out(pol, mil, Range.UNCONFIRMED));
        assertThat(mil.texts()).containsExactly("first for nobody");
        assertThat(pol.ledger.late(mil.code, 9)).isNotEmpty();
        in(pol, out(mil, pol, Range.UNCONFIRMED));
        assertThat(pol.ledger.late(mil.code, 9)).isEmpty();
    }

    @Test
    void whoMayNotSeeContentMakesAFileWithoutAny() {
        pair();
        write(pol, mil, 2);
        var made = pol.exchange.courier().out(mil.code, new Wish(Range.UNCONFIRMED, false, Courier.USUAL_BYTES));
        assertThat(made.entries()).isZero();
        assertThat(in(mil, bytes(made)).entries()).isZero();
        assertThat(mil.texts()).isEmpty();
    }

    @Test
    void aFileThatIsNotWhatItsMakerSignedChangesNothing() throws IOException {
        pair();
        write(pol, mil, 40);
        byte[] file = out(pol, mil, Range.UNCONFIRMED);

        for (int cut : new int[] {1, 30, 500, file.length / 2, file.length - 1}) {
            isRefused("damaged", () -> in(mil, Arrays.copyOf(file, cut), "PK"));
        }
        IntStream.iterate(3, at -> at < file.length, at -> at + 211).forEach(at -> {
            byte[] changed = file.clone();
            changed[at] ^= 1;
            assertThatThrownBy(() -> in(mil, changed)).isInstanceOf(Refused.class);
        });
        byte[] longer = Arrays.copyOf(file, file.length + 1);
        isRefused("damaged", () -> in(mil, longer));
        isRefused("unknown-kind", () -> in(mil, "đây không phải".getBytes(StandardCharsets.UTF_8)));
        isRefused("own", () -> in(pol, file));
        assertThat(mil.ledger.log(pol.origin(PLACE).toString())).isEmpty();
        assertThat(mil.exchange.courier().journeys(pol.code)).isEmpty();

        try (TestNode aut = TestNode.startAlone("AUT")) {
            isRefused("other", () -> in(aut, file));
        }
        assertThat(in(mil, file).entries()).isEqualTo(40);
    }

    @Test
    void aStrangersAndAForgersFileAreRefused() {
        pair();
        try (TestNode thief = TestNode.startAlone("AUT")) {
            thief.exchange
                    .partners()
                    .accept(mil.exchange.partners().invitation().line(), TestNode.DUTY);
            byte[] answer = out(thief, mil, Range.UNCONFIRMED);
            try (TestNode other = TestNode.startAlone("AUT")) {
                other.exchange
                        .partners()
                        .accept(mil.exchange.partners().invitation().line(), TestNode.DUTY);
                assertThat(in(mil, out(other, mil, Range.UNCONFIRMED)).pending())
                        .isTrue();
                isRefused("CODE_TAKEN", () -> in(mil, answer));
            }
        }
        write(pol, mil, 1);
        byte[] file = out(pol, mil, Range.UNCONFIRMED);
        mil.exchange.partners().suspend(pol.code, TestNode.DUTY);
        isRefused("suspended", () -> in(mil, file));
        mil.exchange.partners().remove(pol.code, TestNode.DUTY);
        isRefused("stranger", () -> in(mil, file));
        assertThat(mil.texts()).isEmpty();
    }

    private void pair() {
        String invitation = pol.exchange.partners().invitation().json();
        var accepted = (Pairing.Done) mil.exchange.partners().accept(invitation, TestNode.DUTY);
        in(pol, out(mil, pol, Range.UNCONFIRMED));
        String fingerprint = accepted.partner().fingerprint();
        pol.exchange.partners().confirm(mil.code, fingerprint, TestNode.DUTY);
        mil.exchange.partners().confirm(pol.code, fingerprint, TestNode.DUTY);
        in(mil, out(pol, mil, Range.UNCONFIRMED));
        for (TestNode each : List.of(pol, mil)) {
            each.sql().sql("delete from exchange_journey").update();
        }
    }

    private static void write(TestNode from, TestNode to, int count) {
        List<Statement> notes = IntStream.range(0, count)
                .mapToObj(i -> from.note(PLACE, from.code + " note " + UUID.randomUUID(), to))
                .toList();
        from.ledger.append(notes);
        settle(from);
    }

    private static void settle(TestNode node) {
        Until.isTrue(() -> node.log(PLACE).signedSize() == node.log(PLACE).size());
    }

    private String receiptText() {
        return mil.exchange.courier().receiptsFor(pol.code).getFirst().text();
    }

    private static byte[] out(TestNode from, TestNode to, Range range) {
        return bytes(from.exchange.courier().out(to.code, new Wish(range, true, Courier.USUAL_BYTES)));
    }

    private static byte[] bytes(Courier.Made made) {
        try {
            byte[] file = Files.readAllBytes(made.file());
            Files.delete(made.file());
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Taken in(TestNode node, byte[] file) {
        return node.exchange.courier().in(new ByteArrayInputStream(file));
    }

    /// @param asA how a file begins, however short it is
    private static Taken in(TestNode node, byte[] file, String asA) {
        byte[] begun = file.length < asA.length() ? asA.getBytes(StandardCharsets.US_ASCII) : file;
        return in(node, begun);
    }

    private static void isRefused(String key, org.assertj.core.api.ThrowableAssert.ThrowingCallable command) {
        assertThatThrownBy(command)
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.key()).contains(key));
    }
}
