package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;

/// Nodes of different versions.
class VersionsTest {
    private final Place place = new Place(new SpaceId(UUID.randomUUID()), Realm.EXERCISE);
    private final List<TestNode> nodes = new ArrayList<>();

    @AfterEach
    void stop() {
        nodes.forEach(TestNode::close);
    }

    @Test
    void aKindThatOnlyTheNewerKnowsIsKeptShownAsUnknownAndUnderstoodOnceAfterTheUpgrade() {
        TestNode older = node(TestNode.start("POL"));
        TestNode newer = node(TestNode.start("MIL", new NoteEntry.Newer.Table()));
        TestNode.pair(older, newer);
        TestNode.join(place, older, newer);
        newer.write(place, "trước", older);
        newer.ledger.append(new Statement(
                place, TestNode.DUTY, Set.of(older.code), new NoteEntry.Newer.Drawn(newer.ids.next(), "hình vẽ")));
        newer.write(place, "sau", older);
        Until.isTrue(() -> older.holds(newer, place, 3) && newer.isHeldBy(older, place));

        assertThat(older.texts()).containsExactly("sau", "trước");
        Ledger.Listed unknown = listed(older, newer).get(1);
        assertThat(unknown.kind()).isEqualTo("newer.drawn");
        assertThat(older.ledger.knows(unknown.kind())).isFalse();
        assertThat(unknown.here()).isTrue();
        assertThat(unknown.applied()).isFalse();
        assertThat(older.exchange.links().rejections(9)).isEmpty();

        older.upgrade(new NoteEntry.Newer.Table());
        assertThat(older.texts()).containsExactly("hình vẽ", "sau", "trước");
        assertThat(listed(older, newer).get(1).applied()).isTrue();
        older.stop();
        older.start();
        assertThat(older.texts()).as("once, and not again at the next start").hasSize(3);
        older.ledger.rebuild();
        assertThat(older.texts()).containsExactly("hình vẽ", "sau", "trước");
        newer.write(place, "tiếp", older);
        Until.isTrue(() -> older.texts().contains("tiếp"));
    }

    @Test
    void nodesWithoutACommonProtocolRefuseEachOtherAndBothSayWhy() throws IOException {
        TestNode older = node(TestNode.start("POL"));
        TestNode newer = node(TestNode.start("MIL"));
        TestNode.pair(older, newer);
        newer.exchange.close(); // from here on the test speaks with its keys, as one that speaks 2 and 3
        String greeting = "{\"version\":\"9.0\",\"protocols\":%s\"clock\":\"" + Instant.now()
                + "\",\"url\":\"https://localhost:1\",\"held\":[],\"checkpoints\":[],\"more\":{\"x\":1}}";
        try (PartnerClient client = Wire.client(newer, older)) {
            var refused = hello(client, older, "v1", greeting.formatted("[2,3],"));
            assertThat(refused.status()).isEqualTo(426);
            assertThat(Refusal.of(refused.text())).isEqualTo(Refusal.PROTOCOL);
            assertThat(hello(client, older, "v2", greeting.formatted("[2,3],")).status())
                    .isEqualTo(426);
            assertThat(hello(client, older, "v1", greeting.formatted("[1,2],")).status())
                    .isEqualTo(200);
            assertThat(hello(client, older, "v1", greeting.formatted("[],")).status())
                    .isEqualTo(200);
            assertThat(hello(client, older, "v1", greeting.replace("\"protocols\":%s", ""))
                            .status())
                    .as("one from before there was a choice, with a field that we do not know")
                    .isEqualTo(200);
        }
    }

    @Test
    void theSpeakerOfAnotherProtocolIsShownSoByWhoeverGreetsIt() {
        assertThat(Protocol.named(null)).containsExactly(1);
        assertThat(Refusal.of("protocol [2, 3] is not spoken here, only [1]")).isEqualTo(Refusal.PROTOCOL);
        assertThat(Refusal.of("something else")).isNull();
        assertThat(Refusal.of(null)).isNull();
    }

    @Test
    void aLogWhoseNameLostItsRealmIsRefusedNamedAndNeverTakenForReal() throws IOException {
        TestNode older = node(TestNode.start("POL"));
        TestNode newer = node(TestNode.start("MIL"));
        TestNode.pair(older, newer);
        TestNode.join(place, older, newer);
        newer.exchange.close();
        String origin = newer.origin(place).toString();
        for (String wrong : List.of(
                origin.replace("/exercise/", "/"),
                origin.replace("/exercise/", "//"),
                origin.replace("/exercise/", "/rehearsal/"))) {
            int status = new Storyteller(newer, wrong).say("ai cũng tưởng thật").tell(older, 0);
            assertThat(status).as(wrong).isEqualTo(400);
            Rejection kept = older.exchange.links().rejections(newer.code, 1).getFirst();
            assertThat(kept.why()).isEqualTo(Refusal.REALM);
        }
        assertThat(older.ledger.logs()).noneMatch(each -> each.origin().agency().equals(newer.code));
        assertThat(older.texts()).isEmpty();
        String checkpoint = new String(
                new Storyteller(newer, origin.replace("/exercise/", "/"))
                        .say("một")
                        .checkpoint()
                        .toBytes(),
                StandardCharsets.UTF_8);
        byte[] greeting = new Greeting(
                        "9.0",
                        List.of(1),
                        Instant.now(),
                        "https://localhost:1",
                        false,
                        List.of(),
                        List.of(),
                        List.of(checkpoint),
                        null)
                .toBytes();
        try (PartnerClient client = Wire.client(newer, older)) {
            var refused = client.post(older.exchange.url(), "/exchange/v1/hello", Answer.JSON, greeting);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(Refusal.of(refused.text())).isEqualTo(Refusal.REALM);
        }
    }

    private static PartnerClient.Response hello(PartnerClient client, TestNode to, String version, String greeting)
            throws IOException {
        return client.post(
                to.exchange.url(),
                "/exchange/" + version + "/hello",
                Answer.JSON,
                greeting.getBytes(StandardCharsets.UTF_8));
    }

    private List<Ledger.Listed> listed(TestNode at, TestNode of) {
        return at.ledger.list(at.logOf(of, place).id(), Long.MAX_VALUE, 10);
    }

    private TestNode node(TestNode started) {
        nodes.add(started);
        return started;
    }
}
