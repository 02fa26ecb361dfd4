package vn.hiepdong.node.operations;

import java.util.List;

/// One thing that was looked at, and how it is. The texts are `operations.finding.<key>` and, unless all
/// is well, `operations.finding.<key>.do` with the same values: what to do about it.
///
/// @param values for the texts
record Finding(Level level, String key, List<Object> values) {
    enum Level {
        GOOD("badge-good"),
        /// Work goes on, and somebody should look at it.
        WARNING("badge-warn"),
        /// Work has stopped, or soon will.
        BAD("badge-bad");

        private final String badge;

        Level(String badge) {
            this.badge = badge;
        }

        String badge() {
            return badge;
        }
    }

    static Finding of(Level level, String key, Object... values) {
        return new Finding(level, key, List.of(values));
    }

    Object[] arguments() {
        return values.toArray();
    }
}
