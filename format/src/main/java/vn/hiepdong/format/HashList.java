package vn.hiepdong.format;

import java.util.ArrayList;
import java.util.List;

/// Hashes one after the other: in tiles and right edges as 32 bytes each, in proofs as lines of base64.
final class HashList {
    /// Most hashes in a proof: one per level of the largest tree.
    static final int MAX_PROOF = 63;

    private HashList() {}

    static byte[] toBytes(List<Hash> hashes) {
        var bytes = new byte[Hash.SIZE * hashes.size()];
        for (int i = 0; i < hashes.size(); i++) {
            hashes.get(i).copyTo(bytes, Hash.SIZE * i);
        }
        return bytes;
    }

    static List<Hash> parse(byte[] bytes) {
        if (bytes.length % Hash.SIZE != 0) {
            throw new FormatException(bytes.length + " bytes are not a whole number of hashes");
        }
        var hashes = new ArrayList<Hash>(bytes.length / Hash.SIZE);
        for (int at = 0; at < bytes.length; at += Hash.SIZE) {
            hashes.add(Hash.at(bytes, at));
        }
        return List.copyOf(hashes);
    }

    /// Lines of base64 up to an empty line, which is read too.
    static List<Hash> parse(Lines lines, String what) {
        var hashes = new ArrayList<Hash>();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            if (hashes.size() == MAX_PROOF) {
                throw new FormatException(what + " has a proof of more than " + MAX_PROOF + " hashes");
            }
            hashes.add(Hash.fromBase64(line));
        }
        return List.copyOf(hashes);
    }

    /// A proof of our own as it may be sent.
    static List<Hash> proof(List<Hash> hashes) {
        if (hashes.size() > MAX_PROOF) {
            throw new IllegalArgumentException("a proof of " + hashes.size() + " hashes");
        }
        return List.copyOf(hashes);
    }

    /// Asks the reader and insists on an answer for every node.
    static List<Hash> read(HashReader reader, long[] nodes) {
        if (nodes.length == 0) {
            return List.of();
        }
        List<Hash> hashes = reader.read(nodes);
        if (hashes.size() != nodes.length) {
            throw new IllegalStateException("asked for " + nodes.length + " hashes, the reader gave " + hashes.size());
        }
        return hashes;
    }
}
