package vn.hiepdong.node.information;

import java.util.EnumSet;
import java.util.Set;

/// A column of a list, which an officer may show or leave out. The title is always there.
enum Column {
    URGENCY,
    ORIGIN,
    TOPIC,
    GRADE,
    STATE,
    LAMPS,
    DUE,
    EVENT_TIME,
    WRITTEN,
    RECEIVED;

    /// What stands there until somebody chooses otherwise. Author and topic stand below the title then.
    static Set<Column> usual() {
        return EnumSet.of(URGENCY, GRADE, STATE, LAMPS, WRITTEN);
    }
}
