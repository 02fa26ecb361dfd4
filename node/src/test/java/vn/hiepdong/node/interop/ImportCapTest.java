package vn.hiepdong.node.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.terminal.Terminal;

class ImportCapTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private int status = 201;
    private HttpServer node;

    @TempDir
    Path folder;

    @BeforeEach
    void aNodeListens() throws Exception {
        node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        node.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            asked.add(exchange.getRequestHeaders().getFirst("Authorization"));
            asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(status, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        node.start();
    }

    @AfterEach
    void stop() {
        node.stop(0);
    }

    @Test
    void theFileIsHandedOverAsItIs() throws Exception {
        var file = Files.writeString(folder.resolve("lu.cap"), CapText.FLOOD);
        assertThat(run(file.toString(), "--url", url(), "--token", "t0", "--to", "MIL,AUT"))
                .isZero();
        assertThat(asked)
                .containsExactly(
                        "/api/v1/imports/cap?realm=REAL&releasableTo=MIL&releasableTo=AUT", "Bearer t0", CapText.FLOOD);
        assertThat(out.toString(StandardCharsets.UTF_8).strip()).isEqualTo("{}");
    }

    @Test
    void aRefusalIsShownAndFails() throws Exception {
        status = 422;
        var file = Files.writeString(folder.resolve("lu.cap"), CapText.FLOOD);
        assertThat(run(file.toString(), "--url", url() + "/", "--token", "t0")).isOne();
        assertThat(out.toString(StandardCharsets.UTF_8).strip()).isEqualTo("{}");
    }

    @Test
    void whatIsMissingIsSaid() {
        assertThat(run("x.cap")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("import-cap");
        err.reset();
        assertThat(run(folder.resolve("none.cap").toString(), "--url", url(), "--token", "t0"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("none.cap");
        assertThat(asked).isEmpty();
    }

    private int run(String... arguments) {
        var terminal = new Terminal(new PrintStream(out, true), new PrintStream(err, true), Locale.of("vi"));
        return new ImportCap(terminal).run(List.of(arguments));
    }

    private String url() {
        return "http://127.0.0.1:" + node.getAddress().getPort();
    }
}
