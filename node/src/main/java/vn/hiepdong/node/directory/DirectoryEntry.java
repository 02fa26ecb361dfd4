package vn.hiepdong.node.directory;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.Entry;

/// What an agency says about itself.
public sealed interface DirectoryEntry extends Entry {
    /// The agency's names and kind; the latest statement holds.
    record AgencyDescribed(String nameVi, String nameEn, AgencyKind kind) implements DirectoryEntry {
        @Override
        public UUID subject() {
            return named("agency");
        }
    }

    /// A unit from one day on; a unit that ended gets its last day.
    record UnitDescribed(
            String code,
            String nameVi,
            String nameEn,
            @Nullable String parent,
            LocalDate validFrom,
            @Nullable LocalDate validTo)
            implements DirectoryEntry {
        @Override
        public UUID subject() {
            return named("unit/" + code);
        }
    }

    /// A post that can be held in a unit.
    record PostDescribed(String code, String unit, String nameVi, String nameEn) implements DirectoryEntry {
        @Override
        public UUID subject() {
            return named("post/" + code);
        }
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(("hiepdong/directory/" + name).getBytes(StandardCharsets.UTF_8));
    }
}
