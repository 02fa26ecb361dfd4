package vn.hiepdong.node.directory;

import java.util.Locale;
import vn.hiepdong.node.ledger.AgencyCode;

/// An agency as it describes itself.
public record Agency(AgencyCode code, String nameVi, String nameEn, AgencyKind kind, boolean own) {
    public String name(Locale locale) {
        return locale.getLanguage().equals("en") ? nameEn : nameVi;
    }
}
