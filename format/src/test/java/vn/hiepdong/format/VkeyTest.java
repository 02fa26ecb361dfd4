package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Keys of golang/mod (`sumdb/note/note_test.go`), tessera (`testdata/log`), sunlight and C2SP `signed-note`.
class VkeyTest {
    private static final String PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
    private static final String PETER_PRIVATE =
            "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

    @ParameterizedTest
    @ValueSource(
            strings = {
                PETER,
                "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop",
                "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx",
                "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                "mirror.example.org+3fb148ef+BAAjjch9GyYz0sJsJx7ALhbdAtz2ov0unbzSl1vMp94O",
                "witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN"
            })
    void publishedKeysAreReadAndWrittenBack(String text) {
        assertThat(Vkey.parse(text).text()).isEqualTo(text);
    }

    @Test
    void publishedPrivateKeysHaveTheirPublishedHalves() {
        assertThat(Skey.parse(PETER_PRIVATE).vkey().text()).isEqualTo(PETER);
        assertThat(Skey.parse(PETER_PRIVATE).format()).isEqualTo(PETER_PRIVATE);
        String log = "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg";
        assertThat(Skey.parse(log).vkey().text())
                .isEqualTo("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
    }

    @Test
    void aCosignersKeyGrowsFromItsSeed() {
        SigningKey mirror = SigningKey.ed25519Cosigner(seed("skylight test mirror key"));
        assertThat(mirror.vkey("mirror.example.org").text())
                .isEqualTo("mirror.example.org+3fb148ef+BAAjjch9GyYz0sJsJx7ALhbdAtz2ov0unbzSl1vMp94O");
        SigningKey witness = SigningKey.ed25519Cosigner(seed("skylight test witness key"));
        assertThat(witness.vkey("witness.example.org").text())
                .isEqualTo("witness.example.org+b8a2cf20+BFLN3yikSfFkVAJtrnh/CiY3Zozkoy7clp+P7XB28qUN");
    }

    @Test
    void anMlDsaKeyGrowsFromItsSeedAsInOtherImplementations() {
        Vkey key = MlDsa.KEY.vkey("witness.example/w1");
        assertThat(Hash.sha256(key.publicKey().toArray()).hex())
                .isEqualTo("ac2a07229240e7d1e51b73dfd2cf5021e9c16432bf79a72f976eb3398b5b3507");
        assertThat(key.keyId()).isEqualTo(0x5a3dcb00);
        assertThat(Vkey.parse(key.text())).isEqualTo(key);
    }

    @ParameterizedTest
    @EnumSource(KeyType.class)
    void privateKeysOfAllTypesAreReadAndWrittenBack(KeyType type) {
        var skey = new Skey("node.example", SigningKey.generate(type, new SecureRandom()));
        Skey again = Skey.parse(skey.format());
        assertThat(again.vkey()).isEqualTo(skey.vkey());
        assertThat(again.key().seed()).isEqualTo(skey.key().seed());
        assertThat(skey.toString()).doesNotContain(skey.key().seed().base64());
    }

    @Test
    void everyTruncatedKeyIsRefused() {
        for (int length = 0; length < PETER.length(); length++) {
            String text = PETER.substring(0, length);
            assertThatThrownBy(() -> Vkey.parse(text)).as(text).isInstanceOf(FormatException.class);
        }
        for (int length = 0; length < PETER_PRIVATE.length(); length++) {
            String text = PETER_PRIVATE.substring(0, length);
            assertThatThrownBy(() -> Skey.parse(text)).as(text).isInstanceOf(FormatException.class);
        }
    }

    @Test
    void everyKeyWithOneCharacterIncrementedIsRefused() {
        for (String key : List.of(PETER, PETER_PRIVATE)) {
            for (int at = 0; at < key.length(); at++) {
                String text = key.substring(0, at) + (char) (key.charAt(at) + 1) + key.substring(at + 1);
                assertThatThrownBy(() -> parse(text)).as(text).isInstanceOf(FormatException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "++",
                "name++",
                "na me+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW\n",
                "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq_LDE4izWy10TW",
                "name+00000000+",
                "name+00000000+/w=="
            })
    void keysInAnyOtherSpellingAreRefused(String text) {
        assertThatThrownBy(() -> Vkey.parse(text)).isInstanceOf(FormatException.class);
    }

    @Test
    void aKeyIdThatIsNotTheKeysIsRefused() {
        // As in the test data of transparency-dev/formats, which does not compare them.
        Vkey key = MlDsa.KEY.vkey("test");
        String text = key.text().replace(KeyText.idText(key.keyId()), "5893dc2c");
        assertThatThrownBy(() -> Vkey.parse(text)).isInstanceOf(FormatException.class);
    }

    @Test
    void aPointThatIsNotOnTheCurveIsNoKey() {
        var raw = new byte[32];
        raw[0] = 2;
        assertThatThrownBy(() -> Vkey.of("name", KeyType.ED25519, raw)).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> Vkey.of("name", KeyType.ED25519, new byte[31])).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> Vkey.of("name", KeyType.ML_DSA_44, new byte[32]))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void messagesAboutPrivateKeysDoNotRepeatThem() {
        String secret = PETER_PRIVATE.substring(PETER_PRIVATE.indexOf("AYEK"));
        for (String text : List.of(PETER_PRIVATE + "A", PETER_PRIVATE.replace("c74f", "c74e"), secret)) {
            assertThatThrownBy(() -> Skey.parse(text))
                    .isInstanceOf(FormatException.class)
                    .hasMessageNotContaining(secret.substring(0, 20));
        }
    }

    @Test
    void base64MayContainAPlus() {
        assertThat(Vkey.parse(aKeyWithPlus()).text()).contains("+");
    }

    private static String aKeyWithPlus() {
        for (int i = 0; ; i++) {
            String text = SigningKey.ed25519(seed("key " + i)).vkey("n").text();
            if (text.chars().filter(c -> c == '+').count() > 2) {
                return text;
            }
        }
    }

    private static void parse(String text) {
        if (text.startsWith("PRIVATE")) {
            Skey.parse(text);
        } else {
            Vkey.parse(text);
        }
    }

    static byte[] seed(String phrase) {
        return Hash.sha256(Strict.utf8(phrase)).bytes();
    }

    /// The ML-DSA seed that was also tried with Python's `cryptography`.
    static final class MlDsa {
        static final SigningKey KEY =
                SigningKey.mlDsa44(Hash.fromHex("ca579cbf2453bb0889e67f0548ff7fe58708b830f9b38392761771488d238167")
                        .bytes());

        private MlDsa() {}
    }
}
