package vn.hiepdong.node.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// Writes a [Failure]: as a problem (RFC 9457) below `/api/`, as a page that says what to do elsewhere.
@Component
public final class FailureAnswers {
    private final Answers answers;
    private final Texts texts;
    private final JsonMapper json;

    FailureAnswers(Answers answers, Texts texts, JsonMapper json) {
        this.answers = answers;
        this.texts = texts;
        this.json = json;
    }

    public void write(Failure failure, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (response.isCommitted()) return;
        response.resetBuffer();
        failure.headers().forEach(response::setHeader);
        if (isApi(request)) writeProblem(failure, request, response);
        else answers.show(new Page("web/failure.jte", shown(failure), failure.status()), request, response);
    }

    /// Whether whoever asked is a program.
    public static boolean isApi(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/api/");
    }

    private void writeProblem(Failure failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var language = Language.of(request);
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "urn:hiepdong:problem:" + kind(failure));
        problem.put("title", texts.get(language, title(failure)));
        problem.put("status", failure.status());
        problem.put("detail", detail(failure, language));
        problem.put("instance", request.getRequestURI());
        if (!failure.fields().isEmpty()) problem.put("errors", errors(failure, language));
        if (!failure.trace().isEmpty()) problem.put("trace", failure.trace());
        response.setStatus(failure.status());
        response.setContentType("application/problem+json");
        response.setHeader("Content-Language", language.code());
        response.setHeader("Cache-Control", "no-store");
        var body = json.writeValueAsBytes(problem);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private List<Map<String, String>> errors(Failure failure, Language language) {
        var errors = new ArrayList<Map<String, String>>();
        for (var field : failure.fields()) {
            var expected = field.expected(texts, language);
            var error = new LinkedHashMap<String, String>();
            error.put("field", field.field());
            error.put("expected", expected);
            error.put("message", field.field().isEmpty() ? expected : field.field() + ": " + expected);
            errors.add(error);
        }
        return errors;
    }

    private String detail(Failure failure, Language language) {
        if (!failure.detailKey().isEmpty()) {
            return texts.get(language, failure.detailKey(), failure.arguments().toArray());
        }
        return failure.fields().isEmpty()
                ? texts.get(language, advice(failure))
                : String.join(
                        " ",
                        errors(failure, language).stream()
                                .map(error -> error.get("message"))
                                .toList());
    }

    private static Shown shown(Failure failure) {
        return new Shown(
                failure.status(),
                title(failure),
                advice(failure),
                failure.detailKey(),
                failure.arguments().toArray(),
                failure.fields(),
                failure.trace());
    }

    private static String title(Failure failure) {
        return "web.failure." + known(failure.status()) + ".title";
    }

    private static String advice(Failure failure) {
        return "web.failure." + known(failure.status()) + ".advice";
    }

    private static String kind(Failure failure) {
        return switch (known(failure.status())) {
            case 401 -> "unauthorized";
            case 403 -> "forbidden";
            case 404 -> "not-found";
            case 405 -> "method-not-allowed";
            case 406 -> "not-acceptable";
            case 409 -> "conflict";
            case 413 -> "too-large";
            case 415 -> "unsupported-media-type";
            case 422 -> "unacceptable";
            case 429 -> "too-many-requests";
            case 400 -> "bad-input";
            case 503 -> "unavailable";
            default -> "internal";
        };
    }

    private static int known(int status) {
        return switch (status) {
            case 400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429, 503 -> status;
            default -> status < 500 ? 400 : 500;
        };
    }

    /// What the error page shows.
    record Shown(
            int status,
            String titleKey,
            String adviceKey,
            String detailKey,
            Object[] arguments,
            List<BadField> fields,
            String trace) {}
}
