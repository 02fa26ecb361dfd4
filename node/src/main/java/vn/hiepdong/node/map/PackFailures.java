package vn.hiepdong.node.map;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.web.Failure;
import vn.hiepdong.node.web.FailureTranslation;

/// A file that is not taken, said to the one who sent it.
@Component
final class PackFailures implements FailureTranslation {
    @Override
    public Optional<Failure> translate(Throwable thrown) {
        return thrown instanceof PackRejected rejected
                ? Optional.of(Failure.of(
                        status(rejected), rejected.key(), rejected.arguments().toArray()))
                : Optional.empty();
    }

    private static int status(PackRejected rejected) {
        return switch (rejected.reason()) {
            case TOO_LARGE, TOO_MANY -> 413;
            case FORMAT, PACKING -> 415;
            case EMPTY, BROKEN, POSITION, SYSTEM, SHAPE, CODE -> 422;
        };
    }
}
