package vn.hiepdong.node.exchange;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// What two administrators read to each other over the telephone: six groups of five digits, the same on both sides
/// only if each node has the true keys of the other.
///
/// SHA-256 over `hiepdong/pairing/v1\n` and both digests in unsigned order; each group is five bytes of it modulo
/// 100,000. About 100 bits, too many to be found by trying.
final class Fingerprint {
    private static final int GROUPS = 6;

    private Fingerprint() {}

    /// @param first [NodeIdentity#digest(Hash)] of one node
    /// @param second of the other
    static String of(byte[] first, byte[] second) {
        boolean inOrder = Arrays.compareUnsigned(first, second) <= 0;
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update("hiepdong/pairing/v1\n".getBytes(StandardCharsets.US_ASCII));
            sha.update(inOrder ? first : second);
            return digits(sha.digest(inOrder ? second : first));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String digits(byte[] digest) {
        var text = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            long number = 0;
            for (int i = 0; i < 5; i++) {
                number = number << 8 | digest[5 * group + i] & 0xff;
            }
            text.append(group == 0 ? "" : " ").append("%05d".formatted(number % 100_000));
        }
        return text.toString();
    }

    /// Whether what somebody typed says the same, however it is spaced.
    static boolean matches(String fingerprint, String typed) {
        return fingerprint.replace(" ", "").equals(typed.replaceAll("[\\s.-]", ""));
    }
}
