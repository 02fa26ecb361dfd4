package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.util.Set;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.LogOrigin;

/// Hears, in this instance, what partners show of the logs. Called while a partner waits for its
/// answer, so it must not take long.
public interface LogListener {
    /// A partner called.
    void heard(AgencyCode partner, Instant at);

    /// A partner shows, or sends, so many entries of a log of its own.
    void given(LogOrigin own, long size);

    /// A partner shows a checkpoint of another's log that covers more than is here. Nobody has checked
    /// its signatures.
    void shown(AgencyCode by, LogOrigin of, SignedNote checkpoint);

    /// A partner says which of its own logs it has stopped.
    void stopped(AgencyCode partner, Set<LogOrigin> own);

    /// Two checkpoints that contradict each other were kept ([Links#evidence()]).
    void contradicted();
}
