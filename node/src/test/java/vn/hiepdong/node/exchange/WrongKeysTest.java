package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.WrongKeys;

/// A node does not start with keys that are not its own.
class WrongKeysTest {
    private final Place place = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);

    @Test
    void withTheTlsKeyOfAnotherAgencyANodeDoesNotStart() throws IOException {
        try (var pol = TestNode.start("POL");
                var mil = TestNode.start("MIL")) {
            pol.stop();
            Path file = pol.keys.resolve("exchange-tls.pem");
            byte[] own = Files.readAllBytes(file);
            Files.write(file, Files.readAllBytes(mil.keys.resolve("exchange-tls.pem")));
            var ledger = pol.ledger(pol.database);
            try (ledger) {
                assertThatThrownBy(() -> pol.exchange(pol.database, ledger, 0))
                        .isInstanceOf(WrongKeys.class)
                        .hasMessageContaining("exchange-tls.pem");
            }
            Files.write(file, own);
            pol.start();
        }
    }

    @Test
    void withTheKeysOfAnotherAgencyALedgerIsNotOpened() throws IOException {
        try (var pol = TestNode.start("POL");
                var mil = TestNode.start("MIL")) {
            pol.write(place, "của CATP");
            pol.stop();
            Path others = Files.createTempDirectory("keys");
            try (var files = Files.list(mil.keys)) {
                for (Path each : files.toList()) Files.copy(each, others.resolve(each.getFileName()));
            }
            assertThatThrownBy(() -> pol.ledger(pol.database, others))
                    .isInstanceOf(WrongKeys.class)
                    .hasMessageContaining(pol.origin(place).agencyId());
            pol.start();
            assertThat(pol.texts()).containsExactly("của CATP");
        }
    }
}
