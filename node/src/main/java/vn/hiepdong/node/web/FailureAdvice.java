package vn.hiepdong.node.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/// The one place where anything thrown ends: from a handler, from a filter, from the server itself.
@Controller
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FailureAdvice implements ErrorController {
    private final Failures failures;
    private final FailureAnswers answers;

    FailureAdvice(Failures failures, FailureAnswers answers) {
        this.failures = failures;
        this.answers = answers;
    }

    @ExceptionHandler(Exception.class)
    void thrown(Exception thrown, HttpServletRequest request, HttpServletResponse response) throws Exception {
        switch (thrown) {
            // The security filters know whether to ask for a sign-in or to refuse.
            case AccessDeniedException denied -> throw denied;
            case AuthenticationException unknown -> throw unknown;
            // The reader has gone away; there is nobody to tell.
            case AsyncRequestNotUsableException _ -> {}
            default -> answers.write(failures.explain(thrown, request), request, response);
        }
    }

    @RequestMapping("/error")
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var original = new OriginalPath(request);
        if (request.getAttribute(RequestDispatcher.ERROR_EXCEPTION) instanceof Throwable thrown) {
            answers.write(failures.explain(rootOf(thrown), original), original, response);
        } else {
            var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code ? code : 404;
            answers.write(Failure.of(status), original, response);
        }
    }

    private static Throwable rootOf(Throwable thrown) {
        return thrown instanceof jakarta.servlet.ServletException && thrown.getCause() != null
                ? thrown.getCause()
                : thrown;
    }

    /// The server forwards to `/error`; what matters is what was asked for.
    private static final class OriginalPath extends jakarta.servlet.http.HttpServletRequestWrapper {
        OriginalPath(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getRequestURI() {
            return getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String path
                    ? path
                    : super.getRequestURI();
        }
    }
}
