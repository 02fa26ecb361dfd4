package vn.hiepdong.node.directory;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/// What sort of organisation an agency is (domain.md §5.1); more can be added.
public enum AgencyKind {
    POLICE("police"),
    MILITARY("military"),
    BORDER_GUARD("borderGuard"),
    COAST_GUARD("coastGuard"),
    FIRE_RESCUE("fireRescue"),
    AUTHORITY("authority"),
    HEALTH("health"),
    HYDROMET("hydromet"),
    OTHER("other");

    private final String code;

    AgencyKind(String code) {
        this.code = code;
    }

    @JsonValue
    public String code() {
        return code;
    }

    /// A kind that only a newer partner knows is shown as [#OTHER].
    @JsonCreator
    public static AgencyKind of(String code) {
        for (AgencyKind kind : values()) {
            if (kind.code.toLowerCase(Locale.ROOT).equals(code.toLowerCase(Locale.ROOT))) {
                return kind;
            }
        }
        return OTHER;
    }
}
