package vn.hiepdong.node.space;

import java.util.Map;

/// Deadlines for the regulations of tests, those of domain.md §5.2.
public final class UsualTimes {
    public static final Map<Urgency, Integer> ACKNOWLEDGEMENT =
            Map.of(Urgency.FLASH, 10, Urgency.IMMEDIATE, 30, Urgency.PRIORITY, 120, Urgency.ROUTINE, 1440);

    public static final Map<Urgency, Integer> VERIFICATION =
            Map.of(Urgency.FLASH, 240, Urgency.IMMEDIATE, 720, Urgency.PRIORITY, 1440, Urgency.ROUTINE, 7200);

    private UsualTimes() {}
}
