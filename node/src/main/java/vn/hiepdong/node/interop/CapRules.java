package vn.hiepdong.node.interop;

import vn.hiepdong.node.interop.CapAlert.MsgType;
import vn.hiepdong.node.interop.CapAlert.Scope;
import vn.hiepdong.node.interop.CapRejected.Reason;
import vn.hiepdong.node.ledger.Realm;

/// Which alerts may become information, and where.
final class CapRules {
    private CapRules() {}

    /// Throws [CapRejected] with the reason why not.
    static void admit(CapAlert alert, Realm realm) {
        switch (alert.msgType()) {
            case Ack, Error -> throw new CapRejected(Reason.NOT_A_STATEMENT, null, alert.msgType());
            case Alert, Update, Cancel -> {}
        }
        // Guardrail G20: what is exercised or tested never mixes with what is real, in either direction.
        var meant = switch (alert.status()) {
            case Actual -> Realm.REAL;
            case Exercise -> Realm.EXERCISE;
            case Test -> Realm.TEST;
            case System, Draft -> throw new CapRejected(Reason.NOT_FOR_ACTION, null, alert.status());
        };
        if (meant != realm) {
            throw new CapRejected(Reason.WRONG_REALM, null, alert.status(), meant, realm);
        }
        // A restriction is the sender's own words, and addresses are the sender's own names: neither can be kept once
        // the item is released to a partner. So the file is not taken at all, rather than its limits dropped.
        if (alert.scope() != Scope.Public) {
            throw new CapRejected(Reason.NOT_PUBLIC, null, alert.scope());
        }
        if (alert.infos().isEmpty() && alert.msgType() != MsgType.Cancel) {
            throw new CapRejected(Reason.NOTHING_SAID, null);
        }
        // Guardrails G1 and G3: no records of persons, and no looking for them.
        if (alert.infos().stream().anyMatch(CapTopic::seeksPerson)) {
            throw new CapRejected(Reason.PERSON_SOUGHT, null);
        }
    }
}
