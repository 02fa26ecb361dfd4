package vn.hiepdong.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.terminal.Terminal;

class MainTest {
    private static final String COMPLETE = """
            hiepdong.data=data
            hiepdong.agency.code=POL
            hiepdong.agency.name-vi=Công an thành phố
            hiepdong.agency.name-en=City Police
            hiepdong.agency.kind=police
            """;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void helpListsEverySubcommand() {
        assertThat(run("help")).isZero();
        assertThat(said()).contains("serve", "demo", "help");
    }

    @Test
    void helpSpeaksVietnameseToo() {
        assertThat(run(Locale.of("vi"), "help")).isZero();
        assertThat(said()).contains("Cách dùng", "liệt kê các lệnh này");
    }

    @Test
    void anUnknownSubcommandIsAnsweredWithTheList() {
        assertThat(run("srve")).isEqualTo(2);
        assertThat(said()).contains("srve", "serve");
    }

    @Test
    void aMissingFileIsAnsweredWithTheKeys() {
        assertThat(run("serve", "--config", folder.resolve("none.yaml").toString()))
                .isEqualTo(2);
        assertThat(said()).contains("none.yaml", "* hiepdong.data", "  hiepdong.database.url");
    }

    @Test
    void aFileMayNameCertificatesOfManySendersAndLengthsOfTime() throws Exception {
        var file = ConfigurationFile.read(Path.of(write("node.properties", COMPLETE + """
                hiepdong.cap.trusted[cap@nchmf.gov.vn]=nchmf.pem
                hiepdong.cap.trusted[cap@example.vn]=/etc/example.pem
                hiepdong.exchange.heartbeat=5s
                hiepdong.exchange.down-after=soon
                hiepdong.zone=Asia/Hanoi
                hiepdong.keys=secret
                """)));

        assertThat(file.settings())
                .containsEntry(
                        "hiepdong.cap.trusted[cap@nchmf.gov.vn]",
                        folder.resolve("nchmf.pem").toString())
                .containsEntry("hiepdong.cap.trusted[cap@example.vn]", "/etc/example.pem")
                .containsEntry("hiepdong.exchange.heartbeat", "5s")
                .containsEntry("hiepdong.keys", folder.resolve("secret").toString());
        assertThat(file.mistakes())
                .extracting(ConfigurationFile.Mistake::what)
                .containsExactlyInAnyOrder("hiepdong.exchange.down-after", "hiepdong.zone");
    }

    @Test
    void everyMistakeInTheFileIsNamedAtOnce() throws IOException {
        var file = write("node.properties", COMPLETE.replace("kind=police", "kind=navy") + """
                hiepdong.web.port=99999
                hiepdong.wep.address=0.0.0.0
                """);

        assertThat(run("serve", "--config", file)).isEqualTo(2);
        assertThat(said())
                .contains("hiepdong.agency.kind: not a valid value; needs one of: police, military")
                .contains("hiepdong.web.port: not a valid value")
                .contains("hiepdong.wep.address: there is no such key");
    }

    @Test
    void aMissingKeyIsNamed() throws IOException {
        assertThat(run("serve", "--config", write("node.yml", "hiepdong:\n  data: d\n")))
                .isEqualTo(2);
        assertThat(said()).contains("hiepdong.agency.code: missing");
    }

    @Test
    void brokenYamlIsReportedWithItsLine() throws IOException {
        assertThat(run("serve", "--config", write("node.yaml", "hiepdong:\n  data: [d\n")))
                .isEqualTo(2);
        assertThat(said()).contains("cannot be read", "line");
    }

    @Test
    void pathsInAFileStartWhereTheFileLies() throws Exception {
        var file = Path.of(write("node.properties", COMPLETE));

        var configuration = ConfigurationFile.read(file);

        assertThat(configuration.mistakes()).isEmpty();
        assertThat(configuration.settings())
                .containsEntry("hiepdong.data", folder.resolve("data").toString())
                .containsEntry("hiepdong.agency.name-vi", "Công an thành phố");
    }

    @Test
    void propertiesAndYamlSayTheSame() throws Exception {
        var properties = write("node.properties", COMPLETE);
        var yaml = write("node.yaml", """
                hiepdong:
                  data: data
                  agency:
                    code: POL
                    name-vi: Công an thành phố
                    name-en: City Police
                    kind: police
                """);

        assertThat(ConfigurationFile.read(Path.of(yaml))).isEqualTo(ConfigurationFile.read(Path.of(properties)));
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... arguments) {
        return run(Locale.ENGLISH, arguments);
    }

    private int run(Locale language, String... arguments) {
        var stream = new PrintStream(said, true, StandardCharsets.UTF_8);
        return new Main(new Terminal(stream, stream, language)).run(List.of(arguments));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}
