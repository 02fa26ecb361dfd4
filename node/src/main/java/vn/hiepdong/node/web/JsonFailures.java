package vn.hiepdong.node.web;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.PropertyBindingException;

/// Says of a JSON body that was not understood which field it was and what is expected there.
final class JsonFailures {
    private JsonFailures() {}

    static List<BadField> explain(JacksonException thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            // A record's own constructor may have refused.
            if (cause instanceof BadInput bad) return bad.fields();
        }
        var field = path(thrown);
        return List.of(
                switch (thrown) {
                    case PropertyBindingException unknown ->
                        new BadField(field, "web.expected.known-field", known(unknown));
                    case StreamReadException broken
                    when isDuplicate(broken) -> new BadField(field, "web.expected.single-field");
                    case StreamReadException broken ->
                        new BadField(
                                field,
                                "web.expected.json",
                                broken.getLocation().getLineNr(),
                                broken.getLocation().getColumnNr());
                    case MismatchedInputException wrong -> mismatch(field, wrong.getTargetType());
                    default -> new BadField(field, "web.expected.valid");
                });
    }

    private static BadField mismatch(String field, Class<?> type) {
        if (type == null) return new BadField(field, "web.expected.valid");
        if (type.isEnum()) {
            return new BadField(field, "web.expected.choice", Checks.names(type));
        }
        if (type == String.class) return new BadField(field, "web.expected.json-text");
        if (type == boolean.class || type == Boolean.class) return new BadField(field, "web.expected.boolean");
        if (type == Instant.class) return new BadField(field, "web.expected.instant");
        if (type == UUID.class) return new BadField(field, "web.expected.id");
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return new BadField(field, "web.expected.json-number");
        }
        if (Collection.class.isAssignableFrom(type) || type.isArray()) {
            return new BadField(field, "web.expected.json-list");
        }
        return new BadField(field, "web.expected.json-object");
    }

    private static String known(PropertyBindingException unknown) {
        var names = unknown.getKnownPropertyIds();
        return names == null
                ? ""
                : String.join(", ", names.stream().map(String::valueOf).sorted().toList());
    }

    /// The parser has no type of its own for a name that comes twice.
    private static boolean isDuplicate(StreamReadException broken) {
        return broken.getOriginalMessage().startsWith("Duplicate");
    }

    private static String path(JacksonException thrown) {
        var path = new StringBuilder();
        for (var step : thrown.getPath()) {
            if (step.getPropertyName() == null)
                path.append('[').append(step.getIndex()).append(']');
            else path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
        }
        return path.toString();
    }
}
