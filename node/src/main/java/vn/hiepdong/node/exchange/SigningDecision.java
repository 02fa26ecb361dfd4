package vn.hiepdong.node.exchange;

import java.util.List;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.audit.Audit;

/// An operator's decision that this node signs again although no partner could confirm that nothing was lost. It stands
/// in the private log before it takes effect.
@Component
final class SigningDecision {
    private final Continuity continuity;
    private final Audit audit;

    SigningDecision(Continuity continuity, Audit audit) {
        this.continuity = continuity;
        this.audit = audit;
    }

    List<Continuity.HeldBack> heldBack() {
        return continuity.heldBack();
    }

    void resume(Officer officer) {
        List<String> logs = continuity.heldBack().stream()
                .filter(each -> each.lost() == 0)
                .map(each -> each.origin().toString())
                .toList();
        if (!logs.isEmpty()) {
            audit.signingResumed(officer, logs);
            continuity.resume();
        }
    }
}
