package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TileReaderTest {
    private static final int SIZE = 70_000;
    private static final MemoryTree TREE = Trees.records(SIZE);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 255, 256, 257, 300, 511, 512, 65_535, 65_536, 65_537, 70_000})
    void proofsFromTilesAreThoseFromMemory(long size) {
        var reader = new TileReader(size, TREE.root(size), new Served());
        for (long index = 0; index < size; index += 1 + size / 50) {
            assertThat(Proofs.inclusion(reader, index, size)).isEqualTo(Proofs.inclusion(TREE, index, size));
            assertThat(Proofs.consistency(reader, index + 1, size))
                    .isEqualTo(Proofs.consistency(TREE, index + 1, size));
        }
    }

    @Test
    void tilesAreFetchedInOneBatchAndOnlyOnce() {
        var served = new Served();
        var reader = new TileReader(SIZE, TREE.root(SIZE), served);
        List<Hash> first = Proofs.inclusion(reader, 1234, SIZE);
        assertThat(served.batches).hasSize(1);
        assertThat(Proofs.inclusion(reader, 1234, SIZE)).isEqualTo(first);
        assertThat(served.batches).hasSize(1);
        Proofs.inclusion(reader, 5678, SIZE);
        assertThat(served.batches).hasSize(2);
        assertThat(served.batches.get(1)).containsExactly(new Tile(0, 5678 / 256, 256));
    }

    @Test
    void onlyProvedTilesAreKept() {
        var served = new Served();
        var reader = new TileReader(SIZE, TREE.root(SIZE), served);
        Proofs.inclusion(reader, 1234, SIZE);
        assertThat(served.kept).isEqualTo(new HashSet<>(served.batches.getFirst()));
    }

    @Test
    void noTileWithAFlippedBitIsBelievedOrKept() {
        var honest = new Served();
        Proofs.inclusion(new TileReader(SIZE, TREE.root(SIZE), honest), 1234, SIZE);
        for (Tile tile : honest.batches.getFirst()) {
            for (int at = 0; at < tile.width() * Hash.SIZE; at += 61) {
                var lying = new Served();
                lying.damaged = tile;
                lying.at = at;
                var reader = new TileReader(SIZE, TREE.root(SIZE), lying);
                assertThatThrownBy(() -> Proofs.inclusion(reader, 1234, SIZE))
                        .as("%s, byte %d", tile.path(), at)
                        .isInstanceOf(FormatException.class);
                assertThat(lying.kept).isEmpty();
            }
        }
    }

    @Test
    void aReaderMendsOnceTheSourceIsHonest() {
        var source = new Served();
        source.damaged = new Tile(0, 4, 256);
        var reader = new TileReader(SIZE, TREE.root(SIZE), source);
        assertThatThrownBy(() -> Proofs.inclusion(reader, 1234, SIZE)).isInstanceOf(FormatException.class);
        source.damaged = null;
        assertThat(Proofs.inclusion(reader, 1234, SIZE)).isEqualTo(Proofs.inclusion(TREE, 1234, SIZE));
    }

    @Test
    void tilesOfAnotherTreeOrSizeAreRefused() {
        var otherRoot = new TileReader(SIZE, TREE.root(SIZE - 1), new Served());
        assertThatThrownBy(() -> Proofs.inclusion(otherRoot, 0, SIZE)).isInstanceOf(FormatException.class);
        var shorter = new TileReader(
                300,
                TREE.root(300),
                tiles -> tiles.stream()
                        .map(tile -> new byte[Hash.SIZE * tile.width() - 1])
                        .toList());
        assertThatThrownBy(() -> Proofs.inclusion(shorter, 0, 300)).isInstanceOf(FormatException.class);
    }

    @Test
    void aSizeThatNoTilesCanHoldIsRefused() {
        assertThatThrownBy(() -> new TileReader(Long.MAX_VALUE, TREE.root(), new Served()))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> new TileReader(0, TREE.root(), new Served())).isInstanceOf(FormatException.class);
        assertThat(new TileReader(0, Merkle.EMPTY_ROOT, new Served()).read(new long[0]))
                .isEmpty();
    }

    /// Tiles as a server would cut them, one of them damaged on demand.
    private static final class Served implements TileSource {
        private final List<List<Tile>> batches = new ArrayList<>();
        private final Set<Tile> kept = new HashSet<>();
        private @org.jspecify.annotations.Nullable Tile damaged;
        private int at;

        @Override
        public List<byte[]> read(List<Tile> tiles) {
            batches.add(List.copyOf(tiles));
            return tiles.stream().map(this::bytes).toList();
        }

        private byte[] bytes(Tile tile) {
            byte[] bytes = GoldenLogTest.tile(TREE, tile);
            if (tile.equals(damaged)) {
                bytes[at] ^= 1;
            }
            return bytes;
        }

        @Override
        public void keep(Tile tile, byte[] bytes) {
            kept.add(tile);
        }
    }
}
