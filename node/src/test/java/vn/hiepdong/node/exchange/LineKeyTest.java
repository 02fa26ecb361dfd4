package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.web.Refused;

/// The key that opens the line is changed as planned: both count for a while, and nobody has to pair anew.
class LineKeyTest {
    private static final Place PLACE = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);

    private TestNode pol;
    private TestNode mil;

    @BeforeEach
    void twoNodesThatExchange() {
        pol = TestNode.start("POL");
        mil = TestNode.start("MIL");
        TestNode.pair(pol, mil);
        TestNode.join(PLACE, pol, mil);
        pol.write(PLACE, "1", mil);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE));
    }

    @AfterEach
    void stop() {
        pol.close();
        mil.close();
    }

    private Hash pin() {
        return pol.exchange.partners().self().pin();
    }

    private boolean opensAtMil(Hash pin) {
        return mil.exchange.partners().find(pin).isPresent();
    }

    private void bothWays(String text) {
        pol.write(PLACE, "p " + text, mil);
        mil.write(PLACE, "m " + text, pol);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.isHeldBy(pol, PLACE));
    }

    @Test
    void bothKeysCountUntilTheSwitchAndThenTheNewOneAlone() throws IOException {
        Hash old = pin();
        Path copy = Files.createTempDirectory("copied");
        Files.copy(pol.keys.resolve("exchange-tls.pem"), copy.resolve("exchange-tls.pem"));
        assertThatThrownBy(() -> pol.exchange.partners().switchLine(TestNode.DUTY))
                .isInstanceOf(Refused.class);
        pol.exchange.partners().announceLine(TestNode.DUTY);
        assertThat(pol.exchange.partners().announceLine(TestNode.DUTY).steps())
                .as("again")
                .hasSize(1);
        Hash next = pol.ledger.keys().roster().nextLine().orElseThrow();
        Until.isTrue(() -> opensAtMil(next) && pol.exchange.partners().unaware().isEmpty());
        assertThat(opensAtMil(old)).isTrue();
        assertThat(pin()).isEqualTo(old);
        bothWays("while both count");

        pol.exchange.partners().switchLine(TestNode.DUTY);
        assertThat(pin()).isEqualTo(next);
        Until.isTrue(() -> !opensAtMil(old));
        assertThat(opensAtMil(next)).isTrue();
        bothWays("with the new one");
        TlsIdentity thief = TlsIdentity.in(copy, "x", InstantSource.system());
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var client = new PartnerClient(thief, _ -> true, executor)) {
            assertThatThrownBy(() -> client.get(mil.exchange.url(), "/exchange/v1/hello"))
                    .isInstanceOf(IOException.class);
        }
        assertThat(mil.exchange.partners().partner(pol.code).orElseThrow().fingerprint())
                .isEqualTo(
                        pol.exchange.partners().partner(mil.code).orElseThrow().fingerprint());
        for (TestNode each : new TestNode[] {pol, mil}) {
            each.stop();
            each.start();
        }
        bothWays("after a restart");
        assertThat(pol.texts()).isEqualTo(mil.texts()).hasSize(7);
        assertThat(mil.exchange.links().rejections(9)).isEmpty();
    }

    @Test
    void whoWasAwayAllTheTimeTakesAStatementThatIsCarried() {
        Hash old = pin();
        mil.stop();
        pol.exchange.partners().announceLine(TestNode.DUTY);
        pol.exchange.partners().switchLine(TestNode.DUTY);
        assertThat(pol.exchange.partners().unaware()).containsExactly(mil.code);
        mil.start();
        pol.write(PLACE, "2", mil);
        Until.isTrue(() -> pol.linkTo(mil).problem() != null);
        assertThat(mil.texts()).hasSize(1);
        String statement = pol.exchange.partners().keyStatement();
        assertThat(mil.exchange.courier().in(Wire.stream(statement)).keys()).isTrue();
        assertThat(opensAtMil(old)).isFalse();
        bothWays("and the line opens");
        assertThat(pol.texts()).isEqualTo(mil.texts()).hasSize(4);
    }

    @Test
    void aNodeThatIsKilledBeforeTheFileTookItsPlaceGoesOverAtItsNextStart() throws IOException {
        pol.exchange.partners().announceLine(TestNode.DUTY);
        Hash next = pol.ledger.keys().roster().nextLine().orElseThrow();
        Until.isTrue(() -> opensAtMil(next));
        pol.ledger.switchLine(); // and here the power fails
        pol.stop();
        assertThat(pol.keys.resolve("exchange-tls.next.pem")).exists();
        pol.start();
        assertThat(pin()).isEqualTo(next);
        assertThat(pol.keys.resolve("exchange-tls.next.pem")).doesNotExist();
        bothWays("and on");
    }
}
