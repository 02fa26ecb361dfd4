package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The mirror of FiloSottile/sunlight, and an ML-DSA message that two implementations agree on.
class CosignatureTest {
    private static final long TIME = 1767139200;
    private static final Checkpoint CHECKPOINT = new Checkpoint(
            "rome2026h1.example.org", 300, Hash.fromBase64("gw31yQrqZZCcEOPrzX+bpy3nJ6QgngTKn8G1m0i62uU="));
    private static final SigningKey MIRROR = SigningKey.ed25519Cosigner(VkeyTest.seed("skylight test mirror key"));
    private static final String NAME = "mirror.example.org";
    private static final String PUBLISHED =
            "P7FI7wAAAABpVGeAjA1S4pJm6MbcXjX7UUImu4azZtrfcVW2uyr/LXIYlwEJzXC0N0EiZkbqfLdXt/4gVEEuGmxJjAfXKMCISpsJAg==";

    @Test
    void thePublishedCosignatureIsMadeBitForBit() {
        Cosignature made = Cosignature.sign(MIRROR, NAME, CHECKPOINT, TIME);
        assertThat(made.line()).isEqualTo("— " + NAME + " " + PUBLISHED);
        assertThat(made.time()).isEqualTo(TIME);
        assertThat(made.raw().length()).isEqualTo(72);
        assertThat(made.verify(MIRROR.vkey(NAME), CHECKPOINT)).isTrue();
    }

    @Test
    void aCosignatureComesBackFromItsLineAndFromItsRawBytes() {
        Cosignature made = Cosignature.sign(MIRROR, NAME, CHECKPOINT, TIME);
        assertThat(new Cosignature(NoteSignature.parse(made.line()))).isEqualTo(made);
        assertThat(Cosignature.of(MIRROR.vkey(NAME), made.raw().toArray())).isEqualTo(made);
        assertThatThrownBy(() -> Cosignature.of(MIRROR.vkey(NAME), new byte[71]))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void nothingElseThanWhatWasSignedVerifies() {
        Vkey key = MIRROR.vkey(NAME);
        Cosignature made = Cosignature.sign(MIRROR, NAME, CHECKPOINT, TIME);
        Hash root = CHECKPOINT.root();
        assertThat(made.verify(key, new Checkpoint(CHECKPOINT.origin(), 301, root)))
                .isFalse();
        assertThat(made.verify(key, new Checkpoint("rome2026h2.example.org", 300, root)))
                .isFalse();
        assertThat(made.verify(key, new Checkpoint(CHECKPOINT.origin(), 300, Merkle.EMPTY_ROOT)))
                .isFalse();
        assertThat(made.verify(MIRROR.vkey("witness.example.org"), CHECKPOINT)).isFalse();
        byte[] raw = made.raw().toArray();
        for (int at = 0; at < raw.length; at++) {
            raw[at] ^= 1;
            if (raw[0] >= 0) {
                assertThat(Cosignature.of(key, raw).verify(key, CHECKPOINT))
                        .as("byte %d", at)
                        .isFalse();
            }
            raw[at] ^= 1;
        }
    }

    @Test
    void aTimeBeyond63BitsIsRefused() {
        byte[] raw = Cosignature.sign(MIRROR, NAME, CHECKPOINT, TIME).raw().toArray();
        raw[0] = (byte) 0x80;
        assertThatThrownBy(() -> Cosignature.of(MIRROR.vkey(NAME), raw)).isInstanceOf(FormatException.class);
        assertThat(MIRROR.vkey(NAME).verify(CHECKPOINT.text(), Bytes.of(raw))).isFalse();
    }

    @Test
    void aLogSignatureIsNoCosignature() {
        SigningKey log = SigningKey.ed25519(VkeyTest.seed("log"));
        assertThatThrownBy(() -> Cosignature.sign(log, NAME, CHECKPOINT, TIME))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Cosignature.sign(MIRROR, NAME, CHECKPOINT, 0))
                .isInstanceOf(IllegalArgumentException.class);
        var line = new NoteSignature(NAME, 1, Bytes.of(new byte[64]));
        assertThatThrownBy(() -> new Cosignature(line)).isInstanceOf(FormatException.class);
    }

    @Test
    void theMlDsaMessageIsTheOneOtherImplementationsSign() {
        byte[] message = Message.subtree(
                "witness.example/w1",
                1679315147,
                "example.com/behind-the-sofa",
                0,
                20852163,
                Hash.fromBase64("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="));
        assertThat(HexFormat.of().formatHex(message))
                .isEqualTo("737562747265652f76310a00127769746e6573732e6578616d706c652f773100000000641850cb1b"
                        + "6578616d706c652e636f6d2f626568696e642d7468652d736f6661000000000000000000000000013e2dc3"
                        + "0ac5186a91863e8e1d90c808014aa89bf5da8e3ee1d9f07630f0378f68f1ab62");
    }

    @Test
    void anMlDsaCosignatureHoldsForItsCosignerAlone() {
        SigningKey key = VkeyTest.MlDsa.KEY;
        Cosignature made = Cosignature.sign(key, NAME, CHECKPOINT, TIME);
        assertThat(made.raw().length()).isEqualTo(8 + 2420);
        assertThat(made.time()).isEqualTo(TIME);
        assertThat(made.verify(key.vkey(NAME), CHECKPOINT)).isTrue();
        Vkey other = key.vkey("other.example.org");
        assertThat(Cosignature.of(other, made.raw().toArray()).verify(other, CHECKPOINT))
                .isFalse();
        SignedNote note = new SignedNote(CHECKPOINT.text(), List.of(made.signature()));
        assertThat(note.verify(List.of(key.vkey(NAME))).checkpoint()).isEqualTo(CHECKPOINT);
        assertThat(key.vkey(NAME).verify(CHECKPOINT.text() + "extension\n", made.raw()))
                .isFalse();
        assertThat(key.vkey(NAME).verify("no checkpoint\n", made.raw())).isFalse();
    }

    @Test
    void aSubtreeIsCosignedWithoutATime() {
        SigningKey key = VkeyTest.MlDsa.KEY;
        Vkey vkey = key.vkey(NAME);
        Cosignature made = Cosignature.signSubtree(key, NAME, "log", 256, 300, CHECKPOINT.root());
        assertThat(made.time()).isZero();
        assertThat(vkey.verifySubtree("log", 256, 300, CHECKPOINT.root(), made.raw()))
                .isTrue();
        assertThat(vkey.verifySubtree("log", 256, 301, CHECKPOINT.root(), made.raw()))
                .isFalse();
        assertThat(vkey.verifySubtree("log", 0, 300, CHECKPOINT.root(), made.raw()))
                .isFalse();
        assertThat(vkey.verifySubtree("gol", 256, 300, CHECKPOINT.root(), made.raw()))
                .isFalse();
        assertThat(MIRROR.vkey(NAME).verifySubtree("log", 256, 300, CHECKPOINT.root(), made.raw()))
                .isFalse();
        assertThatThrownBy(() -> Cosignature.signSubtree(key, NAME, "log", 255, 300, CHECKPOINT.root()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSubtreeFromTheStartIsNoCosignatureOfACheckpoint() {
        SigningKey key = VkeyTest.MlDsa.KEY;
        Cosignature made = Cosignature.signSubtree(key, NAME, CHECKPOINT.origin(), 0, 300, CHECKPOINT.root());
        assertThat(made.verify(key.vkey(NAME), CHECKPOINT)).isFalse();
    }
}
