package vn.hiepdong.node.map;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The few properties of a feature that are taken, whatever the file calls them: `fullName`, `FULL_NAME` and
/// `full-name` are the same.
final class Properties {
    private static final int LONGEST = 200;

    private static final List<String> TITLE = List.of("fullname", "title", "tendaydu", "name", "ten");
    private static final List<String> TITLE_EN = List.of("fullnameen", "titleen", "nameen", "tenen");
    private static final List<String> CODE = List.of("code", "ma", "macode", "madonvi");
    private static final List<String> TYPE = List.of("type", "kind", "loai", "category");
    private static final List<String> PROVINCE = List.of("provincecode", "matinh", "province");
    private static final List<String> FROM = List.of("validfrom", "hieuluctu");
    private static final List<String> TO = List.of("validto", "hieulucden");
    private static final List<String> LON = List.of("lon", "lng", "longitude", "kinhdo");
    private static final List<String> LAT = List.of("lat", "latitude", "vido");

    private final Map<String, String> values = new HashMap<>();

    /// What is not text or a number is of no use here.
    void put(String name, String value) {
        var key = Folding.fold(name).replace(" ", "");
        if (isKnown(key)) values.putIfAbsent(key, value.strip());
    }

    private static boolean isKnown(String key) {
        return List.of(TITLE, TITLE_EN, CODE, TYPE, PROVINCE, FROM, TO, LON, LAT).stream()
                .anyMatch(names -> names.contains(key));
    }

    String title() {
        return first(TITLE);
    }

    String titleEn() {
        return first(TITLE_EN);
    }

    String code() {
        return first(CODE);
    }

    String type() {
        return first(TYPE);
    }

    String province() {
        return first(PROVINCE);
    }

    @Nullable
    LocalDate validFrom() {
        return day(first(FROM));
    }

    @Nullable
    LocalDate validTo() {
        return day(first(TO));
    }

    @Nullable
    Double lon() {
        return degrees(first(LON));
    }

    @Nullable
    Double lat() {
        return degrees(first(LAT));
    }

    private String first(List<String> names) {
        for (var name : names) {
            var value = values.getOrDefault(name, "");
            if (!value.isEmpty()) return value.length() > LONGEST ? value.substring(0, LONGEST) : value;
        }
        return "";
    }

    private static @Nullable LocalDate day(String text) {
        try {
            return text.isEmpty() ? null : LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeException e) {
            throw new PackRejected(PackRejected.Reason.BROKEN, text, "yyyy-MM-dd");
        }
    }

    private static @Nullable Double degrees(String text) {
        try {
            return text.isEmpty() ? null : Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw new PackRejected(PackRejected.Reason.BROKEN, text, "°");
        }
    }
}
