package vn.hiepdong.format;

import java.security.MessageDigest;
import java.util.List;

/// The hashes of RFC 6962 section 2.1, with SHA-256.
///
/// A leaf is hashed behind a zero byte and a node behind a one byte, so that no node can be passed off as an
/// entry. A tree of n > 1 leaves splits behind the largest power of two below n.
public final class Merkle {
    /// The root of the tree without leaves: SHA-256 of nothing.
    public static final Hash EMPTY_ROOT = Hash.sha256(new byte[0]);

    private Merkle() {}

    /// The leaf hash of the bytes of an entry: `SHA-256(0x00 || entry)`.
    public static Hash leaf(byte[] entry) {
        MessageDigest digest = Hash.digest();
        digest.update((byte) 0);
        return Hash.own(digest.digest(entry));
    }

    /// The hash above two others: `SHA-256(0x01 || left || right)`.
    public static Hash node(Hash left, Hash right) {
        MessageDigest digest = Hash.digest();
        digest.update((byte) 1);
        left.update(digest);
        right.update(digest);
        return Hash.own(digest.digest());
    }

    /// How many of `size` leaves lie in the left half: the largest power of two strictly below `size`, which
    /// must be at least 2.
    public static long split(long size) {
        if (size < 2) {
            throw new IllegalArgumentException("a tree of " + size + " leaves has no halves");
        }
        return Long.highestOneBit(size - 1);
    }

    /// The root above the perfect subtrees of a range, given from left to right (one per one-bit of its size):
    /// combined from the right, where the small ones are.
    public static Hash fold(List<Hash> subtrees) {
        if (subtrees.isEmpty()) {
            return EMPTY_ROOT;
        }
        Hash root = subtrees.getLast();
        for (int i = subtrees.size() - 2; i >= 0; i--) {
            root = node(subtrees.get(i), root);
        }
        return root;
    }

    /// The root of the tree over these leaf hashes.
    public static Hash root(List<Hash> leaves) {
        return new RightEdge.Builder().append(leaves).root();
    }
}
