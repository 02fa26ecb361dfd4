package vn.hiepdong.node.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import vn.hiepdong.format.FormatException;

/// The short code by which an agency is known among its partners, for example `POL` or `COM-12`: 2 to 16
/// characters,
/// capitals, digits and hyphens, beginning with a letter. Unique among the partners of a node; pairing refuses a
/// second.
public record AgencyCode(@JsonValue String value) implements Comparable<AgencyCode> {
    /// Throws [FormatException] if the text is no agency code.
    @JsonCreator
    public AgencyCode {
        if (!isCode(value)) {
            throw new FormatException("an agency code is 2 to 16 capitals, digits or hyphens, not \"" + value + "\"");
        }
    }

    public static boolean isCode(String text) {
        if (text.length() < 2 || text.length() > 16 || text.charAt(0) < 'A' || text.charAt(0) > 'Z') {
            return false;
        }
        return text.chars().allMatch(c -> c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-');
    }

    @Override
    public int compareTo(AgencyCode other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
