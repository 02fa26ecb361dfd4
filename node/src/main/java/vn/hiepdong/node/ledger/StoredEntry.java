package vn.hiepdong.node.ledger;

import org.jspecify.annotations.Nullable;

/// An entry as bytes, and its payload when we hold it and may pass it on.
public record StoredEntry(
        long index, byte[] bytes, @Nullable Payload payload) {}
