package vn.hiepdong.node.map;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A place that has a name on the map.
///
/// @param kind province, commune, district, town, island, sea, point, or what a pack says
/// @param title as officially written, such as "Phường Ba Đình"
/// @param within what it lies in, such as "Hà Nội"; empty for a province
/// @param code the official code, or empty
/// @param validTo the last day on which it was called so, or null for today's
/// @param lon,lat where it is, or null when only its name is known
/// @param box west, south, east, north; or null
record Place(
        String kind,
        String title,
        String titleEn,
        String code,
        String province,
        String within,
        int rank,
        @Nullable LocalDate validTo,
        @Nullable Double lon,
        @Nullable Double lat,
        @Nullable List<Double> box) {

    String plain() {
        return Folding.withoutType(Folding.fold(title));
    }

    /// All words by which it may be looked for.
    String folded() {
        var plain = plain();
        var english = Folding.fold(titleEn);
        var inside = Folding.fold(within);
        var words = new StringBuilder(plain);
        if (!inside.isEmpty() && !inside.equals(plain)) words.append(' ').append(inside);
        if (!english.isEmpty() && !english.startsWith(plain)) words.append(' ').append(english);
        return words.toString();
    }

    /// The same, until that day.
    Place until(LocalDate day) {
        return new Place(kind, title, titleEn, code, province, within, rank, day, lon, lat, box);
    }

    /// The same, saying which province it lies in where only the code of that was given.
    Place inside(Map<String, String> provinces) {
        if (!within.isEmpty() || kind.equals("province") || province.isEmpty()) return this;
        var name = provinces.getOrDefault(province, "");
        return new Place(kind, title, titleEn, code, province, name, rank, validTo, lon, lat, box);
    }
}
