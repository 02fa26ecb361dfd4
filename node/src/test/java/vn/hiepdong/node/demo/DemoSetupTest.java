package vn.hiepdong.node.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class DemoSetupTest {
    @TempDir
    private Path folder;

    @Test
    void threeAgenciesGetPortsSideBySide() throws IOException {
        var parties = new DemoSetup(folder, 9000).write();

        assertThat(parties).extracting(DemoParty::code).containsExactly("POL", "MIL", "AUT");
        assertThat(parties).extracting(party -> party.url().getPort()).containsExactly(9000, 9001, 9002);
        assertThat(parties).extracting(party -> party.exchangeUrl().getPort()).containsExactly(9010, 9011, 9012);
    }

    @Test
    void demoJsonIsWhatScriptsRelyOn() throws IOException {
        var parties = new DemoSetup(folder, 9000).write();

        var written = JsonMapper.shared().readTree(Files.readString(folder.resolve("demo.json")));
        var police = written.get("agencies").get(0);
        assertThat(police.propertyNames()).containsExactlyInAnyOrder("code", "url", "apiToken", "officers");
        assertThat(police.get("code").asString()).isEqualTo("POL");
        assertThat(police.get("url").asString()).isEqualTo("http://127.0.0.1:9000");
        assertThat(police.get("apiToken").asString())
                .isEqualTo(parties.getFirst().apiToken());
        assertThat(police.get("officers").get(0).propertyNames())
                .containsExactlyInAnyOrder("username", "password", "role");
    }

    @Test
    void everySecretIsRandomAndNoneIsUsedTwice() throws IOException {
        var secrets = new HashSet<String>();
        for (var party : new DemoSetup(folder, 9000).write()) {
            assertThat(secrets.add(party.apiToken())).isTrue();
            assertThat(secrets.add(party.adminToken())).isTrue();
            for (var officer : party.officers()) {
                assertThat(officer.password()).hasSizeGreaterThanOrEqualTo(20);
                assertThat(secrets.add(officer.password())).isTrue();
            }
        }
    }

    @Test
    void aSecondStartKeepsSecretsAndFollowsTheNewPort() throws IOException {
        var first = new DemoSetup(folder, 9000).write().getFirst();

        var second = new DemoSetup(folder, 9100).write().getFirst();

        assertThat(second.officers()).isEqualTo(first.officers());
        assertThat(second.apiToken()).isEqualTo(first.apiToken());
        assertThat(second.url().getPort()).isEqualTo(9100);
    }

    @Test
    void filesWithSecretsAreForTheirOwnerAlone() throws IOException {
        new DemoSetup(folder, 9000).write();

        for (var name : new String[] {"demo.json", "POL/setup.json", "MIL/setup.json", "AUT/setup.json"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))))
                    .isEqualTo("rw-------");
        }
    }
}
