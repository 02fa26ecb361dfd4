package vn.hiepdong.node.duty;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// A shift of this agency.
public record ShiftId(@JsonValue UUID value) {
    @JsonCreator
    public ShiftId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
