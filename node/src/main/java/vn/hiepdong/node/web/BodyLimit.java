package vn.hiepdong.node.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/// Nobody fills our memory: a body has a limit, announced or not. JSON and plain forms are typed by people or made of
/// records and stay small; files may be larger.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class BodyLimit extends OncePerRequestFilter {
    private final long small;
    private final long large;
    private final FailureAnswers answers;
    private final ObjectProvider<BodyAllowance> allowances;

    BodyLimit(
            @Value("${hiepdong.web.max-json-bytes:1048576}") long small,
            @Value("${hiepdong.web.max-body-bytes:33554432}") long large,
            FailureAnswers answers,
            ObjectProvider<BodyAllowance> allowances) {
        this.small = small;
        this.large = large;
        this.answers = answers;
        this.allowances = allowances;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        long limit = limitOf(request);
        if (request.getContentLengthLong() > limit) {
            // The rest of the body is not read, so the connection cannot be used again.
            response.setHeader("Connection", "close");
            answers.write(Failure.of(413, "web.failure.413.limit", limit / 1024), request, response);
        } else if (request.getContentLengthLong() >= 0) {
            chain.doFilter(request, response);
        } else {
            chain.doFilter(new Limited(request, limit), response);
        }
    }

    private long limitOf(HttpServletRequest request) {
        long allowed =
                allowances.stream().mapToLong(each -> each.limit(request)).max().orElse(0);
        if (allowed > 0) return allowed;
        var type =
                request.getContentType() == null ? "" : request.getContentType().toLowerCase(Locale.ROOT);
        return type.startsWith("application/json") || type.startsWith("application/x-www-form-urlencoded")
                ? small
                : large;
    }

    private static final class Limited extends HttpServletRequestWrapper {
        private final long limit;

        Limited(HttpServletRequest request, long limit) {
            super(request);
            this.limit = limit;
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            return new LimitedStream(super.getInputStream(), limit);
        }
    }

    private static final class LimitedStream extends ServletInputStream {
        private final ServletInputStream stream;
        private final long limit;
        private long seen;

        LimitedStream(ServletInputStream stream, long limit) {
            this.stream = stream;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int b = stream.read();
            if (b >= 0) count(1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = stream.read(bytes, offset, length);
            if (n > 0) count(n);
            return n;
        }

        private void count(int n) throws IOException {
            seen += n;
            if (seen > limit) throw new BodyTooLarge(limit);
        }

        @Override
        public boolean isFinished() {
            return stream.isFinished();
        }

        @Override
        public boolean isReady() {
            return stream.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            stream.setReadListener(listener);
        }
    }
}
