package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Constants of transparency-dev/merkle (`testonly/constants.go`, `rfc6962/rfc6962_test.go`).
class MerkleTest {
    private static final List<String> LEAVES =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void leavesAndNodesAreHashedAsRfc6962Says() {
        assertThat(Merkle.EMPTY_ROOT.base64()).isEqualTo("47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
        assertThat(Merkle.leaf(new byte[0]).hex())
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(Merkle.leaf(Strict.utf8("L123456")).hex())
                .isEqualTo("395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56");
        // The published node is over two strings of four bytes, so it is made by hand here.
        assertThat(Hash.sha256(Strict.utf8("\u0001N123N456")).hex())
                .isEqualTo("aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb");
    }

    @Test
    void aNodeIsTheHashOfOneAndItsTwoChildren() {
        Hash left = Merkle.leaf(new byte[] {1});
        Hash right = Merkle.leaf(new byte[] {2});
        var bytes = new byte[65];
        bytes[0] = 1;
        left.copyTo(bytes, 1);
        right.copyTo(bytes, 33);
        assertThat(Merkle.node(left, right)).isEqualTo(Hash.sha256(bytes));
    }

    @Test
    void rootsOfTheReferenceTreeAreThePublishedOnes() {
        MemoryTree tree = Trees.of(LEAVES.size(), i -> HexFormat.of().parseHex(LEAVES.get((int) i)));
        for (int size = 0; size <= LEAVES.size(); size++) {
            assertThat(tree.root(size).hex()).as("size %d", size).isEqualTo(ROOTS.get(size));
        }
    }

    @Test
    void thePublishedConsistencyProofIsMadeAndHolds() {
        MemoryTree tree = Trees.of(LEAVES.size(), i -> HexFormat.of().parseHex(LEAVES.get((int) i)));
        List<Hash> proof = Proofs.consistency(tree, 1, 8);
        assertThat(proof.stream().map(Hash::base64))
                .containsExactly(
                        "lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=",
                        "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=",
                        "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=");
        assertThat(Proofs.verifyConsistency(1, tree.root(1), 8, tree.root(), proof))
                .isTrue();
    }

    @Test
    void aTreeSplitsBehindTheLargestPowerOfTwoBelowItsSize() {
        assertThat(List.of(2L, 3L, 4L, 5L, 8L, 9L, Long.MAX_VALUE).stream().map(Merkle::split))
                .containsExactly(1L, 2L, 2L, 4L, 4L, 8L, 1L << 62);
        assertThatThrownBy(() -> Merkle.split(1)).isInstanceOf(IllegalArgumentException.class);
    }
}
