package vn.hiepdong.node.interop;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.hiepdong.node.interop.CapAlert.Area;
import vn.hiepdong.node.interop.CapAlert.Circle;
import vn.hiepdong.node.interop.CapAlert.Point;
import vn.hiepdong.node.interop.CapAlert.Polygon;
import vn.hiepdong.node.interop.CapImport.MiddlePoint;

/// The areas of an alert as GeoJSON (RFC 7946), and one point to put on a map.
final class CapGeometry {
    /// CAP says nothing about accuracy, and a point written with three decimals is no better than this.
    static final int LEAST_ACCURACY_M = 100;

    private static final double EARTH_RADIUS_M = 6_371_008.8;

    private final List<Polygon> polygons;
    private final List<Circle> circles;

    CapGeometry(List<Area> areas) {
        polygons = areas.stream().flatMap(a -> a.polygons().stream()).distinct().toList();
        circles = areas.stream().flatMap(a -> a.circles().stream()).distinct().toList();
    }

    /// Empty if nothing is drawn.
    String geoJson() {
        var features = new ArrayList<String>();
        for (var polygon : polygons) {
            features.add("""
                    {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[%s]]},"properties":{}}""".formatted(counterclockwise(polygon.points()).stream()
                    .map(CapGeometry::position)
                    .collect(Collectors.joining(","))));
        }
        for (var circle : circles) {
            features.add("""
                    {"type":"Feature","geometry":{"type":"Point","coordinates":%s},"properties":{"radiusM":%d}}""".formatted(position(circle.centre()), Math.round(circle.radiusKm() * 1000)));
        }
        return features.isEmpty()
                ? ""
                : "{\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
    }

    /// The middle of the box around everything drawn, and how far the farthest edge is from it.
    Optional<MiddlePoint> middle() {
        var corners = new ArrayList<Point>();
        polygons.forEach(polygon -> corners.addAll(polygon.points()));
        circles.forEach(circle -> corners.add(circle.centre()));
        if (corners.isEmpty()) {
            return Optional.empty();
        }
        var latitudes = corners.stream().mapToDouble(Point::latitude).summaryStatistics();
        double latitude = (latitudes.getMin() + latitudes.getMax()) / 2;
        var middle = new Point(latitude, middleLongitude(corners));
        double reach =
                corners.stream().mapToDouble(p -> distance(middle, p)).max().orElse(0);
        double circleReach = circles.stream()
                .mapToDouble(c -> distance(middle, c.centre()) + c.radiusKm() * 1000)
                .max()
                .orElse(0);
        int accuracy = (int) Math.ceil(Math.max(LEAST_ACCURACY_M, Math.max(reach, circleReach)));
        return Optional.of(new MiddlePoint(rounded(middle.latitude()), rounded(middle.longitude()), accuracy));
    }

    /// Where the box would go round most of the world, it crosses the 180th meridian instead.
    private static double middleLongitude(List<Point> corners) {
        var plain = corners.stream().mapToDouble(Point::longitude).summaryStatistics();
        var shifted = corners.stream()
                .mapToDouble(p -> p.longitude() < 0 ? p.longitude() + 360 : p.longitude())
                .summaryStatistics();
        boolean crosses = shifted.getMax() - shifted.getMin() < plain.getMax() - plain.getMin();
        double middle = crosses ? (shifted.getMin() + shifted.getMax()) / 2 : (plain.getMin() + plain.getMax()) / 2;
        return middle > 180 ? middle - 360 : middle;
    }

    /// RFC 7946 §3.1.6; CAP leaves the direction open.
    private static List<Point> counterclockwise(List<Point> ring) {
        double doubledArea = 0;
        for (int i = 1; i < ring.size(); i++) {
            var from = ring.get(i - 1);
            var to = ring.get(i);
            doubledArea += from.longitude() * to.latitude() - to.longitude() * from.latitude();
        }
        return doubledArea < 0 ? ring.reversed() : ring;
    }

    private static double distance(Point a, Point b) {
        double latitude = Math.toRadians(b.latitude() - a.latitude());
        double longitude = Math.toRadians(b.longitude() - a.longitude());
        double h = Math.pow(Math.sin(latitude / 2), 2)
                + Math.cos(Math.toRadians(a.latitude()))
                        * Math.cos(Math.toRadians(b.latitude()))
                        * Math.pow(Math.sin(longitude / 2), 2);
        return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
    }

    /// GeoJSON puts longitude first.
    private static String position(Point point) {
        return "[" + plain(point.longitude()) + "," + plain(point.latitude()) + "]";
    }

    private static String plain(double degrees) {
        return BigDecimal.valueOf(degrees).stripTrailingZeros().toPlainString();
    }

    private static double rounded(double degrees) {
        return Math.round(degrees * 1e6) / 1e6;
    }
}
