package vn.hiepdong.trials.fault;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Somebody who has stolen every TLS key, sits before a node, and changes what passes. What agencies sign themselves it
/// cannot forge.
final class Interceptor implements AutoCloseable {
    private static final char[] NO_PASSWORD = new char[0];
    private static final Set<String> NOT_COPIED = Set.of(
            "host",
            "connection",
            "content-length",
            "content-encoding",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /// What passes.
    interface Mischief {
        /// @return what the caller gets; null: the line breaks instead
        @Nullable
        Reply with(Call call) throws IOException;
    }

    record Reply(int status, @Nullable String type, byte[] body) {}

    /// A request that came, which may be passed on as often as one likes, and as anything.
    final class Call {
        private final HttpExchange exchange;
        private final HttpClient client;
        private final String method;
        final String from;
        final String path;
        final byte[] body;

        private Call(HttpExchange exchange, HttpClient client, String from, byte[] body) {
            this.exchange = exchange;
            this.client = client;
            this.from = from;
            method = exchange.getRequestMethod();
            path = exchange.getRequestURI().toString();
            this.body = body;
        }

        boolean isPush() {
            return path.equals("/exchange/v1/push");
        }

        Reply on() throws IOException {
            return on(body);
        }

        Reply on(byte[] changed) throws IOException {
            var request = HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + node + path))
                    .timeout(Duration.ofSeconds(60))
                    .method(
                            method,
                            method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(changed));
            exchange.getRequestHeaders().forEach((name, values) -> {
                if (!NOT_COPIED.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            try {
                HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
                return new Reply(
                        answer.statusCode(),
                        answer.headers().firstValue("Content-Type").orElse(null),
                        answer.body());
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
    }

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final int node;
    private final Mischief mischief;
    private final Map<X509Certificate, String> callers = new java.util.HashMap<>();
    private final Map<String, HttpClient> clients = new java.util.HashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    /// Sits down before `victim`.
    Interceptor(Field field, Field.Site victim, Mischief mischief) {
        this.mischief = mischief;
        node = victim.line().node();
        try {
            for (Field.Site site : field.sites()) {
                var key = new Key(site);
                callers.put(key.certificate, site.code());
                clients.put(
                        site.code(),
                        HttpClient.newBuilder()
                                .version(HttpClient.Version.HTTP_1_1)
                                .sslContext(key.context())
                                .connectTimeout(Duration.ofSeconds(5))
                                .build());
            }
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
            server.setHttpsConfigurator(new HttpsConfigurator(new Key(victim).context()) {
                @Override
                public void configure(HttpsParameters parameters) {
                    SSLParameters tls = getSSLContext().getDefaultSSLParameters();
                    tls.setNeedClientAuth(true);
                    parameters.setSSLParameters(tls);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
        victim.line().leadsTo(server.getAddress().getPort());
    }

    /// How many requests have met with mischief.
    int calls() {
        return calls.get();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if ("gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"))) {
                body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
            }
            String from = caller(exchange);
            Reply reply = mischief.with(new Call(exchange, clients.get(from), from, body));
            calls.incrementAndGet();
            if (reply == null) return; // without an answer the server hangs up
            if (reply.type != null) exchange.getResponseHeaders().set("Content-Type", reply.type);
            exchange.sendResponseHeaders(reply.status, reply.body.length == 0 ? -1 : reply.body.length);
            exchange.getResponseBody().write(reply.body);
        }
    }

    private String caller(HttpExchange exchange) throws IOException {
        Certificate[] shown = ((HttpsExchange) exchange).getSSLSession().getPeerCertificates();
        String code = callers.get((X509Certificate) shown[0]);
        if (code == null) throw new IOException("an unknown caller");
        return code;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        clients.values().forEach(HttpClient::shutdownNow);
    }

    /// A node's TLS key, read from its folder.
    private static final class Key {
        final X509Certificate certificate;
        private final KeyStore store;

        Key(Field.Site site) throws IOException, GeneralSecurityException {
            String pem =
                    Files.readString(site.node().data().resolve("keys/exchange-tls.pem"), StandardCharsets.US_ASCII);
            certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(section(pem, "CERTIFICATE")));
            var key =
                    KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(section(pem, "PRIVATE KEY")));
            store = KeyStore.getInstance("PKCS12");
            store.load(null, NO_PASSWORD);
            store.setKeyEntry("node", key, NO_PASSWORD, new Certificate[] {certificate});
        }

        private static byte[] section(String pem, String type) {
            String begin = "-----BEGIN " + type + "-----";
            return Base64.getMimeDecoder()
                    .decode(pem.substring(
                            pem.indexOf(begin) + begin.length(), pem.indexOf("-----END " + type + "-----")));
        }

        SSLContext context() throws GeneralSecurityException {
            var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(keys.getKeyManagers(), new TrustManager[] {new Anybody()}, null);
            return context;
        }
    }

    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /// The four sections of a push (docs/protocol/exchange.md), each with its length before it.
    static List<byte[]> sections(byte[] push) {
        var sections = new ArrayList<byte[]>();
        var in = java.nio.ByteBuffer.wrap(push);
        while (in.hasRemaining()) {
            var section = new byte[in.getInt()];
            in.get(section);
            sections.add(section);
        }
        return sections;
    }

    static byte[] push(List<byte[]> sections) {
        var out = java.nio.ByteBuffer.allocate(
                sections.stream().mapToInt(each -> 4 + each.length).sum());
        sections.forEach(each -> out.putInt(each.length).put(each));
        return out.array();
    }
}
