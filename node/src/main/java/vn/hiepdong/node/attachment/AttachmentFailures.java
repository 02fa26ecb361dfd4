package vn.hiepdong.node.attachment;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.web.Failure;
import vn.hiepdong.node.web.FailureTranslation;

/// A file that is not taken, said to the one who sent it.
@Component
final class AttachmentFailures implements FailureTranslation {
    @Override
    public Optional<Failure> translate(Throwable thrown) {
        return thrown instanceof AttachmentRejected rejected
                ? Optional.of(Failure.of(
                        status(rejected),
                        rejected.reason().key(),
                        rejected.arguments().toArray()))
                : Optional.empty();
    }

    private static int status(AttachmentRejected rejected) {
        return switch (rejected.reason()) {
            case TOO_LARGE -> 413;
            case TYPE -> 415;
            case EMPTY, BROKEN -> 400;
            case TOO_MANY_PIXELS, ENCRYPTED, ACTIVE, TOO_MANY_PAGES, TOO_MUCH_INSIDE, STAMPED, WRONG_HASH -> 422;
        };
    }
}
