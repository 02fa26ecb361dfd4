package vn.hiepdong.node.web;

import java.util.Locale;

/// What a box that stands out has to say (`web.alert`).
public enum AlertKind {
    INFO("info-circle"),
    SUCCESS("circle-check"),
    WARNING("alert-triangle"),
    DANGER("alert-triangle");

    private final String icon;

    AlertKind(String icon) {
        this.icon = icon;
    }

    /// The icon where the page names none of its own.
    public String icon() {
        return icon;
    }

    /// The style class.
    public String style() {
        return "alert-" + name().toLowerCase(Locale.ROOT);
    }
}
