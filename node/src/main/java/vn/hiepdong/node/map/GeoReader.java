package vn.hiepdong.node.map;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.map.PackRejected.Reason;

/// Reads GeoJSON (RFC 7946) and TopoJSON from a stream, one feature after the other, and never holds the file as a
/// tree:
/// a file of ten megabytes would be one of hundreds.
final class GeoReader {
    static final int MOST_FEATURES = 200_000;
    static final int MOST_POSITIONS = 3_000_000;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(40)
                            .maxStringLength(100_000)
                            .maxNumberLength(60)
                            .build())
                    .build())
            // Small values are read out of the middle of a file; that it ends where it should is looked at here.
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonParser json;
    private final Consumer<Feature> out;
    private int features;
    private int positions;

    private GeoReader(JsonParser json, Consumer<Feature> out) {
        this.json = json;
        this.out = out;
    }

    /// @return how many features there were
    static int read(InputStream file, Consumer<Feature> out) {
        try (var json = JSON.createParser(file)) {
            var reader = new GeoReader(json, out);
            reader.document();
            return reader.features;
        } catch (JacksonException e) {
            var at = e.getLocation();
            throw new PackRejected(
                    Reason.BROKEN, at == null ? "?" : at.getLineNr() + ":" + at.getColumnNr(), e.getOriginalMessage());
        }
    }

    private void document() {
        if (json.nextToken() != JsonToken.START_OBJECT) throw new PackRejected(Reason.FORMAT);
        var type = "";
        Topology topology = new Topology();
        boolean collected = false;
        Raw single = new Raw();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var member = json.currentName();
            var value = json.nextToken();
            switch (member) {
                case "type" -> type = text(value);
                case "features" -> {
                    expect(value, JsonToken.START_ARRAY);
                    collected = true;
                    while (json.nextToken() != JsonToken.END_ARRAY) feature();
                }
                case "crs" -> crs();
                case "arcs" -> topology.arcs = arcs(value);
                case "transform" -> transform(topology);
                case "objects" -> objects(topology);
                case "geometry" -> single.geometry = value == JsonToken.START_OBJECT ? geometry() : null;
                case "properties" -> properties(value, single.properties);
                case "coordinates" -> single.coordinates = nested(value, 0);
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) throw broken("}");
        switch (type) {
            case "FeatureCollection" -> {
                if (!collected) throw new PackRejected(Reason.EMPTY);
            }
            case "Topology" -> topology(topology);
            case "Feature" -> give(single.properties, single.geometry);
            case "Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon" -> {
                single.type = type;
                give(single.properties, new Geometry(type, single.coordinates));
            }
            default -> throw new PackRejected(Reason.FORMAT);
        }
    }

    /// Members may come in any order.
    private static final class Raw {
        String type = "";
        final Properties properties = new Properties();

        @Nullable
        Geometry geometry;

        @Nullable
        Object coordinates;
    }

    /// @param coordinates a [Position], a run of them as `double[]`, or lists of those
    private record Geometry(String type, @Nullable Object coordinates) {}

    private record Position(double lon, double lat) {}

    private void feature() {
        expect(json.currentToken(), JsonToken.START_OBJECT);
        var raw = new Raw();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var member = json.currentName();
            var value = json.nextToken();
            switch (member) {
                case "type" -> raw.type = text(value);
                case "geometry" -> raw.geometry = value == JsonToken.START_OBJECT ? geometry() : null;
                case "properties" -> properties(value, raw.properties);
                default -> json.skipChildren();
            }
        }
        if (!raw.type.equals("Feature")) throw broken("Feature");
        give(raw.properties, raw.geometry);
    }

    private Geometry geometry() {
        var type = "";
        Object coordinates = null;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var member = json.currentName();
            var value = json.nextToken();
            switch (member) {
                case "type" -> type = text(value);
                case "coordinates" -> coordinates = nested(value, 0);
                default -> json.skipChildren();
            }
        }
        return new Geometry(type, coordinates);
    }

    private void properties(JsonToken value, Properties properties) {
        if (value != JsonToken.START_OBJECT) return;
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = json.currentName();
            var token = json.nextToken();
            if (token.isScalarValue() && token != JsonToken.VALUE_NULL) properties.put(name, json.getString());
            else json.skipChildren();
        }
    }

    /// Only what RFC 7946 means without saying so; above all not VN-2000, which must be converted first.
    private void crs() {
        var found = JSON.readTree(json).toString();
        if (!found.equals("null") && !found.contains("CRS84") && !found.contains("4326")) {
            throw new PackRejected(Reason.SYSTEM, found.length() > 80 ? found.substring(0, 80) : found);
        }
    }

    private Object nested(JsonToken value, int depth) {
        expect(value, JsonToken.START_ARRAY);
        if (depth > 3) throw broken("coordinates");
        var first = json.nextToken();
        if (first != null && first.isNumeric()) return position();
        var run = new Run();
        var children = new ArrayList<Object>();
        for (var token = first; token != JsonToken.END_ARRAY; token = json.nextToken()) {
            switch (nested(token, depth + 1)) {
                case Position position -> run.add(position);
                case Object child -> children.add(child);
            }
        }
        if (run.size > 0 && !children.isEmpty()) throw broken("coordinates");
        return run.size > 0 ? run.positions() : children;
    }

    private Position position() {
        double lon = json.getDoubleValue();
        expectNumber(json.nextToken());
        double lat = json.getDoubleValue();
        // Heights and whatever else follows are not drawn.
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) expectNumber(token);
        return checked(lon, lat);
    }

    private Position checked(double lon, double lat) {
        if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) {
            throw new PackRejected(Reason.POSITION, features + 1, lon + ", " + lat);
        }
        if (++positions > MOST_POSITIONS) throw new PackRejected(Reason.TOO_MANY, positions, MOST_POSITIONS);
        return new Position(lon, lat);
    }

    /// Positions close together in memory.
    private static final class Run {
        private double[] values = new double[16];
        private int size;

        void add(Position position) {
            if (size + 2 > values.length) values = Arrays.copyOf(values, values.length * 2);
            values[size++] = position.lon();
            values[size++] = position.lat();
        }

        double[] positions() {
            return Arrays.copyOf(values, size);
        }
    }

    private void give(Properties properties, @Nullable Geometry geometry) {
        if (++features > MOST_FEATURES) throw new PackRejected(Reason.TOO_MANY, features, MOST_FEATURES);
        // A feature without a geometry is allowed, and there is nothing to show.
        if (geometry == null) return;
        out.accept(new Feature(
                shape(geometry),
                properties.title(),
                properties.titleEn(),
                properties.code(),
                properties.type(),
                properties.province(),
                properties.validFrom(),
                properties.validTo()));
    }

    private Shape shape(Geometry geometry) {
        var coordinates = geometry.coordinates();
        return switch (geometry.type()) {
            case "Point" ->
                new Shape(
                        Shape.Kind.POINT,
                        List.of(List.of(
                                coordinates instanceof Position(double lon, double lat)
                                        ? new double[] {lon, lat}
                                        : run(null, 1))));
            case "MultiPoint" -> new Shape(Shape.Kind.POINT, List.of(List.of(run(coordinates, 1))));
            case "LineString" -> new Shape(Shape.Kind.LINE, List.of(List.of(run(coordinates, 2))));
            case "MultiLineString" ->
                new Shape(
                        Shape.Kind.LINE,
                        list(coordinates).stream()
                                .map(each -> List.of(run(each, 2)))
                                .toList());
            case "Polygon" -> new Shape(Shape.Kind.AREA, List.of(polygon(coordinates)));
            case "MultiPolygon" ->
                new Shape(
                        Shape.Kind.AREA,
                        list(coordinates).stream().map(this::polygon).toList());
            default -> throw new PackRejected(Reason.SHAPE, features, geometry.type());
        };
    }

    private List<double[]> polygon(@Nullable Object coordinates) {
        return list(coordinates).stream().map(this::ring).toList();
    }

    private double[] ring(Object coordinates) {
        var ring = run(coordinates, 4);
        if (ring[0] != ring[ring.length - 2] || ring[1] != ring[ring.length - 1]) {
            throw new PackRejected(Reason.SHAPE, features, "ring");
        }
        return ring;
    }

    private double[] run(@Nullable Object coordinates, int least) {
        if (coordinates instanceof double[] run && run.length >= 2 * least) return run;
        throw new PackRejected(Reason.SHAPE, features, "coordinates");
    }

    private List<?> list(@Nullable Object coordinates) {
        if (coordinates instanceof List<?> list && !list.isEmpty()) return list;
        throw new PackRejected(Reason.SHAPE, features, "coordinates");
    }

    // TopoJSON: borders that two areas share stand there once, as arcs; a shape names the arcs it is made of.

    private static final class Topology {
        List<double[]> arcs = List.of();
        double @Nullable [] transform;
        final List<TopoShape> shapes = new ArrayList<>();
    }

    /// @param coordinates positions of points, as they stand there
    private record TopoShape(
            String type, @Nullable Object arcs, @Nullable Object coordinates, Properties properties) {}

    private List<double[]> arcs(JsonToken value) {
        expect(value, JsonToken.START_ARRAY);
        var arcs = new ArrayList<double[]>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.START_ARRAY);
            var run = new Run();
            while (json.nextToken() != JsonToken.END_ARRAY) run.add(rawPosition());
            arcs.add(run.positions());
        }
        return arcs;
    }

    /// Not yet degrees: steps on a grid.
    private Position rawPosition() {
        expect(json.currentToken(), JsonToken.START_ARRAY);
        expectNumber(json.nextToken());
        double x = json.getDoubleValue();
        expectNumber(json.nextToken());
        double y = json.getDoubleValue();
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) expectNumber(token);
        if (++positions > MOST_POSITIONS) throw new PackRejected(Reason.TOO_MANY, positions, MOST_POSITIONS);
        return new Position(x, y);
    }

    private void transform(Topology topology) {
        var found = JSON.readTree(json);
        var scale = found.path("scale");
        var translate = found.path("translate");
        if (scale.size() != 2 || translate.size() != 2) throw broken("transform");
        topology.transform = new double[] {
            scale.path(0).asDouble(),
            scale.path(1).asDouble(),
            translate.path(0).asDouble(),
            translate.path(1).asDouble()
        };
    }

    private void objects(Topology topology) {
        expect(json.currentToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            json.nextToken();
            topoShape(topology);
        }
    }

    private void topoShape(Topology topology) {
        expect(json.currentToken(), JsonToken.START_OBJECT);
        var type = "";
        Object arcs = null;
        Object coordinates = null;
        var properties = new Properties();
        while (json.nextToken() == JsonToken.PROPERTY_NAME) {
            var member = json.currentName();
            var value = json.nextToken();
            switch (member) {
                case "type" -> type = text(value);
                case "arcs" -> arcs = numbers(value, 0);
                case "coordinates" -> coordinates = numbers(value, 0);
                case "properties" -> properties(value, properties);
                case "geometries" -> {
                    expect(value, JsonToken.START_ARRAY);
                    while (json.nextToken() != JsonToken.END_ARRAY) topoShape(topology);
                }
                default -> json.skipChildren();
            }
        }
        if (type.equals("GeometryCollection")) return;
        if (topology.shapes.size() >= MOST_FEATURES) {
            throw new PackRejected(Reason.TOO_MANY, topology.shapes.size(), MOST_FEATURES);
        }
        topology.shapes.add(new TopoShape(type, arcs, coordinates, properties));
    }

    /// A run of numbers as `double[]`, or lists of those.
    private Object numbers(JsonToken value, int depth) {
        expect(value, JsonToken.START_ARRAY);
        if (depth > 3) throw broken("arcs");
        var numbers = new double[8];
        int size = 0;
        var children = new ArrayList<Object>();
        for (var token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (token == JsonToken.START_ARRAY) {
                children.add(numbers(token, depth + 1));
            } else {
                expectNumber(token);
                if (size == numbers.length) numbers = Arrays.copyOf(numbers, size * 2);
                numbers[size++] = json.getDoubleValue();
            }
        }
        if (size > 0 && !children.isEmpty()) throw broken("arcs");
        return size > 0 ? Arrays.copyOf(numbers, size) : children;
    }

    private void topology(Topology topology) {
        var transform = topology.transform;
        var arcs = new ArrayList<double[]>(topology.arcs.size());
        for (var arc : topology.arcs) arcs.add(transform == null ? arc : unpacked(arc, transform));
        positions = 0;
        for (var shape : topology.shapes) {
            features++;
            var geometry = shape.type().endsWith("Point")
                    ? new Geometry(shape.type(), points(shape, transform))
                    : new Geometry(shape.type(), joined(shape.arcs(), arcs, depth(shape.type())));
            features--;
            give(shape.properties(), geometry.type().isEmpty() ? null : geometry);
        }
    }

    private static double[] unpacked(double[] steps, double[] transform) {
        var arc = new double[steps.length];
        double x = 0, y = 0;
        for (int i = 0; i < steps.length; i += 2) {
            x += steps[i];
            y += steps[i + 1];
            arc[i] = x * transform[0] + transform[2];
            arc[i + 1] = y * transform[1] + transform[3];
        }
        return arc;
    }

    private static int depth(String type) {
        return switch (type) {
            case "LineString" -> 0;
            case "MultiLineString", "Polygon" -> 1;
            default -> 2;
        };
    }

    private @Nullable Object points(TopoShape shape, double @Nullable [] transform) {
        var found = new ArrayList<double[]>();
        if (shape.coordinates() instanceof double[] one) found.add(one);
        if (shape.coordinates() instanceof List<?> several) {
            for (var each : several) if (each instanceof double[] one) found.add(one);
        }
        var run = new Run();
        for (var each : found) {
            if (each.length < 2) throw new PackRejected(Reason.SHAPE, features, "coordinates");
            run.add(
                    transform == null
                            ? checked(each[0], each[1])
                            : checked(each[0] * transform[0] + transform[2], each[1] * transform[1] + transform[3]));
        }
        var all = run.positions();
        return shape.type().equals("Point") && all.length == 2 ? new Position(all[0], all[1]) : all;
    }

    private Object joined(@Nullable Object indexes, List<double[]> arcs, int depth) {
        if (depth == 0) return joined(indexes, arcs);
        return list(indexes).stream().map(each -> joined(each, arcs, depth - 1)).toList();
    }

    /// The end of one arc is the start of the next; a negative number is an arc run through backwards.
    private double[] joined(@Nullable Object indexes, List<double[]> arcs) {
        if (!(indexes instanceof double[] numbers)) throw new PackRejected(Reason.SHAPE, features, "arcs");
        var run = new Run();
        for (var number : numbers) {
            int index = (int) number;
            int which = index < 0 ? ~index : index;
            if (which >= arcs.size()) throw new PackRejected(Reason.SHAPE, features, "arc " + index);
            var arc = arcs.get(which);
            int count = arc.length / 2;
            for (int i = run.size == 0 ? 0 : 1; i < count; i++) {
                int at = 2 * (index < 0 ? count - 1 - i : i);
                run.add(checked(arc[at], arc[at + 1]));
            }
        }
        return run.positions();
    }

    private String text(JsonToken value) {
        expect(value, JsonToken.VALUE_STRING);
        return json.getString();
    }

    private void expect(@Nullable JsonToken found, JsonToken wanted) {
        if (found != wanted) throw broken(wanted.name());
    }

    private void expectNumber(@Nullable JsonToken found) {
        if (found == null || !found.isNumeric()) throw broken("number");
    }

    private PackRejected broken(String wanted) {
        var at = json.currentLocation();
        return new PackRejected(Reason.BROKEN, at.getLineNr() + ":" + at.getColumnNr(), wanted);
    }
}
