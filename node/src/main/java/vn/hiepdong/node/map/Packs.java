package vn.hiepdong.node.map;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import vn.hiepdong.node.map.PackRejected.Reason;

/// Adds to the map and takes away again. A file is read to its end before anything of it counts: it is taken
/// whole, or refused with the reason and nothing of it stays. The same file a second time changes nothing.
@Component
final class Packs {
    private static final Logger log = LoggerFactory.getLogger(Packs.class);
    private static final int LONGEST = 200;

    private final PackFiles files;
    private final PackTable table;
    private final PlaceTable places;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    Packs(
            PackFiles files,
            PackTable table,
            PlaceTable places,
            PlatformTransactionManager transactions,
            InstantSource clock) {
        this.files = files;
        this.table = table;
        this.places = places;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// What the operator says about a file; where nothing is said, the file decides.
    ///
    /// @param as only BOUNDARIES or LAYER make a difference: how a file of areas is meant
    record About(
            String file,
            String title,
            String attribution,
            Pack.@Nullable Kind as,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo) {}

    /// @param known whether it was there before
    record Added(Pack pack, boolean known) {}

    /// What a file turned out to be.
    ///
    /// @param tiles the tiles to keep, or null
    private record Read(
            Pack.Kind kind,
            String title,
            String attribution,
            int features,
            Pack.Tiles drawn,
            List<String> layers,
            Pack.Extent extent,
            @Nullable LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable Path tiles,
            List<Place> places) {}

    List<Pack> all() {
        return table.all().stream()
                .filter(pack -> pack.kind() != Pack.Kind.BUILT_IN)
                .toList();
    }

    Optional<Pack> find(UUID id) {
        return table.find(id).filter(pack -> pack.kind() != Pack.Kind.BUILT_IN);
    }

    Path tiles(Pack pack) {
        return files.of(pack.id());
    }

    Added add(InputStream in, About about) {
        try {
            var received = files.receive(in);
            Path tiles = null;
            try {
                var known = table.find(received.hash());
                if (known.isPresent()) return new Added(known.get(), true);
                var read = read(received.path(), about);
                tiles = read.tiles();
                return keep(received, read, about);
            } finally {
                files.delete(received.path());
                if (tiles != null) files.delete(tiles);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The file first, the row after it: power cut between the two leaves a file that nobody speaks of, never a row
    /// without its file.
    private Added keep(PackFiles.Received received, Read read, About about) throws IOException {
        var id = UUID.randomUUID();
        var pack = new Pack(
                id,
                read.kind(),
                title(about, read),
                about.attribution().isEmpty() ? shortened(read.attribution()) : about.attribution(),
                about.file(),
                received.hash(),
                received.size(),
                read.features(),
                read.places().size(),
                read.drawn(),
                read.layers(),
                about.validFrom() == null ? read.validFrom() : about.validFrom(),
                about.validTo() == null ? read.validTo() : about.validTo(),
                read.extent(),
                clock.instant());
        if (read.tiles() != null) files.keep(read.tiles(), id);
        try {
            var added = Objects.requireNonNull(transaction.execute(_ -> {
                table.lock();
                var known = table.find(received.hash());
                if (known.isPresent()) return new Added(known.get(), true);
                table.insert(pack);
                places.insert(id, dated(read.places(), pack.validTo()));
                return new Added(pack, false);
            }));
            if (added.known()) files.delete(files.of(id));
            else log.info("Map pack {} added: {} ({}, {} places)", id, pack.title(), pack.kind(), pack.places());
            return added;
        } catch (RuntimeException e) {
            files.delete(files.of(id));
            throw e;
        }
    }

    /// @return false when there was none
    boolean remove(UUID id) {
        var pack = find(id);
        if (pack.isEmpty()) return false;
        table.delete(id);
        files.delete(files.of(id));
        log.info("Map pack {} removed: {}", id, pack.get().title());
        return true;
    }

    private static String title(About about, Read read) {
        if (!about.title().isEmpty()) return about.title();
        return read.title().isEmpty() ? about.file().replaceFirst("\\.[A-Za-z]+$", "") : shortened(read.title());
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static List<Place> dated(List<Place> found, @Nullable LocalDate validTo) {
        return validTo == null
                ? found
                : found.stream()
                        .map(place -> place.validTo() == null ? place.until(validTo) : place)
                        .toList();
    }

    private Read read(Path file, About about) throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            in.mark(1 << 12);
            var start = in.readNBytes(1 << 11);
            in.reset();
            if (start.length >= TileArchive.MAGIC.length && PackFiles.isTiles(start)) return tiles(file);
            return switch (first(start)) {
                case '{' -> features(in, about);
                case '[' -> places(GazetteerReader.json(in));
                default -> {
                    if (!about.file().toLowerCase(Locale.ROOT).endsWith(".csv")) throw new PackRejected(Reason.FORMAT);
                    yield places(GazetteerReader.csv(in));
                }
            };
        }
    }

    private static char first(byte[] start) {
        // A byte order mark is no content.
        int from = start.length > 2 && start[0] == (byte) 0xEF ? 3 : 0;
        for (int i = from; i < start.length; i++) if (start[i] > ' ') return (char) start[i];
        return ' ';
    }

    private Read tiles(Path file) throws IOException {
        try (var archive = new TileArchive(file)) {
            archive.entries();
            var metadata = archive.metadata();
            var layers = new ArrayList<String>();
            for (var layer : metadata.path("vector_layers"))
                layers.add(layer.path("id").asString(""));
            // The file itself is kept; what was received is another copy that is deleted.
            var copy = files.fresh();
            Files.move(file, copy);
            return new Read(
                    Pack.Kind.BASEMAP,
                    text(metadata, "name"),
                    text(metadata, "attribution"),
                    0,
                    archive.vector() ? Pack.Tiles.SHAPES : Pack.Tiles.PICTURES,
                    layers,
                    archive.extent(),
                    null,
                    null,
                    copy,
                    List.of());
        }
    }

    /// Plain text: an attribution is often written with tags.
    private static String text(JsonNode metadata, String name) {
        return metadata.path(name).asString("").replaceAll("<[^>]*>", "").strip();
    }

    private Read places(List<Place> found) {
        if (found.isEmpty()) throw new PackRejected(Reason.EMPTY);
        var provinces = places.provinces();
        return new Read(
                Pack.Kind.PLACES,
                "",
                "",
                0,
                Pack.Tiles.NONE,
                List.of(),
                Pack.Extent.WORLD,
                null,
                null,
                null,
                found.stream().map(place -> place.inside(provinces)).toList());
    }

    private Read features(InputStream in, About about) throws IOException {
        var found = new ArrayList<Feature>();
        GeoReader.read(in, found::add);
        if (found.isEmpty()) throw new PackRejected(Reason.EMPTY);
        boolean coded = found.stream()
                .allMatch(each -> each.shape().kind() == Shape.Kind.AREA
                        && !each.code().isEmpty()
                        && !each.title().isEmpty());
        if (about.as() == Pack.Kind.BOUNDARIES && !coded) throw new PackRejected(Reason.CODE, uncoded(found));
        var kind = coded && about.as() != Pack.Kind.LAYER ? Pack.Kind.BOUNDARIES : Pack.Kind.LAYER;
        var provinces = places.provinces();
        var named = found.stream()
                .filter(each -> !each.title().isEmpty())
                .map(each -> place(each, kind).inside(provinces))
                .toList();
        var tiles = files.fresh();
        try (var writer = new TileWriter(tiles)) {
            var box = box(found);
            int deepest = Tiler.write(found, writer);
            var extent = new Pack.Extent(box[0], box[1], box[2], box[3], 0, deepest);
            writer.finish(extent, description());
            return new Read(
                    kind,
                    "",
                    "",
                    found.size(),
                    Pack.Tiles.SHAPES,
                    List.of(Tiler.FEATURES, Tiler.NAMES),
                    extent,
                    found.getFirst().validFrom(),
                    found.getFirst().validTo(),
                    tiles,
                    named);
        } catch (IOException | RuntimeException e) {
            files.delete(tiles);
            throw e;
        }
    }

    private static int uncoded(List<Feature> features) {
        for (int i = 0; i < features.size(); i++) {
            var each = features.get(i);
            if (each.shape().kind() != Shape.Kind.AREA
                    || each.code().isEmpty()
                    || each.title().isEmpty()) return i + 1;
        }
        return 0;
    }

    private static Place place(Feature feature, Pack.Kind pack) {
        var at = feature.shape().label();
        boolean province = pack == Pack.Kind.BOUNDARIES && feature.code().equals(feature.province());
        var kind = pack == Pack.Kind.LAYER
                ? "layer"
                : province ? "province" : GazetteerReader.kind(feature.type(), feature.title());
        return new Place(
                kind,
                feature.title(),
                feature.titleEn(),
                feature.code(),
                feature.province(),
                "",
                GazetteerReader.rank(kind),
                feature.validTo(),
                at[0],
                at[1],
                feature.shape().kind() == Shape.Kind.POINT
                        ? null
                        : feature.shape().box());
    }

    /// Wide enough to be a box, even around one point.
    private static double[] box(List<Feature> features) {
        var box = new double[] {180, 90, -180, -90};
        for (var each : features) {
            var one = each.shape().box();
            box[0] = Math.min(box[0], one.get(0));
            box[1] = Math.min(box[1], one.get(1));
            box[2] = Math.max(box[2], one.get(2));
            box[3] = Math.max(box[3], one.get(3));
        }
        double margin = 0.001;
        return new double[] {
            Math.max(-180, box[0] - margin),
            Math.max(-85, box[1] - margin),
            Math.min(180, box[2] + margin),
            Math.min(85, box[3] + margin)
        };
    }

    private static String description() {
        var make = JsonNodeFactory.instance;
        var layers = make.arrayNode();
        for (var name : List.of(Tiler.FEATURES, Tiler.NAMES)) {
            var fields = make.objectNode();
            for (var field : List.of("title", "en", "code", "kind")) fields.put(field, "String");
            var layer = make.objectNode().put("id", name);
            layer.set("fields", fields);
            layers.add(layer);
        }
        var description = make.objectNode();
        description.set("vector_layers", layers);
        return description.toString();
    }
}
