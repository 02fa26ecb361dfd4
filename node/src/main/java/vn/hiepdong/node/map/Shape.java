package vn.hiepdong.node.map;

import java.util.List;

/// What lies somewhere: points, lines or areas, in degrees, longitude and latitude in turn.
///
/// @param parts of an area each part is a polygon, its outline first and then its holes; of lines and points each
/// part has one run of positions
record Shape(Kind kind, List<List<double[]>> parts) {
    enum Kind {
        POINT,
        LINE,
        AREA
    }

    /// West, south, east, north.
    List<Double> box() {
        double west = 180, south = 90, east = -180, north = -90;
        for (var part : parts) {
            var run = part.getFirst();
            for (int i = 0; i < run.length; i += 2) {
                west = Math.min(west, run[i]);
                east = Math.max(east, run[i]);
                south = Math.min(south, run[i + 1]);
                north = Math.max(north, run[i + 1]);
            }
        }
        return List.of(west, south, east, north);
    }

    /// A position for the name: the deepest inside of the largest part among those of a coarse grid, or the
    /// middle of a line.
    double[] label() {
        var part = parts.getFirst();
        for (var each : parts) if (each.getFirst().length > part.getFirst().length) part = each;
        var run = part.getFirst();
        int middle = run.length / 4 * 2;
        return kind == Kind.AREA ? deepest(part) : new double[] {run[middle], run[middle + 1]};
    }

    private static double[] deepest(List<double[]> polygon) {
        var box = new Shape(Kind.AREA, List.of(polygon)).box();
        double width = box.get(2) - box.get(0);
        double height = box.get(3) - box.get(1);
        int steps = 12;
        var outline = polygon.getFirst();
        var best = new double[] {outline[0], outline[1]};
        double depth = -1;
        for (int i = 1; i < steps; i++) {
            for (int j = 1; j < steps; j++) {
                double x = box.get(0) + width * i / steps;
                double y = box.get(1) + height * j / steps;
                if (!contains(polygon, x, y)) continue;
                double distance = nearest(polygon, x, y);
                if (distance > depth) {
                    depth = distance;
                    best = new double[] {x, y};
                }
            }
        }
        return best;
    }

    private static boolean contains(List<double[]> polygon, double x, double y) {
        boolean inside = false;
        for (var ring : polygon) {
            for (int i = 2; i < ring.length; i += 2) {
                double ay = ring[i - 1], by = ring[i + 1];
                if (ay > y != by > y && x < (ring[i] - ring[i - 2]) * (y - ay) / (by - ay) + ring[i - 2])
                    inside = !inside;
            }
        }
        return inside;
    }

    private static double nearest(List<double[]> polygon, double x, double y) {
        double least = Double.MAX_VALUE;
        for (var ring : polygon) {
            for (int i = 0; i < ring.length; i += 2) {
                double dx = ring[i] - x, dy = ring[i + 1] - y;
                least = Math.min(least, dx * dx + dy * dy);
            }
        }
        return least;
    }
}
