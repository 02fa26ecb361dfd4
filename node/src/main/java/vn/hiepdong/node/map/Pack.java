package vn.hiepdong.node.map;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Hash;

/// Something that was added to the map: a file that was read to its end and found good.
///
/// @param title what it shows, as the operator or the file calls it
/// @param attribution who made it, to be shown on the map
/// @param file the name that the file had
/// @param hash SHA-256 of the file as it came, by which the same file is known again
/// @param features how many shapes it draws; 0 when it draws none
/// @param places how many names it brought to the search
/// @param layers what can be drawn out of its tiles
/// @param validFrom,validTo when what it says holds, or null when the file does not say
record Pack(
        UUID id,
        Kind kind,
        String title,
        String attribution,
        String file,
        Hash hash,
        long size,
        int features,
        int places,
        Tiles tiles,
        List<String> layers,
        @Nullable LocalDate validFrom,
        @Nullable LocalDate validTo,
        Extent extent,
        Instant addedAt) {

    enum Kind {
        /// What the build made: always there.
        BUILT_IN,
        /// Tiles to draw on.
        BASEMAP,
        /// Borders of units that have an official code.
        BOUNDARIES,
        /// Names alone.
        PLACES,
        /// Whatever an agency wants to see on its map.
        LAYER
    }

    enum Tiles {
        NONE,
        SHAPES,
        PICTURES
    }

    /// Where on earth, and how deep.
    record Extent(double west, double south, double east, double north, int minZoom, int maxZoom) {
        static final Extent WORLD = new Extent(-180, -85, 180, 85, 0, 24);
    }

    /// Stands in addresses, as a version does: other bytes, other address.
    String version() {
        return hash.hex().substring(0, 16);
    }
}
