package vn.hiepdong.node.map;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Finds places by name: with or without diacritics, words in any order, with slips of the finger, or by
/// coordinates.
@Component
final class Places {
    static final int MOST = 50;
    private static final int LONGEST = 80;
    private static final Pattern COORDINATES =
            Pattern.compile("\\s*(-?\\d{1,2}(?:\\.\\d{1,8})?)\\s*[,; ]\\s*(-?\\d{1,3}(?:\\.\\d{1,8})?)\\s*");

    private final PlaceTable table;

    Places(PlaceTable table) {
        this.table = table;
    }

    List<Place> find(String query, int limit) {
        var coordinates = COORDINATES.matcher(query);
        if (coordinates.matches()) {
            return point(Double.parseDouble(coordinates.group(1)), Double.parseDouble(coordinates.group(2)));
        }
        var folded = Folding.fold(query.length() > LONGEST ? query.substring(0, LONGEST) : query);
        // One letter is like everything.
        return folded.length() < 2
                ? List.of()
                : table.like(Folding.withoutType(folded), folded, Math.clamp(limit, 1, MOST));
    }

    /// Latitude first, as on paper maps and in radio speech.
    private static List<Place> point(double lat, double lon) {
        if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return List.of();
        var text = String.format(Locale.ROOT, "%.5f, %.5f", lat, lon);
        return List.of(new Place("point", text, text, "", "", "", 0, null, lon, lat, null));
    }
}
