package vn.hiepdong.node.web;

import java.util.Optional;

/// Lets a feature that knows nothing of pages keep its own exceptions: whoever stands between contributes a bean that
/// says what they mean to the one who asked.
public interface FailureTranslation {

    Optional<Failure> translate(Throwable thrown);
}
