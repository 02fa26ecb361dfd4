package vn.hiepdong.node.interop;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.interop.CapRejected.Place;
import vn.hiepdong.node.web.BadField;
import vn.hiepdong.node.web.Failure;
import vn.hiepdong.node.web.FailureTranslation;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.Texts;

/// An alert that is not imported, said to the one who sent it: the rule, and the element with its line and
/// column.
@Component
final class CapFailures implements FailureTranslation {
    @Override
    public Optional<Failure> translate(Throwable thrown) {
        return thrown instanceof CapRejected rejected ? Optional.of(failure(rejected)) : Optional.empty();
    }

    private static Failure failure(CapRejected rejected) {
        return rejected.place()
                .map(place ->
                        new Failure(status(rejected), "", List.of(), List.of(field(rejected, place)), Map.of(), ""))
                .orElseGet(() -> Failure.of(
                        status(rejected),
                        rejected.reason().key(),
                        rejected.arguments().toArray()));
    }

    static BadField field(CapRejected rejected, Place place) {
        return new BadField(
                "%s@%d:%d".formatted(place.element(), place.line(), place.column()),
                rejected.reason().key(),
                rejected.arguments().toArray());
    }

    /// The reason in words, with the line where it was found.
    static String words(CapRejected rejected, Texts texts, Language language) {
        var why = texts.get(
                language, rejected.reason().key(), rejected.arguments().toArray());
        return rejected.place()
                .map(place -> texts.get(language, "interop.cap.batch.line", why, place.line()))
                .orElse(why);
    }

    private static int status(CapRejected rejected) {
        return switch (rejected.reason()) {
            case TOO_LARGE -> 413;
            case CONFLICT -> 409;
            case SIGNATURE_MISSING,
                    SIGNATURE_INVALID,
                    SIGNATURE_UNTRUSTED,
                    SIGNATURE_WEAK,
                    WRONG_REALM,
                    NOT_FOR_ACTION,
                    NOT_A_STATEMENT,
                    NOT_PUBLIC,
                    NOTHING_SAID,
                    PERSON_SOUGHT -> 422;
            default -> 400; // the file itself breaks a rule of CAP
        };
    }
}
