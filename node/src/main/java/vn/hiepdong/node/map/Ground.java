package vn.hiepdong.node.map;

import java.util.Locale;

/// What the map is drawn on. A browser knows which one its reader sees; the node, where the device decides, does
/// not.
enum Ground {
    LIGHT,
    DARK;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Ground of(String code) {
        return code.equals("dark") ? DARK : LIGHT;
    }
}
