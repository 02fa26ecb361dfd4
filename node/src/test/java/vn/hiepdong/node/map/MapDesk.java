package vn.hiepdong.node.map;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import vn.hiepdong.node.database.TestPostgres;

/// Packs and places on a real database, without pages.
final class MapDesk implements AutoCloseable {
    final TestPostgres.Database database = TestPostgres.freshDatabase();
    final JdbcClient sql = JdbcClient.create(database);
    final Path folder;
    final Packs packs;
    final Places places;

    MapDesk(Path data) {
        folder = data.resolve("map");
        var transactions = new DataSourceTransactionManager(database);
        var table = new PackTable(sql);
        var names = new PlaceTable(sql, new JdbcTemplate(database), transactions);
        new BuiltInPlaces(table, names, transactions).run(new DefaultApplicationArguments());
        places = new Places(names);
        packs = new Packs(new PackFiles(data), table, names, transactions, () -> Instant.parse("2026-11-22T02:10:00Z"));
    }

    static Packs.About about(String file) {
        return about(file, null, null);
    }

    static Packs.About about(String file, Pack.@Nullable Kind as, @Nullable LocalDate validTo) {
        return new Packs.About(file, "", "", as, null, validTo);
    }

    Packs.Added add(String file, String content) {
        return packs.add(new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)), about(file));
    }

    Packs.Added add(Path file, @Nullable LocalDate validTo) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return packs.add(in, about(file.getFileName().toString(), null, validTo));
        }
    }

    /// The best of what is found.
    String first(String query) {
        var found = places.find(query, 5);
        return found.isEmpty() ? "" : found.getFirst().title();
    }

    List<String> titles(String query) {
        return places.find(query, 10).stream().map(Place::title).toList();
    }

    List<String> files() throws IOException {
        try (var found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    long rows() {
        return sql.sql("select count(*) from map_place where pack <> :pack")
                .param("pack", BuiltInPlaces.PACK)
                .query(Long.class)
                .single();
    }

    @Override
    public void close() {
        database.close();
    }
}
