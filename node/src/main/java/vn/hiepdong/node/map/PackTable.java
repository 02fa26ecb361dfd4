package vn.hiepdong.node.map;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.format.Hash;

/// The index of packs. A row is written after its file lies in the data folder, so every row has one.
@Component
final class PackTable {
    /// Any number, the same in every instance of a node: packs are added one after the other.
    private static final long LOCK = 0x6d61702d7061636bL;

    private final JdbcClient sql;

    PackTable(JdbcClient sql) {
        this.sql = sql;
    }

    /// Until the transaction ends.
    void lock() {
        sql.sql("select 1 from pg_advisory_xact_lock(:lock)")
                .param("lock", LOCK)
                .query(Integer.class)
                .single();
    }

    void insert(Pack pack) {
        sql.sql("""
                insert into map_pack (id, kind, title, attribution, file, hash, size, features, places,
                    tiles, layers, valid_from, valid_to, west, south, east, north, min_zoom, max_zoom, added_at)
                values (:id, :kind, :title, :attribution, :file, :hash, :size, :features, :places,
                    :tiles, cast(:layers as text[]), :validFrom, :validTo, :west, :south, :east, :north, :minZoom, :maxZoom, :addedAt)
                """)
                .param("id", pack.id())
                .param("kind", pack.kind().name())
                .param("title", pack.title())
                .param("attribution", pack.attribution())
                .param("file", pack.file())
                .param("hash", pack.hash().bytes())
                .param("size", pack.size())
                .param("features", pack.features())
                .param("places", pack.places())
                .param("tiles", pack.tiles().name())
                .param("layers", pack.layers().toArray(String[]::new))
                .param("validFrom", pack.validFrom())
                .param("validTo", pack.validTo())
                .param("west", pack.extent().west())
                .param("south", pack.extent().south())
                .param("east", pack.extent().east())
                .param("north", pack.extent().north())
                .param("minZoom", pack.extent().minZoom())
                .param("maxZoom", pack.extent().maxZoom())
                .param("addedAt", OffsetDateTime.ofInstant(pack.addedAt(), ZoneOffset.UTC))
                .update();
    }

    /// With the places that it brought.
    void delete(UUID id) {
        sql.sql("delete from map_pack where id = :id").param("id", id).update();
    }

    List<Pack> all() {
        return sql.sql("select * from map_pack order by kind, added_at, id")
                .query((row, n) -> pack(row))
                .list();
    }

    Optional<Pack> find(UUID id) {
        return sql.sql("select * from map_pack where id = :id")
                .param("id", id)
                .query((row, n) -> pack(row))
                .optional();
    }

    Optional<Pack> find(Hash hash) {
        return sql.sql("select * from map_pack where hash = :hash")
                .param("hash", hash.bytes())
                .query((row, n) -> pack(row))
                .optional();
    }

    private static Pack pack(ResultSet row) throws SQLException {
        return new Pack(
                row.getObject("id", UUID.class),
                Pack.Kind.valueOf(row.getString("kind")),
                row.getString("title"),
                row.getString("attribution"),
                row.getString("file"),
                Hash.of(row.getBytes("hash")),
                row.getLong("size"),
                row.getInt("features"),
                row.getInt("places"),
                Pack.Tiles.valueOf(row.getString("tiles")),
                List.of((String[]) row.getArray("layers").getArray()),
                day(row, "valid_from"),
                day(row, "valid_to"),
                new Pack.Extent(
                        row.getDouble("west"),
                        row.getDouble("south"),
                        row.getDouble("east"),
                        row.getDouble("north"),
                        row.getInt("min_zoom"),
                        row.getInt("max_zoom")),
                row.getObject("added_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable LocalDate day(ResultSet row, String column) throws SQLException {
        return row.getObject(column, LocalDate.class);
    }
}
