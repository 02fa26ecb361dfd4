package vn.hiepdong.node.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.zip.GZIPOutputStream;
import vn.hiepdong.format.Hash;

/// Requests to one partner, over connections that are kept open. The other side must have the partner's TLS key.
final class PartnerClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    /// The JDK's own timeout ends with the headers of an answer; a partner that stalls after them must not hold us.
    private static final Duration WHOLE = Duration.ofMinutes(2);

    /// On a line slower than this, bytes cost more than compressing them.
    private static final long COMPRESS_NANOS = Duration.ofMillis(20).toNanos();

    private static final int COMPRESS_BYTES = 1500;

    private final HttpClient http;
    private final Duration whole;
    private volatile long roundTripNanos;

    /// @param pins says of a TLS key whether it is the partner's
    PartnerClient(TlsIdentity own, Predicate<Hash> pins, Executor executor) {
        this(own, pins, executor, WHOLE);
    }

    /// @param whole longest wait for a whole answer
    PartnerClient(TlsIdentity own, Predicate<Hash> pins, Executor executor, Duration whole) {
        this.whole = whole;
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .followRedirects(HttpClient.Redirect.NEVER)
                .sslContext(own.context(new PinnedTrust(pins)))
                .executor(executor)
                .build();
    }

    /// @param body at most 1 MiB where an answer is expected to be short
    record Response(int status, byte[] body) {
        String text() {
            String text = new String(body, java.nio.charset.StandardCharsets.UTF_8).strip();
            return text.substring(0, Math.min(300, text.length()));
        }

        /// Why it refused, in words. What holds no words, such as a number or a page of HTML, would tell nobody
        /// anything.
        RefusedException refusal() {
            String text = text();
            boolean words = PartnerClient.isWords(text);
            return new RefusedException(status, words ? text : "it answered with status " + status);
        }
    }

    /// Whether a person can make anything of it.
    static boolean isWords(String text) {
        return !text.startsWith("<") && text.chars().anyMatch(Character::isLetter);
    }

    Response post(String url, String path, String type, byte[] body) throws IOException {
        var request =
                HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).header("Content-Type", type);
        boolean compress = roundTripNanos > COMPRESS_NANOS && body.length > COMPRESS_BYTES;
        if (compress) {
            request.header("Content-Encoding", "gzip");
        }
        long start = System.nanoTime();
        Response response = send(request.POST(BodyPublishers.ofByteArray(compress ? gzip(body) : body))
                .build());
        if (body.length <= COMPRESS_BYTES) {
            roundTripNanos = System.nanoTime() - start;
        }
        return response;
    }

    /// A request whose answer may take a while: it tells nothing about the line.
    Response ask(String url, String path, String type, byte[] body) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    Response get(String url, String path) throws IOException {
        return send(
                HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).build());
    }

    /// @param range as in the header `Range`
    Response get(String url, String path, String range) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("Range", range)
                .build());
    }

    private Response send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), ExchangeServer.MAX_BODY));
        try {
            HttpResponse<byte[]> response = answer.get(whole.toNanos(), TimeUnit.NANOSECONDS);
            return new Response(response.statusCode(), response.body());
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new IOException("the answer stopped halfway", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException broken) {
                throw broken;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static byte[] gzip(byte[] body) throws IOException {
        var bytes = new ByteArrayOutputStream(body.length / 2);
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body);
        }
        return bytes.toByteArray();
    }

    /// How long a small request took last.
    Duration roundTrip() {
        return Duration.ofNanos(roundTripNanos);
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
