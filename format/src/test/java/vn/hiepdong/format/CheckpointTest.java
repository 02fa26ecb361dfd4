package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Checkpoints of tessera (`testdata/log`), sunlight and torchwood's litewitness.
class CheckpointTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1767139200));
    private static final Skey LOG =
            Skey.parse("PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg");
    private static final String[] ENTRIES = {
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eit",
        "nain",
        "ten",
        "ileven",
        "twelf",
        "threeten",
        "fourten",
        "fivten"
    };

    @Test
    void theGrowingLogIsSignedBitForBit() {
        assertThat(checkpoint(15).sign(LOG.signer(CLOCK)).format()).isEqualTo("""
                        example.com/log/testdata
                        15
                        rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=

                        — example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=
                        """);
        assertThat(checkpoint(0).sign(LOG.signer(CLOCK)).format())
                .endsWith(
                        " M9e0lhxJACzE1KoUdqKuPa+9p6R7dSW8BlEvrg/noo8FkGg6PbJoRNOcdjqjOq89wVvTA60eubCc4oufo5BvIVEgtQc=\n");
        assertThat(checkpoint(1).root().base64()).isEqualTo("0Nc2CrefWKseHj/mStd+LqC8B+NrX0btIiPt2SmN+ek=");
    }

    @Test
    void theBundleOfTheGrowingLogBeginsAsPublished() {
        var entries = List.of(ENTRIES).stream().map(Strict::utf8).toList();
        assertThat(HexFormat.of().formatHex(Bundle.format(entries))).startsWith("00036f6e65000374776f00057468726565");
    }

    @Test
    void aCheckpointWithLogAndWitnessIsSignedBitForBit() {
        SigningKey witness = SigningKey.ed25519Cosigner(VkeyTest.seed("skylight test witness key"));
        var checkpoint = new Checkpoint(
                "example.com/log/testdata", 300, Hash.fromBase64("gw31yQrqZZCcEOPrzX+bpy3nJ6QgngTKn8G1m0i62uU="));
        SignedNote note = checkpoint.sign(LOG.signer(CLOCK), witness.signer("witness.example.org", CLOCK));
        assertThat(Hash.sha256(note.toBytes()).hex())
                .isEqualTo("e39db51441906e6c5c411dafd0b849fb9aab51369eacff66f007824bc588ac89");
        VerifiedNote verified = note.verify(List.of(LOG.vkey(), witness.vkey("witness.example.org")));
        assertThat(verified.signatures()).hasSize(2);
        assertThat(verified.checkpoint()).isEqualTo(checkpoint);
    }

    @Test
    void aLogSignsWithBothItsKeysUnderItsOrigin() {
        SigningKey quantum = VkeyTest.MlDsa.KEY;
        SignedNote note = checkpoint(15).sign(LOG.signer(CLOCK), quantum.signer(LOG.name(), CLOCK));
        VerifiedNote verified = SignedNote.parse(note.toBytes()).verify(List.of(LOG.vkey(), quantum.vkey(LOG.name())));
        assertThat(verified.signatures()).hasSize(2);
        assertThat(verified.isSignedBy(quantum.vkey(LOG.name()))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "1, KgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=,"
                + "UgIom7fPZTqpxWWhyjWduBvTvGVqsokMbqTArsQilegKoFBJQjUFAmQ0+YeSPM3wfUQMFSzVnnNuWRTYrajXpNUbIQY=",
        "3, RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=,"
                + "UgIom2VbtIcdFbwFAy1n7s6IkAxIY6J/GQOTuZF2ORV39d75cbAj2aQYwyJre36kezNobZs4SUUdrcawfAB8WVrx6go=",
        "5, QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=,"
                + "UgIomw/EOJmWi0i1FQsOj+etB7F8IccFam/jgd6wzRns4QPVmyEZtdvl1U2KEmLOZ/ASRcWJi0tW90dJWAShei7sDww="
    })
    void theCheckpointsOfLitewitnessVerify(long size, String root, String signature) {
        String origin = "sigsum.org/v1/tree/4d6d8825a6bb689d459628312889dfbb0bcd41b5211d9e1ce768b0ff0309e562";
        byte[] raw = HexFormat.of().parseHex("ffdc2d4d98e4124d3feaf788c0c2f9abfd796083d1f0495437f302ec79cf100f");
        String note = origin + "\n" + size + "\n" + root + "\n\n— " + origin + " " + signature + "\n";
        VerifiedNote verified =
                SignedNote.parse(Strict.utf8(note)).verify(List.of(Vkey.of(origin, KeyType.ED25519, raw)));
        assertThat(verified.checkpoint()).isEqualTo(new Checkpoint(origin, size, Hash.fromBase64(root)));
    }

    @Test
    void theProofsOfLitewitnessHold() {
        Hash one = starred(0);
        Hash three = Hash.fromBase64("RcCI1Nk56ZcSmIEfIn0SleqtV7uvrlXNccFx595Iwl0=");
        Hash five = Hash.fromBase64("QrtXrQZCCvpIgsSmOsah7HdICzMLLyDfxToMql9WTjY=");
        assertThat(Proofs.verifyConsistency(1, one, 3, three, List.of(starred(1), starred(2))))
                .isTrue();
        Hash beside = Hash.fromBase64("wgiIFdZfYNv6WU1OllBKsWnLYIS/DBMqt8Uh/S4OukE=");
        List<Hash> proof = List.of(starred(2), starred(3), beside, starred(4));
        assertThat(Proofs.verifyConsistency(3, three, 5, five, proof)).isTrue();
    }

    private static Hash starred(int second) {
        var bytes = new byte[32];
        bytes[0] = 0x2a;
        bytes[1] = (byte) second;
        return Hash.of(bytes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "o\n",
                "o\n1\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
                "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
                "o\n+1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n ١\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n٣\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
                "o\n1\n47DEQpj8HBSa+_TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n1\n47DEQpj8HBSa\n",
                "o\r\n1\r\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\r\n"
            })
    void whatIsNotACheckpointIsRefused(String text) {
        assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(FormatException.class);
    }

    @Test
    void anOriginHasAtMost255Bytes() {
        var root = Merkle.EMPTY_ROOT;
        String longest = "đ".repeat(127) + "x";
        assertThat(Checkpoint.parse(new Checkpoint(longest, 0, root).text()).origin())
                .isEqualTo(longest);
        assertThatThrownBy(() -> new Checkpoint("đ".repeat(128), 0, root)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Checkpoint.parse("đ".repeat(128) + "\n0\n" + root.base64() + "\n"))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void witnessesFileALogUnderTheHashOfItsOrigin() {
        assertThat(Checkpoint.originHash("rome2026h1.example.org"))
                .isEqualTo("000de184301123b9278c086a7d9f68c9577e83872224c197058fd90784ea9706");
    }

    private static Checkpoint checkpoint(int size) {
        MemoryTree tree = Trees.of(size, i -> Strict.utf8(ENTRIES[(int) i]));
        return new Checkpoint("example.com/log/testdata", size, tree.root());
    }
}
