package vn.hiepdong.node.exchange;

import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Refused;

/// Between the pages and the door to the partners: refusals become words, officers become actors.
final class PartnerRefusals {
    private PartnerRefusals() {}

    static Partner done(Pairing outcome) {
        return switch (outcome) {
            case Pairing.Done done -> done.partner();
            case Pairing.Refused refused -> throw refusal(refused.reason());
        };
    }

    private static RuntimeException refusal(Pairing.Reason reason) {
        String key = "exchange.refusal." + reason.name();
        return switch (reason) {
            case UNKNOWN_PARTNER -> new NotFound();
            case UNREADABLE, OWN, WRONG_FINGERPRINT -> Refused.unacceptable(key);
            case EXPIRED, CODE_TAKEN, ALREADY_KNOWN, NOT_POSSIBLE_NOW -> new Refused(key);
        };
    }

    static AgencyCode code(String text) {
        if (!AgencyCode.isCode(text)) {
            throw new NotFound();
        }
        return new AgencyCode(text);
    }

    static Actor actor(Officer officer) {
        return new Actor(officer.unit(), officer.post());
    }
}
