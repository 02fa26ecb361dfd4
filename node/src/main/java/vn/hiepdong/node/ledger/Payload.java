package vn.hiepdong.node.ledger;

/// What an entry says, with the salt of its commitment. Both are erased together.
public record Payload(byte[] salt, byte[] body) {
    /// Payloads are at most 1 MiB; anything bigger is an attachment with its digest in the payload.
    public static final int MAX_BYTES = 1 << 20;
}
