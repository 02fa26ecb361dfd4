package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartnerClientTest {
    @TempDir
    Path keys;

    /// Otherwise the sender's thread would wait for ever, and nothing would reach that partner again.
    @Test
    void anAnswerThatStopsHalfwayIsGivenUp() throws IOException {
        TlsIdentity identity = TlsIdentity.in(keys, "POL", InstantSource.system());
        var finished = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor();
                var server = (SSLServerSocket) identity.context(new PinnedTrust(_ -> true))
                        .getServerSocketFactory()
                        .createServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var client = new PartnerClient(identity, identity.pin()::equals, executor, Duration.ofMillis(500))) {
            executor.submit(() -> {
                try (Socket socket = server.accept()) {
                    InputStream in = socket.getInputStream();
                    in.readNBytes(4); // a request began
                    socket.getOutputStream()
                            .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"
                                    .getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                    finished.await();
                }
                return null;
            });
            assertThatThrownBy(() -> client.get("https://127.0.0.1:" + server.getLocalPort(), "/"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("halfway");
            finished.countDown();
        }
    }

    @Test
    void whatHoldsNoWordsIsNoReasonThatAnOperatorIsTold() {
        assertThat(refusal(409, "32\n32\n\n")).isEqualTo("it answered with status 409");
        assertThat(refusal(500, "<html><title>Error 500</title></html>")).isEqualTo("it answered with status 500");
        assertThat(refusal(403, "stopped: the log is frozen here\n")).isEqualTo("stopped: the log is frozen here");
        assertThat(Sender.reason(new IOException("32"))).isEqualTo("the line broke");
        assertThat(Sender.reason(new ConnectException())).isEqualTo("cannot be reached");
        assertThat(Sender.reason(new IOException("the answer stopped halfway")))
                .isEqualTo("the answer stopped halfway");
    }

    private static String refusal(int status, String body) {
        return new PartnerClient.Response(status, body.getBytes(StandardCharsets.UTF_8))
                .refusal()
                .reason();
    }
}
