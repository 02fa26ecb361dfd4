package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The example in the package's specification; its hashes were also computed with Python.
class WorkedExampleTest {
    private static final String ORIGIN = "log.example/5d41";
    private static final byte[] SALT = VkeyTest.seed("hiepdong example salt");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-01-01T00:00:01Z"));
    private static final SigningKey LOG = SigningKey.ed25519(VkeyTest.seed("hiepdong example log"));
    private static final SigningKey MIRROR = SigningKey.ed25519Cosigner(VkeyTest.seed("hiepdong example mirror"));

    private final EntryHeader report = entry(
            Hlc.next(Hlc.ZERO, Instant.parse("2026-01-01T00:00:00Z").toEpochMilli()),
            "report.made",
            List.of(),
            Strict.utf8("{\"text\":\"Nước lên\"}"));
    private final EntryHeader confirmation =
            entry(Hlc.next(report.at(), 0), "report.confirmed", List.of(EntryHeader.Ref.of(ORIGIN, 1)), new byte[0]);

    @Test
    void theEntriesAreTheDocumentedBytes() {
        assertThat(text(report.toBytes())).isEqualTo("""
                        hiepdong/entry/v1
                        at 019b76daa8000000
                        kind report.made
                        payload 5 psMyzQ7idfDwRI3JmwUlKAU078R2HDWUpOFUFVNHdCQ=
                        """);
        assertThat(text(confirmation.toBytes())).isEqualTo("""
                        hiepdong/entry/v1
                        at 019b76daa8000001
                        kind report.confirmed
                        ref cd6b287e50381754 1
                        payload 0 4jO7Imu01KQSRAp9hO+/ZmnsqPR+uOuioTyLHs4xTP0=
                        """);
        assertThat(Merkle.leaf(report.toBytes()).base64()).isEqualTo("647hWbuRHLJ9F/v701Njey3xm0S07sBK67+anuHdghg=");
    }

    @Test
    void theCheckpointIsTheDocumentedNote() {
        var tree = new MemoryTree();
        tree.append(report.toBytes());
        tree.append(confirmation.toBytes());
        assertThat(Proofs.inclusion(tree, 0, 2).getFirst().base64())
                .isEqualTo("YEDO2mhjG6TE2qo3MPZz6sGO8C00FesTPNpwn1RY8po=");
        SignedNote note = new Checkpoint(ORIGIN, 2, tree.root())
                .sign(LOG.signer(ORIGIN, CLOCK), MIRROR.signer("mirror.example", CLOCK));
        assertThat(text(note.toBytes())).isEqualTo("""
                        log.example/5d41
                        2
                        HqFEWVAUqr6H7H9JhFcXSAM+VwitggFeRwkhTxxGsGo=

                        — log.example/5d41 jBNGLBXj4N/jBVCb5Q09SfO3GmHgKRDwyI0kcXwG5MdwXULT9mgAhelEgVvXU145pq/shA+Fz03z3GjkNqBxLx/q5Qg=
                        — mirror.example 8gfD9AAAAABpVbkBHKm9FU+atmERMbjE8AJpBz4zqKas3vj5QVhBmfBLOX56pMbdI2J9kOq1rDffhx2/PBmROuIUQ3/urVlKNIyOAQ==
                        """);
        Vkey log = Vkey.parse("log.example/5d41+8c13462c+AVaikto1V+mMJ3xgDB7SdGBu8lCLvbt5zURJJG1pXv3o");
        Vkey mirror = Vkey.parse("mirror.example+f207c3f4+BK6m4h+5Tl31gh0GE77L6xQq7P4sojQVwRb1DmWwhg5u");
        assertThat(note.verify(List.of(log, mirror)).signatures()).hasSize(2);
    }

    private static EntryHeader entry(Hlc at, String kind, List<EntryHeader.Ref> refs, byte[] payload) {
        Hash commitment = Commitment.of(SALT, ORIGIN, at, kind, payload);
        return new EntryHeader(at, kind, refs, EntryHeader.sizeClass(payload.length), commitment);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
