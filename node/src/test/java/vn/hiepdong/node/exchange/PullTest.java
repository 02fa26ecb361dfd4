package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.exchange.PartnerClient.Response;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;

class PullTest {
    private static final Place PLACE = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);

    private TestNode pol;
    private TestNode mil;
    private TestNode aut;
    private Cable toAut;

    @BeforeEach
    void threeAgenciesShareASpace() throws IOException {
        pol = TestNode.start("POL");
        mil = TestNode.start("MIL");
        aut = TestNode.start("AUT");
        toAut = new Cable(aut.port());
        aut.stop();
        aut.calls(toAut.url());
        aut.start();
        TestNode.pair(pol, mil);
        TestNode.pair(pol, aut);
        TestNode.pair(mil, aut);
        TestNode.join(PLACE, pol, mil, aut);
    }

    @AfterEach
    void stop() throws IOException {
        pol.close();
        mil.close();
        aut.close();
        toAut.close();
    }

    private static void reopen(TestNode node) {
        node.exchange = node.exchange(node.database, node.ledger, node.port());
    }

    /// POL wrote while AUT was away, and is away itself when AUT is back.
    private void onlyMilHasWhatPolWrote(Runnable writing) {
        aut.exchange.close();
        writing.run();
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE));
        pol.exchange.close();
    }

    @Test
    void aPartnerPassesOnTheLogOfAnotherThatCannotBeReached() {
        String secret = "only for MIL " + UUID.randomUUID();
        onlyMilHasWhatPolWrote(() -> {
            pol.write(PLACE, "for both", mil, aut);
            pol.write(PLACE, secret, mil);
            pol.write(PLACE, "only for AUT", aut);
        });
        reopen(aut);

        Until.isTrue(() -> aut.holds(pol, PLACE, 3) && aut.texts().contains("for both"));
        assertThat(aut.texts()).containsExactly("for both");
        assertThat(Traces.of(secret, aut.database)).isEmpty();
        assertThat(aut.exchange.links().ways(pol.code)).singleElement().satisfies(way -> {
            assertThat(way.via()).isEqualTo(mil.code);
            assertThat(way.size()).isEqualTo(3);
            assertThat(way.at()).isNotNull();
        });

        reopen(pol);

        // What MIL could not give comes from the author, and the author learns who holds its log.
        Until.isTrue(() -> aut.texts().equals(List.of("for both", "only for AUT")));
        Until.isTrue(() -> pol.isHeldBy(aut, PLACE));
        Until.isTrue(() -> pol.ledger.late(aut.code, 10).isEmpty());
        assertThat(Traces.of(secret, aut.database)).isEmpty();
        pol.write(PLACE, "straight", aut);
        Until.isTrue(() -> aut.texts().contains("straight"));
        assertThat(aut.exchange.links().ways(pol.code))
                .singleElement()
                .satisfies(way -> assertThat(way.via()).isNull());
        assertThat(aut.exchange.links().rejections(9)).isEmpty();
        aut.ledger.rebuild();
        assertThat(aut.texts()).hasSize(3);
    }

    @Test
    void manyEntriesArePassedOnInSeveralAnswers() {
        onlyMilHasWhatPolWrote(() -> {
            var batch = new ArrayList<Statement>();
            for (int i = 0; i < 9000; i++) {
                batch.add(pol.note(PLACE, "x".repeat(900) + i, mil, aut));
            }
            pol.ledger.append(batch);
        });
        reopen(aut);
        Until.isTrue(() -> aut.notes().size() == 9000 && aut.holds(pol, PLACE, 9000));
        assertThat(aut.notes()).isEqualTo(pol.notes());
    }

    @Test
    void aRelayThatChangesAnEntryIsRefusedAndNothingIsStored() {
        tampered("update ledger_entry set bytes = set_byte(bytes, 30, get_byte(bytes, 30) # 1)");
    }

    @Test
    void aRelayThatChangesAPayloadIsRefusedAndNothingIsStored() {
        tampered("update ledger_payload set body = overlay(body placing '\\x58'::bytea from octet_length(body) - 8)");
    }

    private void tampered(String change) {
        onlyMilHasWhatPolWrote(() -> pol.write(PLACE, "honest", mil, aut));
        int log = mil.logOf(pol, PLACE).id();
        mil.sql().sql("create table kept_entry as select * from ledger_entry").update();
        mil.sql()
                .sql("create table kept_payload as select * from ledger_payload")
                .update();
        mil.sql().sql(change + " where log = " + log).update();
        reopen(aut);

        Until.isTrue(() -> aut.exchange.links().rejections(9).stream()
                .anyMatch(each -> each.partner().equals("MIL") && each.status() == 422));
        assertThat(aut.ledger.log(pol.origin(PLACE).toString())).isEmpty();
        assertThat(aut.texts()).isEmpty();

        mil.sql()
                .sql("update ledger_entry e set bytes = k.bytes from kept_entry k"
                        + " where k.log = e.log and k.index = e.index")
                .update();
        mil.sql()
                .sql("update ledger_payload p set body = k.body from kept_payload k"
                        + " where k.log = p.log and k.index = p.index")
                .update();
        Until.isTrue(() -> aut.texts().equals(List.of("honest")));
    }

    @Test
    void whatWasTakenBackIsNotPassedOn() {
        onlyMilHasWhatPolWrote(() -> {
            var note = pol.write(PLACE, "taken back", mil, aut);
            pol.ledger.append(new Statement(
                    PLACE, Actor.NODE, Set.of(mil.code, aut.code), new NoteEntry.Withdrawn(note.subject(), "AUT")));
        });
        reopen(aut);
        Until.isTrue(() -> aut.holds(pol, PLACE, 2));
        assertThat(aut.texts()).isEmpty();
        assertThat(Traces.of("taken back", aut.database)).isEmpty();
    }

    @Test
    void aNodeThatCanOnlyDialOutGetsAndGivesEverything() {
        toAut.cut();
        var note = pol.write(PLACE, "only for MIL at first", mil);
        pol.write(PLACE, "for all", mil, aut);
        aut.write(PLACE, "from behind the wall", pol, mil);

        Until.isTrue(() -> aut.texts().contains("for all") && pol.texts().contains("from behind the wall"));
        Until.isTrue(() -> pol.isHeldBy(aut, PLACE) && aut.isHeldBy(pol, PLACE) && aut.isHeldBy(mil, PLACE));
        Until.isTrue(
                () -> pol.linkTo(aut).state() == LinkState.UP && pol.linkTo(aut).comes());

        pol.ledger.append(new Statement(PLACE, Actor.NODE, Set.of(), new NoteEntry.Released(note.subject(), "AUT")));
        Until.isTrue(() -> aut.texts().contains("only for MIL at first"));
        Until.isTrue(() -> pol.ledger.late(aut.code, 10).isEmpty());

        String big = "đ".repeat(400_000);
        for (int i = 0; i < 12; i++) {
            pol.write(PLACE, i + big, aut);
        }
        Until.isTrue(() -> aut.texts().size() == 15);
        Until.isTrue(() -> pol.isHeldBy(aut, PLACE));
        assertThat(aut.exchange.links().rejections(9)).isEmpty();
        assertThat(pol.exchange.links().rejections(9)).isEmpty();

        // Once it can be reached again it is pushed to, as everybody.
        toAut.heal();
        Until.isTrue(() -> pol.linkTo(aut).problem() == null);
        pol.write(PLACE, "pushed again", aut);
        Until.isTrue(() -> aut.texts().contains("pushed again"));
    }

    @Test
    void aLogIsGivenToMembersOfItsSpaceOnly() throws IOException {
        pol.write(PLACE, "for all", mil, aut);
        pol.ledger.append(new Statement(
                pol.ledger.privatePlace(), Actor.NODE, Set.of(), new NoteEntry.Written(pol.ids.next(), "private")));
        var stranger = TestNode.start("HEA");
        try (stranger) {
            TestNode.pair(pol, stranger);
            LogOrigin own = pol.ledger
                    .self()
                    .origin(
                            pol.ledger.privatePlace().realm(),
                            pol.ledger.privatePlace().space());
            assertThat(pull(stranger, 0, pol.origin(PLACE)).status()).isEqualTo(204);
            assertThat(pull(mil, 0, own).status()).isEqualTo(204);
            assertThat(pull(mil, 0, pol.origin(PLACE)).status()).isEqualTo(200);
        }
    }

    @Test
    void noMoreThanAFewRequestsOfAPartnerWaitAtOnce() {
        mil.exchange.close();
        LogOrigin nothing = mil.origin(new Place(new SpaceId(UUID.randomUUID()), Realm.REAL));
        var asked = new ArrayList<CompletableFuture<Response>>();
        for (int i = 0; i < 8; i++) {
            asked.add(CompletableFuture.supplyAsync(
                    () -> {
                        try {
                            return pull(mil, 20, nothing);
                        } catch (IOException e) {
                            return new Response(0, new byte[0]);
                        }
                    },
                    task -> Thread.ofVirtual().start(task)));
        }
        Until.isTrue(() -> asked.stream()
                        .filter(each -> each.isDone() && each.join().status() == 503)
                        .count()
                == 4);
        pol.exchange.close(); // ends those that wait
        asked.forEach(each -> assertThat(each.join().status()).isIn(0, 204, 503));
        reopen(pol);
        reopen(mil);
    }

    private Response pull(TestNode as, int patience, LogOrigin origin) throws IOException {
        var request = new PullRequest(
                false, patience, 0, List.of(new PullRequest.Log(origin.toString(), 0, 0, null)), List.of());
        try (var client = Wire.client(as, pol)) {
            return client.ask(pol.exchange.url(), "/exchange/v1/pull", Answer.JSON, request.toBytes());
        }
    }
}
