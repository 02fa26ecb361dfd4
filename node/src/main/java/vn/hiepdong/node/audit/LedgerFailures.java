package vn.hiepdong.node.audit;

import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.LedgerBusyException;
import vn.hiepdong.node.ledger.LogFrozenException;
import vn.hiepdong.node.web.Failure;
import vn.hiepdong.node.web.FailureTranslation;

/// What the ledger could not take, said to the one who asked for it.
@Component
final class LedgerFailures implements FailureTranslation {
    @Override
    public Optional<Failure> translate(Throwable thrown) {
        return switch (thrown) {
            case LedgerBusyException _ -> Optional.of(Failure.of(503).with("Retry-After", "2"));
            case LogFrozenException _ -> Optional.of(Failure.of(409, "audit.log-frozen"));
            default -> Optional.empty();
        };
    }
}
