package vn.hiepdong.node.exchange;

/// What became of a step of getting to know a partner.
public sealed interface Pairing {
    record Done(Partner partner) implements Pairing {}

    record Refused(Reason reason) implements Pairing {}

    enum Reason {
        UNREADABLE,
        EXPIRED,
        OWN,
        CODE_TAKEN,
        ALREADY_KNOWN,
        UNKNOWN_PARTNER,
        WRONG_FINGERPRINT,
        NOT_POSSIBLE_NOW
    }
}
