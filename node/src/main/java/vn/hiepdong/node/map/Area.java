package vn.hiepdong.node.map;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A stretch of land or water as a GeoJSON geometry (RFC 7946): one polygon or several. What cannot be drawn never
/// becomes an area, whoever sent it.
public final class Area {
    /// Corners of an area that came from elsewhere; a coast has many, an attack on a browser has more.
    private static final int MOST_CORNERS = 5_000;

    private static final double EARTH_M = 6_371_008.8;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final JsonNode geometry;
    private final int corners;

    private Area(JsonNode geometry, int corners) {
        this.geometry = geometry;
        this.corners = corners;
    }

    /// Reads a geometry; empty when it is not one, or none that this shows.
    public static Optional<Area> parse(String text) {
        try {
            JsonNode geometry = JSON.readTree(text);
            int corners = switch (geometry.path("type").asString("")) {
                case "Polygon" -> polygon(geometry.path("coordinates"));
                case "MultiPolygon" -> polygons(geometry.path("coordinates"));
                default -> -1;
            };
            return corners > 0 && corners <= MOST_CORNERS
                    ? Optional.of(new Area(plain(geometry), corners))
                    : Optional.empty();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /// Type and coordinates alone: nothing else that came along is passed on.
    private static JsonNode plain(JsonNode geometry) {
        return JSON.createObjectNode()
                .put("type", geometry.path("type").asString())
                .set("coordinates", geometry.path("coordinates"));
    }

    /// How many corners, or -1.
    private static int polygons(JsonNode parts) {
        int corners = 0;
        for (JsonNode part : parts) {
            int each = polygon(part);
            if (each < 0) {
                return -1;
            }
            corners += each;
        }
        return parts.isArray() && corners > 0 ? corners : -1;
    }

    private static int polygon(JsonNode rings) {
        int corners = 0;
        for (JsonNode ring : rings) {
            boolean closed = ring.isArray() && ring.size() >= 4 && ring.get(0).equals(ring.get(ring.size() - 1));
            if (!closed) {
                return -1;
            }
            for (JsonNode position : ring) {
                if (!onEarth(position)) {
                    return -1;
                }
            }
            corners += ring.size() - 1;
        }
        return rings.isArray() && corners > 0 ? corners : -1;
    }

    private static boolean onEarth(JsonNode position) {
        return position.isArray()
                && position.size() >= 2
                && position.size() <= 3
                && within(position.get(0), 180)
                && within(position.get(1), 90);
    }

    private static boolean within(JsonNode degrees, int most) {
        return degrees.isNumber() && Math.abs(degrees.asDouble()) <= most;
    }

    /// How many corners all its rings have.
    public int corners() {
        return corners;
    }

    /// Whether it is several polygons.
    public boolean several() {
        return geometry.path("type").asString().equals("MultiPolygon");
    }

    /// How large it is, on a round earth; holes count off.
    public double squareMetres() {
        JsonNode coordinates = geometry.path("coordinates");
        if (!several()) {
            return polygonSize(coordinates);
        }
        double sum = 0;
        for (JsonNode part : coordinates) {
            sum += polygonSize(part);
        }
        return sum;
    }

    private static double polygonSize(JsonNode rings) {
        double size = Math.abs(ringSize(rings.get(0)));
        for (int hole = 1; hole < rings.size(); hole++) {
            size -= Math.abs(ringSize(rings.get(hole)));
        }
        return Math.max(0, size);
    }

    /// Chamberlain and Duquette, "Some algorithms for polygons on a sphere" (JPL 2007).
    private static double ringSize(JsonNode ring) {
        double sum = 0;
        for (int at = 0; at + 1 < ring.size(); at++) {
            double east = Math.toRadians(
                    ring.get(at + 1).get(0).asDouble() - ring.get(at).get(0).asDouble());
            sum += east
                    * (2
                            + Math.sin(Math.toRadians(ring.get(at).get(1).asDouble()))
                            + Math.sin(Math.toRadians(ring.get(at + 1).get(1).asDouble())));
        }
        return sum * EARTH_M * EARTH_M / 2;
    }

    /// As it stands in a GeoJSON feature.
    JsonNode geometry() {
        return geometry;
    }

    /// The geometry as text.
    public String text() {
        return JSON.writeValueAsString(geometry);
    }
}
