package vn.hiepdong.node.map;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Cuts features into tiles: from the whole world down, each tile into its four quarters.
///
/// A browser cannot draw the 3,321 communes out of one file of fourteen megabytes on a slow line; out of tiles it
/// fetches
/// the few kilobytes that it shows.
final class Tiler {
    /// The shapes.
    static final String FEATURES = "features";
    /// One point for each name: a shape that lies in many tiles would be named in each of them.
    static final String NAMES = "names";

    private static final int DEEPEST = 12;
    /// Above this there is no room for names.
    private static final int NAMES_FROM = 8;
    /// A pack with more tiles than this on one level ends there: a browser draws deeper levels from it.
    private static final int MOST_TILES = 6_000;
    /// How far a shape reaches beyond its tile, so that no border shows where tiles meet.
    private static final double MARGIN = 64.0 / TileEncoder.EXTENT;
    /// On the grid; what is smaller than that nobody sees.
    private static final double TOLERANCE = 1.5;

    private final TileWriter out;
    private final int deepest;

    private Tiler(TileWriter out, int deepest) {
        this.out = out;
        this.deepest = deepest;
    }

    /// Positions in units of the world: 0 to 1, from west to east and from north to south.
    private record Piece(Shape.Kind kind, List<List<double[]>> parts, Map<String, String> properties) {}

    /// @return the deepest level written
    static int write(List<Feature> features, TileWriter out) throws IOException {
        var pieces = new ArrayList<Piece>(features.size());
        var names = new ArrayList<Piece>(features.size());
        for (var feature : features) {
            pieces.add(projected(feature, feature.shape()));
            if (feature.title().isEmpty()) continue;
            var label =
                    new Shape(Shape.Kind.POINT, List.of(List.of(feature.shape().label())));
            names.add(projected(feature, label));
        }
        int deepest = deepestFor(features);
        new Tiler(out, deepest).tile(0, 0, 0, pieces, names);
        return deepest;
    }

    /// Counted by what the features' boxes touch, so never too few.
    private static int deepestFor(List<Feature> features) {
        double area = 0;
        for (var feature : features) {
            var box = feature.shape().box();
            double width = x(box.get(2)) - x(box.get(0));
            double height = y(box.get(1)) - y(box.get(3));
            area += width * height;
        }
        int deepest = DEEPEST;
        while (deepest > 4 && area * Math.pow(4, deepest) > MOST_TILES) deepest--;
        return deepest;
    }

