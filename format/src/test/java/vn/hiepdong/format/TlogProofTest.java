package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class TlogProofTest {
    private static final String ORIGIN = "log.example/space";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1767139200));
    private static final SigningKey LOG = SigningKey.ed25519(VkeyTest.seed("log"));
    private static final SigningKey PARTNER = SigningKey.ed25519Cosigner(VkeyTest.seed("partner"));
    private static final MemoryTree TREE = Trees.records(300);
    private static final List<Vkey> KEYS = List.of(LOG.vkey(ORIGIN), PARTNER.vkey("partner.example"));
    private static final Hash LEAF = Merkle.leaf(Trees.record(299));

    private final TlogProof proof = new TlogProof(
            Bytes.of(Strict.utf8("salt")),
            299,
            Proofs.inclusion(TREE, 299, 300),
            new Checkpoint(ORIGIN, 300, TREE.root())
                    .sign(LOG.signer(ORIGIN, CLOCK), PARTNER.signer("partner.example", CLOCK)));

    @Test
    void oneFileProvesOneEntry() {
        TlogProof read = TlogProof.parse(proof.toBytes());
        assertThat(read).isEqualTo(proof);
        VerifiedNote verified = read.verify(ORIGIN, LEAF, KEYS);
        assertThat(verified.signatures()).hasSize(2);
        assertThat(verified.checkpoint().size()).isEqualTo(300);
        assertThat(text()).startsWith("c2sp.org/tlog-proof@v1\nextra c2FsdA==\nindex 299\noJeCE4EcZnD3");
    }

    @Test
    void itProvesNothingElse() {
        assertRefused(() -> proof.verify(ORIGIN, Merkle.leaf(Trees.record(298)), KEYS));
        assertRefused(() -> proof.verify("log.example/other", LEAF, KEYS));
        assertRefused(() -> proof.verify(ORIGIN, LEAF, List.of(PARTNER.vkey("other.example"))));
        assertRefused(
                () -> new TlogProof(proof.extra(), 298, proof.proof(), proof.checkpoint()).verify(ORIGIN, LEAF, KEYS));
        assertRefused(() -> TlogProof.parse(Strict.utf8(text().replace("\n300\n", "\n301\n")))
                .verify(ORIGIN, LEAF, KEYS));
    }

    @Test
    void aFileInAnyOtherSpellingIsRefused() {
        String text = text();
        for (String wrong : List.of(
                text.replace("@v1", "@v2"),
                text.replace("extra c2FsdA==", "extra "),
                text.replace("extra c2FsdA==", "extra c2FsdA"),
                text.replace("extra c2FsdA==\n", "extra c2FsdA==\nextra c2FsdA==\n"),
                text.replace("index 299", "index 0299"),
                text.replace("index 299\n", ""),
                text.replace("\n\n", "\n"),
                text + "\n",
                "")) {
            assertRefused(() -> TlogProof.parse(Strict.utf8(wrong)));
        }
        assertThat(TlogProof.parse(Strict.utf8(text.replace("extra c2FsdA==\n", "")))
                        .extra())
                .isEqualTo(Bytes.EMPTY);
    }

    private String text() {
        return new String(proof.toBytes(), StandardCharsets.UTF_8);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(FormatException.class);
    }
}
