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

    /// As it stands in a GeoJSON feature.
    JsonNode geometry() {
        return geometry;
    }

    /// The geometry as text.
    public String text() {
        return JSON.writeValueAsString(geometry);
    }
}
