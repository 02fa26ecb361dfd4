package vn.hiepdong.node.web;

import java.util.List;
import java.util.Map;

/// Why a request did not succeed, in a form that can be shown as a page or as an RFC 9457 problem.
///
/// @param status the HTTP status; `web.failure.<status>.title` and `.advice` must exist
/// @param detailKey the text that says what was wrong, or empty when title and advice say it all
/// @param headers what the answer must carry, such as `Retry-After`
/// @param trace what the operator finds in the log, or empty
public record Failure(
        int status,
        String detailKey,
        List<Object> arguments,
        List<BadField> fields,
        Map<String, String> headers,
        String trace) {

    public Failure {
        arguments = List.copyOf(arguments);
        fields = List.copyOf(fields);
        headers = Map.copyOf(headers);
    }

    public static Failure of(int status) {
        return new Failure(status, "", List.of(), List.of(), Map.of(), "");
    }

    public static Failure of(int status, String detailKey, Object... args) {
        return new Failure(status, detailKey, List.of(args), List.of(), Map.of(), "");
    }

    static Failure of(BadInput bad) {
        return new Failure(400, "", List.of(), bad.fields(), Map.of(), "");
    }

    public Failure with(String header, String value) {
        return new Failure(status, detailKey, arguments, fields, Map.of(header, value), trace);
    }

    Failure traced(String found) {
        return new Failure(status, detailKey, arguments, fields, headers, found);
    }
}
