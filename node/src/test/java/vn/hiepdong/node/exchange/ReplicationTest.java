package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hiepdong.format.Bundle;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Cosignature;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;

class ReplicationTest {
    private static final Place PLACE = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);

    private TestNode pol;
    private TestNode mil;
    private TestNode aut;

    @BeforeEach
    void threeAgenciesShareASpace() {
        pol = TestNode.start("POL");
        mil = TestNode.start("MIL");
        aut = TestNode.start("AUT");
        TestNode.pair(pol, mil);
        TestNode.pair(pol, aut);
        TestNode.pair(mil, aut);
        TestNode.join(PLACE, pol, mil, aut);
    }

    @AfterEach
    void stop() {
        pol.close();
        mil.close();
        aut.close();
    }

    @Test
    void whatOneWritesAllHoldAndTheirReceiptsVerify() {
        for (int i = 0; i < 300; i++) {
            pol.write(PLACE, "note " + i, mil, aut);
        }
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && pol.isHeldBy(aut, PLACE));

        assertThat(mil.texts()).hasSize(300).isEqualTo(pol.texts());
        assertThat(aut.notes()).isEqualTo(pol.notes());
        Checkpoint checkpoint = Checkpoint.parse(pol.checkpoint(PLACE).text());
        byte[] raw = pol.sql()
                .sql("select cosignature from exchange_receipt r join exchange_partner p on p.id = r.partner"
                        + " where p.code = 'MIL' and size = 300")
                .query((row, _) -> row.getBytes(1))
                .single();
        var key = mil.ledger.self().mirrorKey();
        assertThat(Cosignature.of(key, raw).verify(key, checkpoint)).isTrue();
    }

    @Test
    void aPayloadGoesOnlyToWhomItIsReleased() {
        String secret = "Tin chỉ dành cho MIL " + UUID.randomUUID();
        pol.write(PLACE, secret, mil);
        pol.write(PLACE, "for all", mil, aut);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && pol.isHeldBy(aut, PLACE));

        assertThat(mil.texts()).contains(secret);
        assertThat(aut.texts()).containsExactly("for all");
        assertThat(aut.logOf(pol, PLACE).size()).isEqualTo(2);
        assertThat(Traces.of(secret, aut.database)).isEmpty();
        assertThat(Traces.of(secret, mil.database)).isNotEmpty();
    }

    @Test
    void aPayloadThatIsReleasedLaterFollowsItsEntry() {
        var note = pol.write(PLACE, "first only for MIL", mil);
        Until.isTrue(() -> pol.isHeldBy(aut, PLACE));
        assertThat(aut.texts()).isEmpty();

        pol.ledger.append(
                new Statement(PLACE, Actor.NODE, java.util.Set.of(), new NoteEntry.Released(note.subject(), "AUT")));

        Until.isTrue(() -> aut.texts().equals(java.util.List.of("first only for MIL")));
        Until.isTrue(() -> pol.ledger.late(aut.code, 10).isEmpty());
    }

    @Test
    void whatIsTooMuchForOneRequestFollows() {
        String big = "đ".repeat(400_000);
        for (int i = 0; i < 12; i++) {
            pol.write(PLACE, i + big, mil);
        }
        Until.isTrue(() -> mil.texts().size() == 12);
        assertThat(mil.notes()).isEqualTo(pol.notes());
    }

    @Test
    void thePrivateLogNeverLeaves() {
        pol.ledger.append(new Statement(
                pol.ledger.privatePlace(),
                Actor.NODE,
                java.util.Set.of(mil.code),
                new NoteEntry.Written(pol.ids.next(), "private")));
        pol.write(PLACE, "shared", mil);
        Until.isTrue(() -> mil.texts().contains("shared"));
        assertThat(mil.ledger.logs())
                .noneMatch(log ->
                        log.origin().space().equals(pol.ledger.privatePlace().space()));
    }

    @Test
    void membersReadCheckpointTilesAndBundlesButNoPayload() throws Exception {
        for (int i = 0; i < 260; i++) {
            pol.write(PLACE, "tile " + i, mil);
        }
        Until.isTrue(() -> mil.holds(pol, PLACE, 260));
        String prefix = "/mirror/" + Checkpoint.originHash(pol.origin(PLACE).toString());
        try (var client = Wire.client(aut, mil)) {
            String url = mil.exchange.url();
            var checkpoint = client.get(url, prefix + "/checkpoint");
            assertThat(checkpoint.body()).isEqualTo(pol.checkpoint(PLACE).toBytes());
            byte[] tile = client.get(url, prefix + "/tile/0/000").body();
            assertThat(tile).hasSize(256 * Hash.SIZE);
            byte[] bundle = client.get(url, prefix + "/tile/entries/001.p/4").body();
            assertThat(bundle)
                    .isEqualTo(Bundle.format(pol.ledger.bytes(pol.log(PLACE).id(), 256, 260)));
            assertThat(client.get(url, prefix + "/tile/1/000.p/1").status()).isEqualTo(200);
            assertThat(client.get(url, prefix + "/tile/0/001.p/9").status()).isEqualTo(404);
            mil.members.are(PLACE.space(), pol.code);
            assertThat(client.get(url, prefix + "/checkpoint").status()).isEqualTo(404);
        }
    }
}
