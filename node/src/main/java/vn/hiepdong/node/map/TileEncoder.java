package vn.hiepdong.node.map;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One layer of a tile as bytes: Mapbox Vector Tile 2.1. A tile is its layers one after the other.
///
/// Positions are whole numbers on a grid of [#EXTENT], each told by its distance from the one before.
final class TileEncoder {
    static final int EXTENT = 4096;

    private final String name;
    private final Map<String, Integer> keys = new LinkedHashMap<>();
    private final Map<String, Integer> values = new LinkedHashMap<>();
    private final List<byte[]> features = new ArrayList<>();

    TileEncoder(String name) {
        this.name = name;
    }

    /// @param parts positions on the grid; of an area each part is a polygon with its holes
    void add(Shape.Kind kind, List<List<int[]>> parts, Map<String, String> properties) {
        var commands = new Numbers();
        int[] at = {0, 0};
        if (kind == Shape.Kind.POINT) {
            int count =
                    parts.stream().mapToInt(part -> part.getFirst().length / 2).sum();
            commands.add(count << 3 | 1);
            for (var part : parts)
                for (int i = 0; i < part.getFirst().length; i += 2) step(commands, at, part.getFirst(), i);
        } else {
            for (var part : parts) {
                for (int ring = 0; ring < part.size(); ring++) {
                    var run = kind == Shape.Kind.AREA ? turned(part.get(ring), ring == 0) : part.get(ring);
                    int count = kind == Shape.Kind.AREA ? run.length / 2 - 1 : run.length / 2;
                    commands.add(1 << 3 | 1);
                    step(commands, at, run, 0);
                    commands.add(count - 1 << 3 | 2);
                    for (int i = 1; i < count; i++) step(commands, at, run, 2 * i);
                    if (kind == Shape.Kind.AREA) commands.add(1 << 3 | 7);
                }
            }
        }
        var tags = new Numbers();
        properties.forEach((key, value) -> {
            if (value.isEmpty()) return;
            tags.add(keys.computeIfAbsent(key, _ -> keys.size()));
            tags.add(values.computeIfAbsent(value, _ -> values.size()));
        });
        var feature = new Numbers();
        feature.field(2, tags.bytes());
        feature.add(3 << 3);
        feature.add(kind.ordinal() + 1);
        feature.field(4, commands.bytes());
        features.add(feature.bytes());
    }

    boolean isEmpty() {
        return features.isEmpty();
    }

    byte[] bytes() {
        var layer = new Numbers();
        layer.add(15 << 3);
        layer.add(2);
        layer.field(1, name.getBytes(StandardCharsets.UTF_8));
        for (var feature : features) layer.field(2, feature);
        for (var key : keys.keySet()) layer.field(3, key.getBytes(StandardCharsets.UTF_8));
        for (var value : values.keySet()) {
            var text = new Numbers();
            text.field(1, value.getBytes(StandardCharsets.UTF_8));
            layer.field(4, text.bytes());
        }
        layer.add(5 << 3);
        layer.add(EXTENT);
        var tile = new Numbers();
        tile.field(3, layer.bytes());
        return tile.bytes();
    }

    private static void step(Numbers commands, int[] at, int[] run, int i) {
        commands.zigzag(run[i] - at[0]);
        commands.zigzag(run[i + 1] - at[1]);
        at[0] = run[i];
        at[1] = run[i + 1];
    }

    /// An outline runs clockwise as seen, a hole the other way.
    private static int[] turned(int[] ring, boolean outline) {
        long area = 0;
        for (int i = 2; i < ring.length; i += 2) {
            area += (long) ring[i - 2] * ring[i + 1] - (long) ring[i] * ring[i - 1];
        }
        if (area > 0 == outline) return ring;
        var turned = new int[ring.length];
        for (int i = 0; i < ring.length; i += 2) {
            turned[i] = ring[ring.length - 2 - i];
            turned[i + 1] = ring[ring.length - 1 - i];
        }
        return turned;
    }

    /// Protocol Buffers, as much of it as a tile needs.
    static final class Numbers {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        void add(long number) {
            while (number >= 128 || number < 0) {
                out.write((int) (number & 127 | 128));
                number >>>= 7;
            }
            out.write((int) number);
        }

        void zigzag(int number) {
            add(Integer.toUnsignedLong(number << 1 ^ number >> 31));
        }

        void field(int number, byte[] bytes) {
            add((long) number << 3 | 2);
            add(bytes.length);
            out.writeBytes(bytes);
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
