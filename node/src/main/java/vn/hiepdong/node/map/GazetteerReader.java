package vn.hiepdong.node.map;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.map.PackRejected.Reason;

/// Reads lists of places: JSON, where a unit holds the units below it whatever the member is called, or CSV with
/// a line of headings. Both as published for the provinces, districts and communes of Vietnam.
final class GazetteerReader {
    static final int MOST_PLACES = 200_000;
    private static final int DEEPEST = 4;
    private static final int LONGEST_LINE = 10_000;

    private final List<Place> places = new ArrayList<>();

    /// @param file a list of units, each with a code and a name
    static List<Place> json(InputStream file) {
        try {
            var root = JsonMapper.shared().readTree(file);
            if (!root.isArray()) throw new PackRejected(Reason.FORMAT);
            var reader = new GazetteerReader();
            for (var unit : root) reader.unit(unit, 0, "", "");
            return reader.places;
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new PackRejected(
                    Reason.BROKEN, at == null ? "?" : at.getLineNr() + ":" + at.getColumnNr(), e.getOriginalMessage());
        }
    }

    private void unit(JsonNode unit, int depth, String province, String within) {
        if (!unit.isObject() || depth > DEEPEST) throw new PackRejected(Reason.FORMAT);
        var properties = new Properties();
        unit.properties().forEach(each -> {
            if (each.getValue().isValueNode() && !each.getValue().isNull()) {
                properties.put(each.getKey(), each.getValue().asString());
            }
        });
        if (properties.title().isEmpty() || properties.code().isEmpty()) {
            throw new PackRejected(Reason.CODE, places.size() + 1);
        }
        boolean top = depth == 0;
        add(place(properties, top ? "province" : "", top ? properties.code() : province, within));
        var inside = top ? shortName(properties.title()) : properties.title() + ", " + within;
        unit.properties().forEach(each -> {
            if (each.getValue().isArray()) {
                for (var child : each.getValue()) unit(child, depth + 1, top ? properties.code() : province, inside);
            }
        });
    }

    private void add(Place place) {
        places.add(place);
        if (places.size() > MOST_PLACES) throw new PackRejected(Reason.TOO_MANY, places.size(), MOST_PLACES);
    }

    /// `Thành phố Đà Nẵng` is `Đà Nẵng` where it only says what something lies in.
    private static String shortName(String title) {
        for (var type : List.of("Thành phố ", "Tỉnh ")) {
            if (title.startsWith(type)) return title.substring(type.length());
        }
        return title;
    }

    static Place place(Properties properties, String kind, String province, String within) {
        var lon = properties.lon();
        var lat = properties.lat();
        if (lon != null && lat != null && !(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
            throw new PackRejected(Reason.POSITION, properties.title(), lon + ", " + lat);
        }
        var found = kind.isEmpty() ? kind(properties.type(), properties.title()) : kind;
        return new Place(
                found,
                properties.title(),
                properties.titleEn(),
                properties.code(),
                province,
                within,
                rank(found),
                properties.validTo(),
                lat == null ? null : lon,
                lon == null ? null : lat,
                null);
    }

    /// What a unit is, by the word that the law puts before its name.
    static String kind(String type, String title) {
        var word = Folding.fold(type.isEmpty() ? title : type);
        if (word.startsWith("phuong")
                || word.startsWith("xa")
                || word.startsWith("dac khu")
                || word.startsWith("thi tran")) {
            return "commune";
        }
        if (word.startsWith("quan") || word.startsWith("huyen") || word.startsWith("thi xa")) return "district";
        if (word.startsWith("tinh")) return "province";
        if (word.startsWith("thanh pho")) return "city";
        return type.isEmpty() ? "place" : type;
    }

    static int rank(String kind) {
        return switch (kind) {
            case "province" -> 0;
            case "city", "district" -> 2;
            case "commune" -> 3;
            default -> 4;
        };
    }

    static List<Place> csv(InputStream file) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var reader = new GazetteerReader();
        try (var lines = new Csv(new BufferedReader(new InputStreamReader(file, decoder)))) {
            var headings = lines.next();
            if (headings == null) throw new PackRejected(Reason.EMPTY);
            for (var row = lines.next(); row != null; row = lines.next()) {
                if (row.size() != headings.size()) {
                    throw new PackRejected(Reason.BROKEN, lines.line, headings.size() + " ≠ " + row.size());
                }
                var properties = new Properties();
                for (int i = 0; i < row.size(); i++) properties.put(headings.get(i), row.get(i));
                if (properties.title().isEmpty()) throw new PackRejected(Reason.CODE, lines.line);
                reader.add(place(properties, "", properties.province(), ""));
            }
        } catch (CharacterCodingException e) {
            throw new PackRejected(Reason.BROKEN, "CSV", "UTF-8");
        }
        return reader.places;
    }

    /// RFC 4180; the comma or the semicolon, whichever the headings use.
    private static final class Csv implements AutoCloseable {
        private final BufferedReader in;
        private char comma = ',';
        private int line;

        Csv(BufferedReader in) {
            this.in = in;
        }

        @Nullable
        List<String> next() throws IOException {
            var text = in.readLine();
            if (text == null) return null;
            line++;
            if (line == 1) {
                text = text.replace("\uFEFF", "");
                if (text.indexOf(';') >= 0 && text.indexOf(',') < 0) comma = ';';
            }
            var cells = new ArrayList<String>();
            var cell = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; ; i++) {
                if (i == text.length()) {
                    if (!quoted) break;
                    var more = in.readLine();
                    if (more == null) throw new PackRejected(Reason.BROKEN, line, "\"");
                    line++;
                    text += "\n" + more;
                }
                if (text.length() > LONGEST_LINE) throw new PackRejected(Reason.BROKEN, line, "> " + LONGEST_LINE);
                char c = text.charAt(i);
                if (quoted) {
                    if (c != '"') cell.append(c);
                    else if (i + 1 < text.length() && text.charAt(i + 1) == '"') cell.append(text.charAt(i++));
                    else quoted = false;
                } else if (c == '"') {
                    quoted = true;
                } else if (c == comma) {
                    cells.add(cell.toString());
                    cell.setLength(0);
                } else {
                    cell.append(c);
                }
            }
            cells.add(cell.toString());
            return cells;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
