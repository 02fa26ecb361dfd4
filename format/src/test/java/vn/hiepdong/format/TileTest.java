package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Paths of Go's `sumdb/tlog` and of C2SP `tlog-tiles`.
class TileTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 256, tile/0/000",
        "0, 1234067, 256, tile/0/x001/x234/067",
        "0, 123456078, 2, tile/0/x123/x456/078.p/2",
        "3, 999, 255, tile/3/999.p/255",
        "3, 1000, 1, tile/3/x001/000.p/1",
        "63, 9223372036854775807, 256, tile/63/x009/x223/x372/x036/x854/x775/807",
        "-1, 0, 256, tile/entries/000",
        "-1, 256, 44, tile/entries/256.p/44"
    })
    void pathsAreThePublishedOnes(int level, long index, int width, String path) {
        var tile = new Tile(level, index, width);
        assertThat(tile.path()).isEqualTo(path);
        assertThat(Tile.parse(path)).isEqualTo(tile);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "tile/",
                "tile/0",
                "tile/0/",
                "tile/0/0",
                "tile/0/00",
                "tile/0/0000",
                "/tile/0/000",
                "tile/00/000",
                "tile/+1/000",
                "tile/64/000",
                "tile/-1/000",
                "tile/data/000",
                "tile/3/5/123/456/078",
                "tile/0/123/456",
                "tile/0/x123",
                "tile/0/x000/001",
                "tile/0/x123/x456",
                "tile/0/x123/456/",
                "tile/0/000.p/0",
                "tile/0/000.p/256",
                "tile/0/000.p/01",
                "tile/0/000.p/",
                "tile/0/000.p/1/",
                "tile/0/000.p",
                "tile/0/000.p/1.p/1",
                "tile/0/٠٠٠",
                "tile/0/x009/x223/x372/x036/x854/x775/808",
                "tile/0/x001/x009/x223/x372/x036/x854/x775/807",
                "tile/0/../000"
            })
    void pathsInAnyOtherSpellingAreRefused(String path) {
        assertThatThrownBy(() -> Tile.parse(path)).isInstanceOf(FormatException.class);
    }

    @Test
    void aTreeOfSeventyThousandHasTheTilesOfTheSpecification() {
        List<Tile> tiles = Tile.grown(0, 70_000);
        assertThat(tiles.stream().filter(tile -> tile.level() == 0))
                .hasSize(274)
                .contains(new Tile(0, 273, 112));
        assertThat(tiles.stream().filter(tile -> tile.level() == 1))
                .containsExactly(new Tile(1, 0, 256), new Tile(1, 1, 17));
        assertThat(tiles.stream().filter(tile -> tile.level() == 2)).containsExactly(new Tile(2, 0, 1));
        assertThat(Tile.grown(0, 256)).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
        assertThat(Tile.grown(0, 0)).isEmpty();
    }

    @Test
    void onlyTilesThatGrewAreNamed() {
        assertThat(Tile.grown(300, 300)).isEmpty();
        assertThat(Tile.grown(300, 301)).containsExactly(new Tile(0, 1, 45));
        assertThat(Tile.grown(256, 257)).containsExactly(new Tile(0, 1, 1));
        assertThat(Tile.grown(255, 256)).containsExactly(new Tile(0, 0, 256), new Tile(1, 0, 1));
        assertThat(Tile.grown(500, 520)).containsExactly(new Tile(0, 1, 256), new Tile(0, 2, 8), new Tile(1, 0, 2));
    }

    @Test
    void everyNodeIsFoundInItsTile() {
        MemoryTree tree = Trees.records(700);
        for (int level = 0; level < 10; level++) {
            for (long index = 0; (index + 1) << level <= 700; index++) {
                long node = Node.of(level, index);
                Tile tile = Tile.holding(node, 700);
                List<Hash> slots = tile.parse(GoldenLogTest.tile(tree, tile));
                assertThat(List.of(tile.hash(node, slots)))
                        .as("level %d, index %d", level, index)
                        .isEqualTo(tree.read(new long[] {node}));
            }
        }
        assertThatThrownBy(() -> Tile.holding(Node.of(1, 350), 701)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aTileOfTheWrongLengthIsRefused() {
        var tile = new Tile(0, 0, 3);
        assertThatThrownBy(() -> tile.parse(new byte[95])).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> tile.parse(new byte[128])).isInstanceOf(FormatException.class);
        assertThat(tile.parse(new byte[96])).hasSize(3);
    }
}
