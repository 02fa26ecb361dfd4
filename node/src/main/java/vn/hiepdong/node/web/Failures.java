package vn.hiepdong.node.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.TypeMismatchException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import tools.jackson.core.JacksonException;

/// Says of anything thrown what it means to the one who asked. What nobody foresaw is logged here, once.
@Component
final class Failures {
    private static final Logger log = LoggerFactory.getLogger(Failures.class);

    private final ObjectProvider<FailureTranslation> translations;

    Failures(ObjectProvider<FailureTranslation> translations) {
        this.translations = translations;
    }

    Failure explain(Throwable thrown, HttpServletRequest request) {
        var translated = translations
                .orderedStream()
                .flatMap(translation -> translation.translate(thrown).stream())
                .findFirst();
        return translated.or(() -> known(thrown)).orElseGet(() -> unforeseen(thrown, request));
    }

    private static Optional<Failure> known(Throwable thrown) {
        return switch (thrown) {
            case BadInput bad -> Optional.of(Failure.of(bad));
            case Refused refused ->
                Optional.of(Failure.of(
                        refused.status(), refused.key(), refused.arguments().toArray()));
            case NotFound _ -> Optional.of(Failure.of(404));
            case Forbidden forbidden ->
                Optional.of(
                        Failure.of(403, forbidden.key(), forbidden.arguments().toArray()));
            case AccessDeniedException _ -> Optional.of(Failure.of(403));
            case AuthenticationException _ -> Optional.of(Failure.of(401));
            case BodyTooLarge large -> Optional.of(tooLarge(large.limit()));
            case MaxUploadSizeExceededException large -> Optional.of(tooLarge(large.getMaxUploadSize()));
            case HttpMessageNotReadableException unreadable -> Optional.of(unreadable(unreadable));
            case MissingServletRequestParameterException missing ->
                Optional.of(badField(missing.getParameterName(), "web.expected.present"));
            case MissingServletRequestPartException missing ->
                Optional.of(badField(missing.getRequestPartName(), "web.expected.present"));
            case MethodArgumentTypeMismatchException wrong -> Optional.of(mismatch(wrong));
            case ServletRequestBindingException _ -> Optional.of(Failure.of(400));
            case DataAccessResourceFailureException _, CannotCreateTransactionException _ -> {
                log.error("the database does not answer", thrown);
                yield Optional.of(Failure.of(503).with("Retry-After", "10"));
            }
            case TransientDataAccessException _ -> Optional.of(Failure.of(503).with("Retry-After", "1"));
            case ErrorResponse response -> Optional.of(standard(response));
            default -> Optional.empty();
        };
    }

    private static Failure tooLarge(long limit) {
        return limit > 0 ? Failure.of(413, "web.failure.413.limit", limit / 1024) : Failure.of(413);
    }

    private static Failure unreadable(HttpMessageNotReadableException unreadable) {
        // The parser wraps what reading the body threw.
        for (Throwable cause = unreadable; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyTooLarge large) return tooLarge(large.limit());
        }
        return unreadable.getCause() instanceof JacksonException json
                ? Failure.of(new BadInput(JsonFailures.explain(json)))
                : badField("", "web.expected.body");
    }

    /// A wrong value in the path is a thing that does not exist; elsewhere it is bad input.
    private static Failure mismatch(MethodArgumentTypeMismatchException wrong) {
        if (wrong.getParameter().hasParameterAnnotation(org.springframework.web.bind.annotation.PathVariable.class)) {
            return Failure.of(404);
        }
        return badField(wrong.getName(), expectation(wrong), arguments(wrong));
    }

    private static String expectation(TypeMismatchException wrong) {
        var type = wrong.getRequiredType();
        if (type == null) return "web.expected.valid";
        if (type.isEnum()) return "web.expected.choice";
        if (type == UUID.class) return "web.expected.id";
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) return "web.expected.json-number";
        return "web.expected.valid";
    }

    private static Object[] arguments(TypeMismatchException wrong) {
        var type = wrong.getRequiredType();
        return type != null && type.isEnum() ? new Object[] {Checks.names(type)} : new Object[0];
    }

    private static Failure badField(String field, String key, Object... args) {
        return Failure.of(new BadInput(field, key, args));
    }

    /// What Spring MVC itself refuses: method, media type, unknown path.
    private static Failure standard(ErrorResponse response) {
        var status = response.getStatusCode().value();
        var headers = new java.util.LinkedHashMap<String, String>();
        response.getHeaders().forEach((name, values) -> headers.put(name, String.join(", ", values)));
        var key = switch (status) {
            case 405 -> "web.failure.405.allowed";
            case 415 -> "web.failure.415.accepted";
            default -> "";
        };
        var accepted = headers.getOrDefault(status == 405 ? "Allow" : "Accept", "");
        if (accepted.isEmpty()) key = "";
        return new Failure(status, key, key.isEmpty() ? List.of() : List.of(accepted), List.of(), headers, "");
    }

    private static Failure unforeseen(Throwable thrown, HttpServletRequest request) {
        var trace = UUID.randomUUID().toString().substring(0, 8);
        log.error("{} {} failed, shown as {}", request.getMethod(), request.getRequestURI(), trace, thrown);
        return new Failure(500, "", List.of(), List.of(), Map.of(), trace);
    }
}
