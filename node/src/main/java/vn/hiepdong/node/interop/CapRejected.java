package vn.hiepdong.node.interop;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An alert that is not imported, and why, in a form that can be said in the reader's language.
///
/// Thrown before anything is written: a rejected file changes nothing. Carries a short quotation of the offending
/// value at most, never the alert.
public final class CapRejected extends RuntimeException {
    private static final int QUOTED = 80;

    private final Reason reason;
    private final @Nullable Place place;
    private final List<String> arguments;

    CapRejected(Reason reason, @Nullable Place place, Object... arguments) {
        super(reason + (place == null ? "" : " at " + place));
        this.reason = reason;
        this.place = place;
        this.arguments = List.of(arguments).stream()
                .map(Object::toString)
                .map(CapRejected::shortened)
                .toList();
    }

    /// Where in the file: the element, and the line and column (from 1) at which its start tag ends.
    public record Place(String element, int line, int column) {}

    public Reason reason() {
        return reason;
    }

    /// Empty when the reason concerns the file as a whole.
    public Optional<Place> place() {
        return Optional.ofNullable(place);
    }

    /// What the message of [Reason#key()] is filled with.
    public List<String> arguments() {
        return arguments;
    }

    private static String shortened(String value) {
        return value.length() <= QUOTED || value.contains(", ") ? value : value.substring(0, QUOTED) + "…";
    }

    /// Why an alert was not imported. The numbers are sections of CAP 1.2 (OASIS, 2010-07-01).
    public enum Reason {
        EMPTY,
        TOO_LARGE,
        /// Not XML, or cut off: §3.4 asks for well-formed XML.
        NOT_WELL_FORMED,
        /// A document type declaration: it could define entities, and CAP has none.
        DOCTYPE,
        XML_VERSION,
        ENCODING,
        TOO_DEEP,
        TOO_MANY,
        TEXT_TOO_LONG,
        WRONG_ROOT,
        CAP_1_0,
        /// The root is CAP, but of a namespace that is neither 1.1 nor 1.2.
        CAP_UNKNOWN,
        EXPECTED_ELEMENT,
        MISSING_ELEMENT,
        UNEXPECTED_ELEMENT,
        UNEXPECTED_ATTRIBUTE,
        UNEXPECTED_TEXT,
        EMPTY_VALUE,
        NOT_ONE_OF,
        NOT_A_TIME,
        NOT_A_NUMBER,
        NOT_A_LANGUAGE,
        NOT_AN_IDENTIFIER,
        NOT_A_REFERENCE,
        NOT_A_LIST,
        NOT_A_POLYGON,
        OPEN_POLYGON,
        NOT_A_CIRCLE,
        OUT_OF_RANGE,
        /// §3.2.1: restriction belongs to scope Restricted, addresses to scope Private.
        NEEDED_BY_SCOPE,

        /// An EDXL-DE envelope, which carries several alerts; each is to be imported by itself.
        EDXL_ENVELOPE,

        SIGNATURE_MISSING,
        SIGNATURE_INVALID,
        SIGNATURE_UNTRUSTED,
        SIGNATURE_WEAK,

        WRONG_REALM,
        NOT_FOR_ACTION,
        NOT_A_STATEMENT,
        NOT_PUBLIC,
        NOTHING_SAID,
        PERSON_SOUGHT,
        CONFLICT;

        /// The message that says it, in the bundle `messages/interop`.
        public String key() {
            return "interop.cap.refused." + name().toLowerCase(Locale.ROOT);
        }
    }
}
