package vn.hiepdong.node.exchange;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.web.Refused;

/// A receipt as digits, to be read aloud, typed, or put into a QR code: 38 groups of six.
///
/// The bytes, big-endian: the beginning of the key id of the receipt (2), the beginning of SHA-256 of the log's name
/// (2),
/// the size (5), the time in seconds (5), the Ed25519 signature (64). As one number they have 190 decimal digits, with
/// zeros in front. Behind each five of them stands a check digit (Damm 2004) over the number of the group, from 01, and
/// the five: it finds every single wrong digit and every two that changed places. Whose receipt it is and for which log
/// the two beginnings only hint at; the signature decides.
record ReceiptText(int key, int log, long size, long time, byte[] signature) {
    private static final int BYTES = 78;
    private static final int GROUPS = 38;
    private static final int DIGITS = 6;
    private static final long MOST = (1L << 40) - 1;
    private static final int[][] DAMM = {
        {0, 3, 1, 7, 5, 9, 8, 6, 4, 2},
        {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
        {4, 2, 0, 6, 8, 7, 1, 3, 5, 9},
        {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
        {6, 1, 2, 3, 0, 4, 5, 9, 7, 8},
        {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
        {5, 8, 6, 9, 7, 2, 0, 1, 3, 4},
        {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
        {9, 4, 3, 8, 6, 1, 7, 2, 0, 5},
        {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}
    };

    /// @param raw time (8 bytes) and signature (64), see [vn.hiepdong.format.Cosignature#raw()]
    static ReceiptText of(int keyId, LogOrigin origin, long size, byte[] raw) {
        return new ReceiptText(
                keyId >>> 16,
                hint(origin),
                size,
                ByteBuffer.wrap(raw).getLong(),
                Arrays.copyOfRange(raw, Long.BYTES, raw.length));
    }

    private static int hint(LogOrigin origin) {
        byte[] hash = Hash.fromHex(Checkpoint.originHash(origin.toString())).bytes();
        return ByteBuffer.wrap(hash).getShort() & 0xffff;
    }

    boolean mayBeFor(LogOrigin origin) {
        return hint(origin) == log;
    }

    boolean mayBeBy(int keyId) {
        return keyId >>> 16 == key;
    }

    /// Time and signature as they were signed.
    byte[] raw() {
        return ByteBuffer.allocate(Long.BYTES + signature.length)
                .putLong(time)
                .put(signature)
                .array();
    }

    /// The digits without blanks.
    String digits() {
        if (size < 0 || size > MOST || time < 0 || time > MOST || signature.length != 64) {
            throw new IllegalArgumentException("size " + size + " at " + time);
        }
        var bytes = ByteBuffer.allocate(BYTES).putShort((short) key).putShort((short) log);
        five(bytes, size);
        five(bytes, time);
        String number = new BigInteger(1, bytes.put(signature).array()).toString();
        String padded = "0".repeat(GROUPS * (DIGITS - 1) - number.length()) + number;
        var digits = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            String part = padded.substring(group * (DIGITS - 1), (group + 1) * (DIGITS - 1));
            digits.append(part).append(check(group, part));
        }
        return digits.toString();
    }

    private static void five(ByteBuffer bytes, long value) {
        bytes.put((byte) (value >>> 32)).putInt((int) value);
    }

    /// In groups, on one line.
    String line() {
        return digits().replaceAll("(?<=\\G.{6})(?=.)", " ");
    }

    /// Reads what somebody typed or scanned, however it is spaced: one receipt or several. Throws [Refused] that names
    /// the group with a mistake.
    static List<ReceiptText> parseAll(String typed) {
        String digits = typed.replaceAll("[\\s.,-]", "");
        if (digits.isEmpty() || !digits.matches("[0-9]*") || digits.length() % (GROUPS * DIGITS) != 0) {
            throw Refused.unacceptable("exchange.carry.receipt-length", GROUPS, DIGITS, digits.length());
        }
        var receipts = new ArrayList<ReceiptText>();
        for (int at = 0; at < digits.length(); at += GROUPS * DIGITS) {
            receipts.add(parse(digits.substring(at, at + GROUPS * DIGITS)));
        }
        return receipts;
    }

    private static ReceiptText parse(String digits) {
        var number = new StringBuilder();
        for (int group = 0; group < GROUPS; group++) {
            String part = digits.substring(group * DIGITS, (group + 1) * DIGITS - 1);
            if (check(group, part) != digits.charAt((group + 1) * DIGITS - 1) - '0') {
                throw Refused.unacceptable("exchange.carry.receipt-group", group + 1);
            }
            number.append(part);
        }
        byte[] signed = new BigInteger(number.toString()).toByteArray();
        int from = signed[0] == 0 ? 1 : 0; // BigInteger's byte for the sign
        if (signed.length - from > BYTES) {
            throw Refused.unacceptable("exchange.carry.receipt-unknown");
        }
        var all = new byte[BYTES];
        System.arraycopy(signed, from, all, BYTES - (signed.length - from), signed.length - from);
        var bytes = ByteBuffer.wrap(all);
        int key = bytes.getShort() & 0xffff;
        int log = bytes.getShort() & 0xffff;
        long size = five(bytes);
        long time = five(bytes);
        var signature = new byte[64];
        bytes.get(signature);
        return new ReceiptText(key, log, size, time, signature);
    }

    private static long five(ByteBuffer bytes) {
        return (bytes.get() & 0xffL) << 32 | bytes.getInt() & 0xffffffffL;
    }

    private static int check(int group, String part) {
        int interim = 0;
        for (char digit : "%02d%s".formatted(group + 1, part).toCharArray()) {
            interim = DAMM[interim][digit - '0'];
        }
        return interim;
    }
}
