package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The log of 300 records in FiloSottile/sunlight (`cmd/skylight/testdata/witness/mirror`), and larger ones of the
/// same records.
class GoldenLogTest {
    private static final Map<Integer, String> ROOTS = Map.ofEntries(
            Map.entry(1, "OzZ9bbe8UXJtkYsY6aeeD85T+Gf744Zx9gnmu1nUYDU="),
            Map.entry(2, "XDShEgWHfs8sTyjiVJXQgwGzPb+4YkGfeUb6b9+BJO8="),
            Map.entry(3, "EROfCuN4nLInq4w+V9ZuiSXjrblsJNVzEYMhUNaskFs="),
            Map.entry(7, "ZlCXn2yHiq2F84Dsicnip68Q0qZKqWqJGKp/UHsg+Y4="),
            Map.entry(255, "EtIOA5OysQRktVpSad0GbwuDbqlRKjTxPjrVxyV19Ds="),
            Map.entry(256, "3JNJ+Xh+0Ahtptl/Z5xRpRmPmORW6Vsdh/o6vAEv7DE="),
            Map.entry(257, "e8lTONnrdW/d1vzeOGps12khFsE79avvFd+35TWOaK4="),
            Map.entry(300, "gw31yQrqZZCcEOPrzX+bpy3nJ6QgngTKn8G1m0i62uU="),
            Map.entry(511, "lqkoz/87X8YN3ClSIJOB+5Xlcvm+fJlb71gpteTRQgw="),
            Map.entry(512, "HQ5yF418oScdyCgzjyrYZ6pAiMiZonMVA4WjF75M1xI="),
            Map.entry(513, "l2RKSv+kuw5saa8tCkqeWuImDoUXfVGmpVEXkY/gf7Y="),
            Map.entry(65535, "trXkGuGNlfJ2ZOREEbNfQQT8eUYDHLa14IwtX7CNOo8="),
            Map.entry(65536, "GigqHEr3TbqFajL56mOiMlnP+L3XlVr/5mnhjC2xWu0="),
            Map.entry(65537, "JemCm45V1bT69egytHB0eLeQlWFlIdmqHeuA/+JGNPg="),
            Map.entry(70000, "25Wlw4AqrnlkUtIrNNU+dJybwG++mtIplU2A2Oqj7hY="));

    private final MemoryTree log = Trees.records(300);

    @Test
    void rootsAreThePublishedOnes() {
        MemoryTree large = Trees.records(70000);
        ROOTS.forEach((size, root) ->
                assertThat(large.root(size).base64()).as("size %d", size).isEqualTo(root));
    }

    @Test
    void tilesAreThePublishedOnes() {
        assertThat(Tile.grown(0, 300).stream().map(Tile::path))
                .containsExactly("tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1");
        assertThat(Hash.sha256(tile("tile/0/000")).hex())
                .isEqualTo("66a1d43136a854a5776d5bce14bf101c925fc7d4b32f1be23b658f636ebfcddb");
        assertThat(Hash.sha256(tile("tile/0/001.p/44")).hex())
                .isEqualTo("699f078d937f13343d71ad39321757de3ecf391e8d7a1b2015ad38bd36f5d60a");
        assertThat(Hash.of(tile("tile/1/000.p/1")).hex())
                .isEqualTo("dc9349f9787ed0086da6d97f679c51a5198f98e456e95b1d87fa3abc012fec31");
    }

    @Test
    void bundlesAreThePublishedOnes() {
        byte[] full = Bundle.format(Trees.records(0, 256));
        byte[] partial = Bundle.format(Trees.records(256, 300));
        assertThat(full).hasSize(2962);
        assertThat(Hash.sha256(full).hex())
                .isEqualTo("985287e65b66e7b12f16d01217b32858b6a0f9dae6d00c0431d0db350087f638");
        assertThat(partial).hasSize(528);
        assertThat(Hash.sha256(partial).hex())
                .isEqualTo("9be4acd928d562c359a25b51bfa0d650869670d05861cd7f0da4af5cc5ae0689");
    }

    @Test
    void proofsAreThePublishedOnes() {
        assertThat(Proofs.inclusion(log, 299, 300).stream().map(Hash::base64))
                .containsExactly(
                        "oJeCE4EcZnD3TghM2hxVfAALwF5llUkBn6elkggA9lg=",
                        "G4eeV6kFVP/E3WDpTS13Y8MluAOSE4lmh/6gzH+LKXY=",
                        "BwAl1lkfH1Fu+RLO5xSCcQc32AVTRaXrDkBtCAGGR9g=",
                        "M96OAKgNKtJ00jDbUN3xCuKP3nVQYySodLLmyR3zgK0=",
                        "3JNJ+Xh+0Ahtptl/Z5xRpRmPmORW6Vsdh/o6vAEv7DE=");
        assertThat(Proofs.consistency(log, 256, 300).stream().map(Hash::base64))
                .containsExactly("uwaa/GEGqF4PM03Df+GfKIyZ5+fHBsK9y3f1tqCMyf8=");
    }

    private byte[] tile(String path) {
        return tile(log, Tile.parse(path));
    }

    static byte[] tile(MemoryTree tree, Tile tile) {
        var nodes = new long[tile.width()];
        for (int slot = 0; slot < nodes.length; slot++) {
            nodes[slot] = tile.node(slot);
        }
        List<Hash> hashes = tree.read(nodes);
        return Tile.toBytes(hashes);
    }
}
