package vn.hiepdong.node.information;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// Where an item comes from: an office, a sensor, a hotline, never a person.
public enum SourceKind {
    OFFICE,
    UNIT,
    SENSOR,
    HOTLINE,
    MEDIA,
    PUBLIC,
    PARTNER;

    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