    private static Piece projected(Feature feature, Shape shape) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("title", feature.title());
        properties.put("en", feature.titleEn());
        properties.put("code", feature.code());
        properties.put("kind", feature.type());
        var parts = shape.parts().stream()
                .map(part -> part.stream().map(Tiler::projected).toList())
                .toList();
        return new Piece(shape.kind(), parts, properties);
    }

    private static double[] projected(double[] degrees) {
        var run = new double[degrees.length];
        for (int i = 0; i < run.length; i += 2) {
            run[i] = x(degrees[i]);
            run[i + 1] = y(degrees[i + 1]);
        }
        return run;
    }

    private static double x(double lon) {
        return lon / 360 + 0.5;
    }

    private static double y(double lat) {
        double sine = Math.sin(Math.toRadians(lat));
        double y = 0.5 - 0.25 * Math.log((1 + sine) / (1 - sine)) / Math.PI;
        return Math.clamp(y, 0, 1);
    }

    private void tile(int z, int x, int y, List<Piece> pieces, List<Piece> names) throws IOException {
        if (pieces.isEmpty() && names.isEmpty()) return;
        var tile = new ByteArrayOutputStream();
        tile.writeBytes(layer(FEATURES, z, x, y, pieces));
        if (z >= Math.min(NAMES_FROM, deepest)) tile.writeBytes(layer(NAMES, z, x, y, names));
        if (tile.size() > 0) out.add(z, x, y, tile.toByteArray());
        if (z == deepest) return;
        double size = 1.0 / (1L << z);
        double margin = MARGIN * size / 2;
        for (int half = 0; half < 2; half++) {
            double west = (x + half / 2.0) * size - margin;
            double east = west + size / 2 + 2 * margin;
            var column = clipped(pieces, 0, west, east);
            var namesOfColumn = clipped(names, 0, west, east);
            for (int quarter = 0; quarter < 2; quarter++) {
                double north = (y + quarter / 2.0) * size - margin;
                double south = north + size / 2 + 2 * margin;
                tile(
                        z + 1,
                        2 * x + half,
                        2 * y + quarter,
                        clipped(column, 1, north, south),
                        clipped(namesOfColumn, 1, north, south));
            }
        }
    }

    private byte[] layer(String name, int z, int x, int y, List<Piece> pieces) {
        var encoder = new TileEncoder(name);
        double scale = 1L << z;
        for (var piece : pieces) {
            var parts = onGrid(piece, scale, x, y, z == deepest ? 0 : TOLERANCE);
            if (!parts.isEmpty()) encoder.add(piece.kind(), parts, piece.properties());
        }
        return encoder.isEmpty() ? new byte[0] : encoder.bytes();
    }

    private static List<List<int[]>> onGrid(Piece piece, double scale, int x, int y, double tolerance) {
        var parts = new ArrayList<List<int[]>>();
        for (var part : piece.parts()) {
            var runs = new ArrayList<int[]>();
            for (var run : part) {
                var found = onGrid(run, piece.kind(), scale, x, y, tolerance);
                if (found != null) runs.add(found);
                // Without its outline a polygon has no holes either.
                else if (runs.isEmpty()) break;
            }
            if (!runs.isEmpty()) parts.add(runs);
        }
        return parts;
    }

    private static int @Nullable [] onGrid(
            double[] run, Shape.Kind kind, double scale, int x, int y, double tolerance) {
        var grid = new double[run.length];
        for (int i = 0; i < run.length; i += 2) {
            grid[i] = (run[i] * scale - x) * TileEncoder.EXTENT;
            grid[i + 1] = (run[i + 1] * scale - y) * TileEncoder.EXTENT;
        }
        var kept = kind == Shape.Kind.POINT || tolerance == 0 ? grid : simplified(grid, tolerance);
        var whole = new int[kept.length];
        int size = 0;
        for (int i = 0; i < kept.length; i += 2) {
            int px = (int) Math.round(kept[i]);
            int py = (int) Math.round(kept[i + 1]);
            boolean again = size > 0 && whole[size - 2] == px && whole[size - 1] == py;
            if (again && kind != Shape.Kind.POINT) continue;
            whole[size++] = px;
            whole[size++] = py;
        }
        int least = switch (kind) {
            case POINT -> 2;
            case LINE -> 4;
            case AREA -> 8;
        };
        return size < least ? null : Arrays.copyOf(whole, size);
    }

    /// Ramer, Douglas and Peucker: what lies nearer than the tolerance to the line between its neighbours is left
    /// out.
    private static double[] simplified(double[] run, double tolerance) {
        int count = run.length / 2;
        if (count < 3) return run;
        var keep = new boolean[count];
        keep[0] = keep[count - 1] = true;
        var stack = new ArrayList<int[]>();
        stack.add(new int[] {0, count - 1});
        while (!stack.isEmpty()) {
            var span = stack.removeLast();
            double farthest = tolerance * tolerance;
            int at = -1;
            for (int i = span[0] + 1; i < span[1]; i++) {
                double distance = distance(run, i, span[0], span[1]);
                if (distance > farthest) {
                    farthest = distance;
                    at = i;
                }
            }
            if (at < 0) continue;
            keep[at] = true;
            stack.add(new int[] {span[0], at});
            stack.add(new int[] {at, span[1]});
        }
        var kept = new double[run.length];
        int size = 0;
        for (int i = 0; i < count; i++) {
            if (!keep[i]) continue;
            kept[size++] = run[2 * i];
            kept[size++] = run[2 * i + 1];
        }
        return Arrays.copyOf(kept, size);
    }

    private static double distance(double[] run, int i, int from, int to) {
        double ax = run[2 * from], ay = run[2 * from + 1];
        double dx = run[2 * to] - ax, dy = run[2 * to + 1] - ay;
        double length = dx * dx + dy * dy;
        double px = run[2 * i] - ax, py = run[2 * i + 1] - ay;
        double t = length == 0 ? 0 : Math.clamp((px * dx + py * dy) / length, 0, 1);
        double x = px - t * dx, y = py - t * dy;
        return x * x + y * y;
    }

    /// @param axis 0 for x, 1 for y
    private static List<Piece> clipped(List<Piece> pieces, int axis, double from, double to) {
        var found = new ArrayList<Piece>();
        for (var piece : pieces) {
            double least = Double.MAX_VALUE, most = -Double.MAX_VALUE;
            for (var part : piece.parts()) {
                var run = part.getFirst();
                if (piece.kind() == Shape.Kind.AREA || part.size() == 1) {
                    for (int i = axis; i < run.length; i += 2) {
                        least = Math.min(least, run[i]);
                        most = Math.max(most, run[i]);
                    }
                }
            }
            if (most < from || least > to) continue;
            if (least >= from && most <= to) {
                found.add(piece);
                continue;
            }
            var parts = new ArrayList<List<double[]>>();
            for (var part : piece.parts()) clip(piece.kind(), part, axis, from, to, parts);
            if (!parts.isEmpty()) found.add(new Piece(piece.kind(), parts, piece.properties()));
        }
        return found;
    }

    private static void clip(
            Shape.Kind kind, List<double[]> part, int axis, double from, double to, List<List<double[]>> out) {
        switch (kind) {
            case POINT -> {
                var run = new Line();
                for (int i = 0; i < part.getFirst().length; i += 2) {
                    double at = part.getFirst()[i + axis];
                    if (at >= from && at < to) run.add(part.getFirst()[i], part.getFirst()[i + 1]);
                }
                if (run.size > 0) out.add(List.of(run.positions()));
            }
            case LINE -> lines(part.getFirst(), axis, from, to).forEach(line -> out.add(List.of(line)));
            case AREA -> {
                var rings = new ArrayList<double[]>();
                for (var ring : part) {
                    var cut = ring(ring(ring, axis, from, 1), axis, to, -1);
                    if (cut.length >= 8) rings.add(cut);
                    else if (rings.isEmpty()) return;
                }
                out.add(rings);
            }
        }
    }

    /// Sutherland and Hodgman, one edge: what lies beyond it (side 1: below the limit, -1: above) is cut off.
    private static double[] ring(double[] ring, int axis, double limit, int side) {
        var cut = new Line();
        for (int i = 2; i < ring.length; i += 2) {
            double a = side * (ring[i - 2 + axis] - limit);
            double b = side * (ring[i + axis] - limit);
            if (a >= 0) cut.add(ring[i - 2], ring[i - 1]);
            if (a >= 0 != b >= 0) cut.add(ring, i - 2, i, a / (a - b));
        }
        if (cut.size > 0) cut.add(cut.values[0], cut.values[1]);
        return cut.positions();
    }

    private static List<double[]> lines(double[] run, int axis, double from, double to) {
        var lines = new ArrayList<double[]>();
        var line = new Line();
        for (int i = 2; i < run.length; i += 2) {
            double a = run[i - 2 + axis], b = run[i + axis];
            double start = 0, end = 1;
            if (a == b) {
                if (a < from || a > to) start = 2;
            } else {
                double first = ((a < b ? from : to) - a) / (b - a);
                double last = ((a < b ? to : from) - a) / (b - a);
                start = Math.max(0, first);
                end = Math.min(1, last);
            }
            if (start > end) continue;
            if (start > 0 && line.size > 0) line = flush(line, lines);
            if (line.size == 0) line.add(run, i - 2, i, start);
            line.add(run, i - 2, i, end);
            if (end < 1) line = flush(line, lines);
        }
        flush(line, lines);
        return lines;
    }

    private static Line flush(Line line, List<double[]> lines) {
        if (line.size >= 4) lines.add(line.positions());
        return new Line();
    }

    private static final class Line {
        private double[] values = new double[32];
        private int size;

        void add(double x, double y) {
            if (size + 2 > values.length) values = Arrays.copyOf(values, values.length * 2);
            values[size++] = x;
            values[size++] = y;
        }

        void add(double[] run, int from, int to, double t) {
            add(run[from] + t * (run[to] - run[from]), run[from + 1] + t * (run[to + 1] - run[from + 1]));
        }

        double[] positions() {
            return Arrays.copyOf(values, size);
        }
    }
}
