package vn.hiepdong.node.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.exchange.PartnerTable.Known;

/// The port on which partners' nodes, and nobody else, are heard.
final class ExchangeServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExchangeServer.class);

    /// More than a request of ours ever has, with the largest payload in it.
    static final int MAX_BODY = 16 << 20;

    private final Server server;
    private final ServerConnector connector;
    private final Partners partners;
    private final Receiver receiver;
    private final Greetings greetings;
    private final Pulls pulls;
    private final MirrorPages mirror;
    private final Optional<AttachmentTransfer> attachments;
    private final InstantSource clock;
    private final BiConsumer<Known, Instant> heard;
    private final BooleanSupplier lost;

    ExchangeServer(
            ExchangeSettings settings,
            TlsIdentity tls,
            Partners partners,
            Receiver receiver,
            Greetings greetings,
            Pulls pulls,
            MirrorPages mirror,
            Optional<AttachmentTransfer> attachments,
            InstantSource clock,
            BiConsumer<Known, Instant> heard,
            BooleanSupplier lost) {
        this.partners = partners;
        this.receiver = receiver;
        this.greetings = greetings;
        this.pulls = pulls;
        this.mirror = mirror;
        this.attachments = attachments;
        this.clock = clock;
        this.heard = heard;
        this.lost = lost;
        var threads = new QueuedThreadPool(16, 4);
        threads.setName("exchange");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("exchange-", 0).factory()));
        server = new Server(threads);
        connector = new ServerConnector(server, 0, 1, ssl(tls), new HttpConnectionFactory(http()));
        connector.setHost(settings.address());
        connector.setPort(settings.port());
        connector.setIdleTimeout(120_000);
        server.addConnector(connector);
        server.setHandler(new Requests());
    }

    private SslConnectionFactory ssl(TlsIdentity tls) {
        var context = new SslContextFactory.Server();
        context.setSslContext(tls.context(new PinnedTrust(pin -> partners.mayConnect(pin))));
        context.setNeedClientAuth(true);
        context.setEndpointIdentificationAlgorithm(null);
        context.setIncludeProtocols("TLSv1.3");
        return new SslConnectionFactory(context, HttpVersion.HTTP_1_1.asString());
    }

    private static HttpConfiguration http() {
        var http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(4096);
        http.addCustomizer(new SecureRequestCustomizer(false));
        return http;
    }

    void start() {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "cannot listen for partners on " + connector.getHost() + ":" + connector.getPort(), e);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    private final class Requests extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws IOException {
            Answer answer = answer(request);
            response.setStatus(answer.status());
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, answer.mediaType());
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, answer.body().length);
            response.write(true, ByteBuffer.wrap(answer.body()), callback);
            return true;
        }
    }

    private Answer answer(Request request) throws IOException {
        Hash pin = pin(request);
        String path = Request.getPathInContext(request);
        if (path.equals("/exchange/v1/pairing")) {
            return post(request, PairingRequest.MAX_BYTES, body -> pair(pin, body));
        }
        Known partner = partners.find(pin).filter(Known::isActive).orElse(null);
        if (partner == null) {
            return Answer.text(403, "this agency has not confirmed you as a partner");
        }
        if (lost.getAsBoolean()) {
            return Answer.text(503, Refusal.KEYS_LOST.beginning());
        }
        heard.accept(partner, clock.instant());
        if (Protocol.isAnother(path)) {
            Answer refused = Protocol.refused(path);
            return request.getMethod().equals("POST") ? post(request, MAX_BODY, _ -> refused) : refused;
        }
        return switch (path) {
            case "/exchange/v1/push" -> post(request, MAX_BODY, body -> receiver.push(partner, body));
            case "/exchange/v1/pull" -> post(request, PullRequest.MAX_BYTES, body -> pulls.answer(partner, body));
            case "/exchange/v1/hello" -> post(request, Greeting.MAX_BYTES, body -> hello(partner, body));
            default -> request.getMethod().equals("GET") ? get(partner, request, path) : Answer.text(404, "not found");
        };
    }

    private Answer get(Known partner, Request request, String path) throws IOException {
        if (attachments.isEmpty() || !path.startsWith(AttachmentTransfer.PATH)) {
            return mirror.get(partner, path);
        }
        String range = Objects.requireNonNullElse(request.getHeaders().get(HttpHeader.RANGE), "");
        return attachments.get().get(partner, path.substring(AttachmentTransfer.PATH.length()), range);
    }

    private static Hash pin(Request request) {
        var session = (EndPoint.SslSessionData) request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE);
        if (session == null || session.peerCertificates() == null || session.peerCertificates().length == 0) {
            throw new IllegalStateException("a request without the certificate that TLS asked for");
        }
        return NodeIdentity.pin(session.peerCertificates()[0]);
    }

    private interface Work {
        Answer on(byte[] body);
    }

    private static Answer post(Request request, int most, Work work) throws IOException {
        if (!request.getMethod().equals("POST")) {
            return Answer.text(405, "only POST");
        }
        if (request.getLength() > most) {
            return Answer.text(413, "at most " + most + " bytes");
        }
        boolean gzip = "gzip".equals(request.getHeaders().get(HttpHeader.CONTENT_ENCODING));
        byte[] body;
        try (InputStream in = Content.Source.asInputStream(request)) {
            body = in.readNBytes(most + 1);
        }
        if (gzip) {
            try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
                body = unzipped.readNBytes(most + 1);
            } catch (IOException e) {
                return Answer.text(400, "not gzip");
            }
        }
        return body.length > most ? Answer.text(413, "at most " + most + " bytes") : work.on(body);
    }

    private Answer pair(Hash pin, byte[] body) {
        PairingRequest asked;
        try {
            asked = PairingRequest.parse(body);
        } catch (FormatException e) {
            return Answer.text(400, String.valueOf(e.getMessage()));
        }
        if (!asked.node().pin().equals(pin)) {
            return Answer.text(403, "not the key of this connection");
        }
        return switch (partners.presented(asked.node(), asked.secret())) {
            case Pairing.Done _ -> Answer.text(200, "pending");
            case Pairing.Refused refused -> {
                LOG.warn("refused to pair with {}: {}", asked.node().code(), refused.reason());
                yield Answer.text(403, refused.reason().name());
            }
        };
    }

    private Answer hello(Known partner, byte[] body) {
        try {
            greetings.heard(partner, Greeting.parse(body));
            return new Answer(200, Answer.JSON, greetings.to(partner).toBytes());
        } catch (FormatException e) {
            return Answer.text(400, String.valueOf(e.getMessage()));
        } catch (RefusedException e) {
            return Answer.text(e.status(), e.reason());
        }
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the port for partners does not close", e);
        }
    }
}
