package vn.hiepdong.node.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import vn.hiepdong.node.ledger.Once;
import vn.hiepdong.node.web.BodyTooLarge;
import vn.hiepdong.node.web.Failure;
import vn.hiepdong.node.web.FailureAnswers;

/// `Idempotency-Key`: a program that does not know whether its POST arrived sends it again with the same key, and it
/// happens once. The answer to the second is the answer to the first.
///
/// Faults of the node and refusals that pass (busy, not permitted yet) are not remembered: the next attempt is a
/// new one.
final class IdempotencyFilter extends OncePerRequestFilter {
    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST_BODY = 2 * 1024 * 1024;
    private static final Set<Integer> PASSING = Set.of(401, 403, 408, 425, 429);
    private static final List<String> KEPT_HEADERS = List.of("Content-Type", "Location", "ETag", "Content-Language");

    private final IdempotencyTable answered;
    private final FailureAnswers failures;

    IdempotencyFilter(IdempotencyTable answered, FailureAnswers failures) {
        this.answered = answered;
        this.failures = failures;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST")
                || !FailureAnswers.isApi(request)
                || request.getHeader(HEADER) == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var key = request.getHeader(HEADER);
        var who = OfficerAuthentication.current();
        if (who.isEmpty()) {
            chain.doFilter(request, response);
        } else if (!key.matches("[\\x21-\\x7e]{1,200}")) {
            failures.write(Failure.of(400, "access.idempotency.key"), request, response);
        } else {
            try {
                var again = new Rereadable(request, body(request));
                takeTurn(again, response, chain, who.get().actor(), key);
            } catch (BodyTooLarge large) {
                failures.write(Failure.of(413, "web.failure.413.limit", large.limit() / 1024), request, response);
            }
        }
    }

    private static byte[] body(HttpServletRequest request) throws IOException {
        var body = request.getInputStream().readNBytes(LONGEST_BODY + 1);
        if (body.length > LONGEST_BODY) throw new BodyTooLarge(LONGEST_BODY);
        return body;
    }

    private void takeTurn(Rereadable request, HttpServletResponse response, FilterChain chain, UUID actor, String key)
            throws ServletException, IOException {
        var what = hash(request);
        switch (answered.begin(actor, key, what)) {
            case IdempotencyTable.Turn.Go(var attempt) ->
                carryOut(request, response, once(name(actor, key, what), chain), actor, key, attempt);
            case IdempotencyTable.Turn.Replay(var answer) -> replay(answer, response);
            case IdempotencyTable.Turn.UnderWay _ ->
                failures.write(
                        Failure.of(409, "access.idempotency.under-way").with("Retry-After", "1"), request, response);
            case IdempotencyTable.Turn.OtherRequest _ ->
                failures.write(Failure.of(422, "access.idempotency.other"), request, response);
        }
    }

    private void carryOut(
            Rereadable request, HttpServletResponse response, FilterChain chain, UUID actor, String key, UUID attempt)
            throws ServletException, IOException {
        var caught = new ContentCachingResponseWrapper(response);
        boolean remembered = false;
        try {
            chain.doFilter(request, caught);
            if (caught.getStatus() < 500 && !PASSING.contains(caught.getStatus())) {
                answered.finish(actor, key, attempt, answer(caught));
                remembered = true;
            }
        } finally {
            if (!remembered) answered.release(actor, key, attempt);
        }
        caught.copyBodyToResponse();
    }

    /// What this request appends to the ledger is appended once, also when an attempt was cut off before its answer.
    private static FilterChain once(UUID request, FilterChain chain) {
        return (asked, answer) -> {
            try {
                Once.in(request, () -> {
                    chain.doFilter(asked, answer);
                    return null;
                });
            } catch (IOException | ServletException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new ServletException(e);
            }
        };
    }

    private static UUID name(UUID actor, String key, byte[] what) {
        var digest = sha256();
        digest.update((actor + "\n" + key + "\n").getBytes(StandardCharsets.UTF_8));
        var bytes = ByteBuffer.wrap(digest.digest(what));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static IdempotencyTable.Answer answer(ContentCachingResponseWrapper caught) {
        var headers = new ArrayList<String>();
        for (var name : KEPT_HEADERS) {
            var value = name.equals("Content-Type") ? caught.getContentType() : caught.getHeader(name);
            if (value != null) headers.addAll(List.of(name, value));
        }
        return new IdempotencyTable.Answer(caught.getStatus(), headers, caught.getContentAsByteArray());
    }

    private static void replay(IdempotencyTable.Answer answer, HttpServletResponse response) throws IOException {
        response.setStatus(answer.status());
        for (int i = 0; i < answer.headers().size(); i += 2) {
            response.setHeader(answer.headers().get(i), answer.headers().get(i + 1));
        }
        response.setHeader("Idempotency-Replayed", "true");
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    private static byte[] hash(Rereadable request) {
        var digest = sha256();
        var query = request.getQueryString() == null ? "" : request.getQueryString();
        var type = request.getContentType() == null ? "" : request.getContentType();
        var line = String.join("\n", request.getMethod(), request.getRequestURI(), query, type, "");
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        return digest.digest(request.body);
    }

    /// The body has been read; whoever comes next reads it from memory.
    private static final class Rereadable extends HttpServletRequestWrapper {
        private final byte[] body;

        Rereadable(HttpServletRequest request, byte[] body) {
            super(request);
            this.body = body;
        }

        @Override
        public ServletInputStream getInputStream() {
            return new Bytes(body);
        }

        @Override
        public BufferedReader getReader() throws IOException {
            var charset = getCharacterEncoding() == null ? StandardCharsets.UTF_8.name() : getCharacterEncoding();
            return new BufferedReader(new InputStreamReader(getInputStream(), charset));
        }
    }

    private static final class Bytes extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Bytes(byte[] body) {
            this.bytes = new ByteArrayInputStream(body);
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("the body is already here");
        }
    }
}
