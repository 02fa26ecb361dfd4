package vn.hiepdong.node.information;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/// An information item, the same at every party that holds it.
public record InformationId(@JsonValue UUID value) {
    @JsonCreator
    public InformationId {}

    @Override
    public String toString() {
        return value.toString();
    }
}
