package vn.hiepdong.node.interop;

/// What came of checking the signature of an alert; kept with the item.
///
/// @param signer the subject of the pinned certificate, empty unless the outcome is VALID
public record CapSignature(Outcome outcome, String signer) {
    static final CapSignature NONE = new CapSignature(Outcome.NONE, "");

    public enum Outcome {
        /// The alert bears no signature.
        NONE,
        /// Made over the whole alert by the key that is pinned for its sender.
        VALID,
        /// Does not fit the alert: it was changed, or only a part of it is signed.
        INVALID,
        /// Fits, but the key is nobody's whom we know; it proves only that the file is whole.
        UNTRUSTED_KEY,
        /// SHA-1 and the like: anybody could have made it, so it is not even computed.
        WEAK_ALGORITHM
    }

    static CapSignature of(Outcome outcome) {
        return new CapSignature(outcome, "");
    }
}
