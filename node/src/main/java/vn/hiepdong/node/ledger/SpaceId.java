package vn.hiepdong.node.ledger;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;
import vn.hiepdong.format.FormatException;

/// Where the parties of one regulation work together. Every agency also has one private space with itself.
public record SpaceId(@JsonValue UUID value) {
    @JsonCreator
    public SpaceId {}

    /// Strict: the 36 characters of RFC 9562 in lower case. Throws [FormatException] otherwise.
    public static SpaceId parse(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return new SpaceId(id);
            }
        } catch (IllegalArgumentException e) {
            throw new FormatException("no space id: " + text);
        }
        throw new FormatException("no space id: " + text);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
