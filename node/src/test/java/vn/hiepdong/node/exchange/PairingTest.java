package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.exchange.Pairing.Reason;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;

class PairingTest {
    private TestNode pol;
    private TestNode mil;

    @BeforeEach
    void twoAgenciesThatDoNotKnowEachOther() {
        pol = TestNode.start("POL");
        mil = TestNode.start("MIL");
    }

    @AfterEach
    void stop() {
        pol.close();
        mil.close();
    }

    @Test
    void bothSeeTheSameFingerprintAndNothingFlowsBeforeBothConfirmed() {
        Partner seenByMil = accepted(mil, pol.exchange.partners().invitation().json());
        assertThat(seenByMil.state()).isEqualTo(PartnerState.PENDING);
        assertThat(seenByMil.fingerprint()).matches("\\d{5}( \\d{5}){5}");
        Until.isTrue(() -> pol.exchange.partners().partner(mil.code).isPresent());
        Partner seenByPol = pol.exchange.partners().partner(mil.code).orElseThrow();
        assertThat(seenByPol.fingerprint()).isEqualTo(seenByMil.fingerprint());
        assertThat(seenByPol.nameVi()).isEqualTo("Cơ quan MIL");

        var place = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);
        TestNode.join(place, pol, mil);
        pol.write(place, "waits for MIL", mil);
        assertThat(pol.exchange.partners().confirm(mil.code, seenByMil.fingerprint(), TestNode.DUTY))
                .isInstanceOf(Pairing.Done.class);
        Until.isTrue(() -> pol.linkTo(mil).problem() != null);
        assertThat(mil.texts()).isEmpty();

        mil.exchange.partners().confirm(pol.code, seenByMil.fingerprint().replace(" ", ""), TestNode.DUTY);
        Until.isTrue(() -> mil.texts().contains("waits for MIL"));
    }

    @Test
    void aWrongFingerprintConfirmsNothing() {
        accepted(mil, pol.exchange.partners().invitation().line());
        assertThat(mil.exchange.partners().confirm(pol.code, "00000 11111 22222 33333 44444 55555", TestNode.DUTY))
                .isEqualTo(new Pairing.Refused(Reason.WRONG_FINGERPRINT));
        assertThat(mil.exchange.partners().partner(pol.code).orElseThrow().state())
                .isEqualTo(PartnerState.PENDING);
    }

    @Test
    void unreadableExpiredAndOwnInvitationsAreRefused() {
        var partners = mil.exchange.partners();
        String line = pol.exchange.partners().invitation().line();
        assertThat(reason(partners.accept("hd1:not base64!", TestNode.DUTY))).isEqualTo(Reason.UNREADABLE);
        assertThat(reason(partners.accept("{}", TestNode.DUTY))).isEqualTo(Reason.UNREADABLE);
        assertThat(reason(partners.accept(line.substring(0, line.length() / 2), TestNode.DUTY)))
                .isEqualTo(Reason.UNREADABLE);
        assertThat(reason(partners.accept("x".repeat(Invitation.MAX_LENGTH + 1), TestNode.DUTY)))
                .isEqualTo(Reason.UNREADABLE);
        assertThat(reason(partners.accept(partners.invitation().line(), TestNode.DUTY)))
                .isEqualTo(Reason.OWN);
        Invitation valid = Invitation.parse(line);
        var expired = new Invitation(valid.node(), Instant.EPOCH, valid.secret());
        assertThat(reason(partners.accept(expired.line(), TestNode.DUTY))).isEqualTo(Reason.EXPIRED);
        assertThat(partners.all()).isEmpty();
    }

    @Test
    void aCodeBelongsToOneKeyUntilThePartnerIsRemoved() {
        TestNode.pair(pol, mil);
        try (TestNode other = TestNode.start("MIL")) {
            String invitation = other.exchange.partners().invitation().line();
            assertThat(reason(pol.exchange.partners().accept(invitation, TestNode.DUTY)))
                    .isEqualTo(Reason.CODE_TAKEN);

            pol.exchange.partners().remove(mil.code, TestNode.DUTY);
            Partner replaced = accepted(pol, invitation);
            assertThat(replaced.identity().id()).isEqualTo(other.ledger.self().id());
            assertThat(pol.exchange.partners().removed())
                    .extracting(each -> each.identity().id())
                    .containsExactly(mil.ledger.self().id());
        }
    }

    @Test
    void anInvitationServesOneNodeOnly() throws IOException {
        Invitation invitation =
                Invitation.parse(pol.exchange.partners().invitation().line());
        accepted(mil, invitation.line());
        Until.isTrue(() -> pol.exchange.partners().partner(mil.code).isPresent());
        try (TestNode thief = TestNode.start("AUT");
                var client = Wire.client(thief, pol)) {
            byte[] request = new PairingRequest(thief.exchange.partners().self(), invitation.secret()).toBytes();
            var response = client.post(pol.exchange.url(), "/exchange/v1/pairing", Answer.JSON, request);
            assertThat(response.status()).isEqualTo(403);
            byte[] foreign = new PairingRequest(mil.exchange.partners().self(), invitation.secret()).toBytes();
            assertThat(client.post(pol.exchange.url(), "/exchange/v1/pairing", Answer.JSON, foreign)
                            .status())
                    .as("another node's identity over one's own connection")
                    .isEqualTo(403);
            assertThat(pol.exchange.partners().all()).extracting(Partner::code).containsExactly(mil.code);
        }
    }

    @Test
    void aStrangerDoesNotGetPastTheHandshake() {
        TestNode.pair(pol, mil);
        pol.sql().sql("delete from exchange_invitation").update();
        try (TestNode stranger = TestNode.start("AUT");
                var client = Wire.client(stranger, pol)) {
            assertThatThrownBy(() -> client.get(pol.exchange.url(), "/mirror/00/checkpoint"))
                    .isInstanceOf(IOException.class);
        }
        try (var mistaken = Wire.client(mil, mil)) {
            assertThatThrownBy(() -> mistaken.get(pol.exchange.url(), "/mirror/00/checkpoint"))
                    .as("a server without the expected key")
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSuspendedPartnerGetsAndGivesNothingUntilItIsConfirmedAgain() {
        TestNode.pair(pol, mil);
        var place = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);
        TestNode.join(place, pol, mil);
        pol.exchange.partners().suspend(mil.code, TestNode.DUTY);
        pol.write(place, "from POL", mil);
        mil.write(place, "from MIL", pol);
        Until.isTrue(() -> mil.linkTo(pol).problem() != null);
        assertThat(pol.linkTo(mil).state()).isEqualTo(LinkState.SUSPENDED);
        assertThat(mil.texts()).containsExactly("from MIL");
        assertThat(pol.texts()).containsExactly("from POL");

        pol.exchange
                .partners()
                .confirm(
                        mil.code,
                        pol.exchange.partners().partner(mil.code).orElseThrow().fingerprint(),
                        TestNode.DUTY);
        Until.isTrue(() -> mil.texts().size() == 2 && pol.texts().size() == 2);
    }

    @Test
    void partnersAreRebuiltFromThePrivateLog() {
        TestNode.pair(pol, mil);
        var before = pol.exchange.partners().all();
        pol.ledger.rebuild();
        pol.exchange.partners().changed();
        assertThat(pol.exchange.partners().all()).usingRecursiveComparison().isEqualTo(before);
    }

    private static Partner accepted(TestNode node, String invitation) {
        return ((Pairing.Done) node.exchange.partners().accept(invitation, TestNode.DUTY)).partner();
    }

    private static Reason reason(Pairing outcome) {
        return ((Pairing.Refused) outcome).reason();
    }
}
