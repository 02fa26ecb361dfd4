package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Notes of golang/mod (`sumdb/note/note_test.go`) and of C2SP `signed-note`.
class SignedNoteTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.ofEpochSecond(1767139200));
    private static final String TEXT = """
            If you think cryptography is the answer to your problem,
            then you don't know what your problem is.
            """;
    private static final String PETER_LINE =
            "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
    private static final String ENOCH_LINE =
            "— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";
    private static final Vkey PETER = Vkey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    private static final Vkey ENOCH = Vkey.parse("EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop");
    private static final Skey PETER_PRIVATE =
            Skey.parse("PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz");

    @Test
    void aPublishedNoteIsSignedAgainBitForBit() {
        SignedNote note = SignedNote.sign(TEXT, List.of(PETER_PRIVATE.signer(CLOCK)));
        assertThat(note.format()).isEqualTo(TEXT + "\n" + PETER_LINE);
    }

    @Test
    void aPublishedNoteIsReadWrittenBackAndVerified() {
        SignedNote note = parse(TEXT + "\n" + PETER_LINE + ENOCH_LINE);
        assertThat(note.format()).isEqualTo(TEXT + "\n" + PETER_LINE + ENOCH_LINE);
        VerifiedNote both = note.verify(List.of(ENOCH, PETER));
        assertThat(both.text()).isEqualTo(TEXT);
        assertThat(both.signatures()).extracting(NoteSignature::name).containsExactly("PeterNeumann", "EnochRoot");
        assertThat(both.unverified()).isEmpty();
        VerifiedNote one = note.verify(List.of(ENOCH));
        assertThat(one.signatures()).extracting(NoteSignature::name).containsExactly("EnochRoot");
        assertThat(one.unverified()).extracting(NoteSignature::name).containsExactly("PeterNeumann");
        assertThat(one.isSignedBy(PETER)).isFalse();
        assertThat(one.isSignedBy(ENOCH)).isTrue();
        assertThat(one.note().format()).isEqualTo(TEXT + "\n" + ENOCH_LINE);
    }

    @Test
    void theExampleOfTheStandardVerifies() {
        SignedNote note = parse("This is an example message.\n\n— example.com/foo"
                + " Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n");
        Vkey key = Vkey.parse("example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k");
        assertThat(note.verify(List.of(key)).text()).isEqualTo("This is an example message.\n");
    }

    @Test
    void aBadLineOfAKnownKeySpoilsTheWholeNote() {
        String forged = PETER_LINE.replace("ZJkuBS", "ZJkuBT");
        SignedNote note = parse(TEXT + "\n" + ENOCH_LINE + forged);
        refused(() -> note.verify(List.of(ENOCH, PETER)));
        assertThat(note.verify(List.of(ENOCH)).unverified()).hasSize(1);
    }

    @Test
    void anotherTextIsNotWhatWasSigned() {
        SignedNote note = parse("Trust me.\n\n" + PETER_LINE);
        refused(() -> note.verify(List.of(PETER)));
    }

    @Test
    void aNoteWithoutAKnownKeyIsRefused() {
        refused(() -> parse(TEXT + "\n" + PETER_LINE).verify(List.of(ENOCH)));
        refused(() -> parse(TEXT + "\n" + PETER_LINE).verify(List.of()));
    }

    @Test
    void onlyTheFirstLineOfAKeyCounts() {
        String forged = PETER_LINE.replace("ZJkuBS", "ZJkuBT");
        assertThat(parse(TEXT + "\n" + PETER_LINE + forged)
                        .verify(List.of(PETER))
                        .signatures())
                .hasSize(1);
        refused(() -> parse(TEXT + "\n" + forged + PETER_LINE).verify(List.of(PETER)));
    }

    @Test
    void theRightNameWithAnotherIdIsAnUnknownKey() {
        var stranger = new NoteSignature("PeterNeumann", 42, Bytes.of(new byte[64]));
        SignedNote note = parse(TEXT + "\n" + PETER_LINE).withSignature(stranger);
        assertThat(note.verify(List.of(PETER)).unverified()).containsExactly(stranger);
    }

    @Test
    void twoKeysThatCannotBeToldApartAreOurMistake() {
        assertThatThrownBy(() -> parse(TEXT + "\n" + PETER_LINE).verify(List.of(PETER, PETER)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void signingAgainReplacesTheOldLineInItsPlace() {
        SignedNote note = parse(TEXT + "\n" + PETER_LINE + ENOCH_LINE);
        var fresh = new NoteSignature("PeterNeumann", PETER.keyId(), Bytes.of(new byte[] {1, 2, 3}));
        assertThat(note.withSignature(fresh).signatures())
                .containsExactly(fresh, note.signatures().get(1));
        var other = new NoteSignature("PeterNeumann", 7, Bytes.of(new byte[] {1}));
        assertThat(note.withSignature(other).signatures()).hasSize(3).endsWith(other);
    }

    @Test
    void theTextMayHoldEmptyLines() {
        SignedNote note = SignedNote.sign("a\n\nb\n\n", List.of(PETER_PRIVATE.signer(CLOCK)));
        assertThat(SignedNote.parse(note.toBytes())).isEqualTo(note);
        assertThat(note.verify(List.of(PETER)).text()).isEqualTo("a\n\nb\n\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "text\n" + PETER_LINE_2,
                "text\n\n",
                "text\n\n" + PETER_LINE_2 + "junk\n",
                "text\n\n" + PETER_LINE_2 + "\n",
                "text\n\njunk\n" + PETER_LINE_2,
                "te\txt\n\n" + PETER_LINE_2,
                "text\r\n\n" + PETER_LINE_2,
                "te\u0000xt\n\n" + PETER_LINE_2,
                "text\n\n— Peter Neumann x08go/ZJkuBS9UG/\n",
                "text\n\n— Peter\u00a0Neumann x08go/ZJkuBS9UG/\n",
                "text\n\n— Peter\u2003Neumann x08go/ZJkuBS9UG/\n",
                "text\n\n— Peter\u0085Neumann x08go/ZJkuBS9UG/\n",
                "text\n\n— Peter+Neumann x08go/ZJkuBS9UG/\n",
                "text\n\n—  x08go/ZJkuBS9UG/\n",
                "text\n\n- PeterNeumann x08go/ZJkuBS9UG/\n",
                "text\n\n— PeterNeumann  x08go/ZJkuBS9UG/\n",
                "text\n\n— PeterNeumann x08go/ZJkuBS9UG/ \n",
                "text\n\n— PeterNeumann x08go/ZJkuBS9UG\n",
                "text\n\n— PeterNeumann x08goA==\n",
                "text\n\n— PeterNeumann x08go_ZJkuBS9UG_\n",
                "text\n\n— PeterNeumann\n",
                "text\n\n— PeterNeumann \n"
            })
    void whatIsNotANoteIsRefused(String note) {
        refused(() -> parse(note));
    }

    private static final String PETER_LINE_2 = "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQ\n";

    @Test
    void aLineWithoutItsEndIsRefused() {
        String note = TEXT + "\n" + PETER_LINE;
        refused(() -> parse(note.substring(0, note.length() - 1)));
    }

    @Test
    void invalidUtf8IsRefused() {
        byte[] note = Strict.utf8(TEXT + "\n" + PETER_LINE);
        note[3] = (byte) 0xff;
        refused(() -> SignedNote.parse(note));
        note[3] = (byte) 0xc0;
        refused(() -> SignedNote.parse(note));
        byte[] surrogate = "te___xt\n\n".getBytes(StandardCharsets.UTF_8);
        surrogate[2] = (byte) 0xed;
        surrogate[3] = (byte) 0xa0;
        surrogate[4] = (byte) 0x80;
        refused(() -> SignedNote.parse(surrogate));
    }

    @Test
    void aHundredSignaturesAreReadAndOneMoreIsRefused() {
        assertThat(parse(TEXT + "\n" + ENOCH_LINE.repeat(100)).signatures()).hasSize(100);
        refused(() -> parse(TEXT + "\n" + ENOCH_LINE.repeat(101)));
    }

    @Test
    void aNoteOverAMillionBytesIsRefused() {
        refused(() -> parse("text\n".repeat(200_000) + "\n" + ENOCH_LINE));
    }

    @Test
    void anAnswerOfSignatureLinesIsReadAndWrittenBack() {
        byte[] answer = Strict.utf8(PETER_LINE + ENOCH_LINE);
        List<NoteSignature> lines = NoteSignature.parseLines(answer);
        assertThat(lines).extracting(NoteSignature::name).containsExactly("PeterNeumann", "EnochRoot");
        assertThat(NoteSignature.toBytes(lines)).isEqualTo(answer);
        refused(() -> NoteSignature.parseLines(new byte[0]));
        refused(() -> NoteSignature.parseLines(Strict.utf8("\n" + PETER_LINE)));
        refused(() -> NoteSignature.parseLines(Strict.utf8(PETER_LINE + "\n")));
    }

    private static SignedNote parse(String note) {
        return SignedNote.parse(note.getBytes(StandardCharsets.UTF_8));
    }

    private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable parse) {
        assertThatThrownBy(parse).isInstanceOf(FormatException.class);
    }
}
