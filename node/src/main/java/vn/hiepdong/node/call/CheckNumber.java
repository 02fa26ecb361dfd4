package vn.hiepdong.node.call;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import vn.hiepdong.format.Hash;

/// By what two people on the telephone name one version of an item: eight digits. Seven come from the hash of the
/// version, its first 24 bits modulo ten million; the eighth checks them (ISO/IEC 7064, MOD 11,10), so that one wrong
/// digit is always heard of, and two that changed places nearly always.
///
/// For example `0000 0010` for a hash that begins with `000001`. It names, it proves nothing.
record CheckNumber(String digits) {
    static final int LENGTH = 8;

    private static final int MODULUS = 10_000_000;
    private static final int BITS = 24;

    static CheckNumber of(Hash version) {
        byte[] bytes = version.bytes();
        int first = (bytes[0] & 0xff) << 16 | (bytes[1] & 0xff) << 8 | bytes[2] & 0xff;
        String seven = "%07d".formatted(first % MODULUS);
        return new CheckNumber(seven + check(seven));
    }

    /// As it was typed, with or without gaps; empty if it is none, or if a digit is wrong.
    static Optional<CheckNumber> parse(String typed) {
        String digits = typed.replaceAll("[\\s.-]+", "");
        if (!digits.matches("[0-9]{8}")) {
            return Optional.empty();
        }
        String seven = digits.substring(0, LENGTH - 1);
        return digits.charAt(LENGTH - 1) == check(seven) ? Optional.of(new CheckNumber(digits)) : Optional.empty();
    }

    static char check(String digits) {
        int product = 10;
        for (char digit : digits.toCharArray()) {
            int sum = (product + digit - '0') % 10;
            product = (sum == 0 ? 10 : sum) * 2 % 11;
        }
        return (char) ('0' + (11 - product) % 10);
    }

    /// How the hashes of versions of this number begin, in hexadecimal.
    List<String> beginnings() {
        int seven = Integer.parseInt(digits.substring(0, LENGTH - 1));
        return Stream.of(seven, seven + MODULUS)
                .filter(each -> each < 1 << BITS)
                .map(each -> HexFormat.of().toHexDigits(each, 6))
                .toList();
    }

    /// As it is read aloud.
    String spoken() {
        return digits.substring(0, 4) + " " + digits.substring(4);
    }
}
