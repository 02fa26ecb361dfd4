package vn.hiepdong.format;

import java.util.List;

/// Where tiles come from: a partner's server, a folder, a cache before either.
@FunctionalInterface
public interface TileSource {
    /// The bytes of the given tiles in the given order, each exactly as wide as asked for. A server may have
    /// dropped a partial tile once it has the full one; the source then asks for [Tile#full()] and cuts it.
    List<byte[]> read(List<Tile> tiles);

    /// Told of a tile that proved to belong to the tree. Only such tiles may be written to a disk.
    default void keep(Tile tile, byte[] bytes) {}
}
