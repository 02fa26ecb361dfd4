package vn.hiepdong.node.information;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/// Credibility of the information, the digit of the Admiralty code (AJP-2.1). Independent of [Reliability].
public enum Credibility {
    CONFIRMED("1"),
    PROBABLY_TRUE("2"),
    POSSIBLY_TRUE("3"),
    DOUBTFUL("4"),
    IMPROBABLE("5"),
    CANNOT_BE_JUDGED("6");

    private final String digit;

    Credibility(String digit) {
        this.digit = digit;
    }

    @JsonValue
    public String digit() {
        return digit;
    }

    /// Throws [IllegalArgumentException] for anything but "1" to "6".
    @JsonCreator
    public static Credibility of(String digit) {
        for (Credibility each : values()) {
            if (each.digit.equals(digit)) {
                return each;
            }
        }
        throw new IllegalArgumentException("credibility is a digit from 1 to 6, not " + digit);
    }
}
