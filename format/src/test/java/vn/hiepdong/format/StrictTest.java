package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 10, 99, 1L << 53, Long.MAX_VALUE})
    void numbersAreReadAsJavaWritesThem(long number) {
        assertThat(Strict.decimal(Long.toString(number), "number")).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+5",
                "-5",
                "-0",
                "00",
                "007",
                " 5",
                "5 ",
                "5\n",
                "٣",
                "５",
                "0x5",
                "5L",
                "1e3",
                "1_000",
                "5.",
                "9223372036854775808",
                "18446744073709551616",
                "99999999999999999999"
            })
    void numbersInAnyOtherSpellingAreRefused(String text) {
        assertThatThrownBy(() -> Strict.decimal(text, "number")).isInstanceOf(FormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"QQ", "QR==", "QQ=", "QQ==\n", "Q Q==", "QQ==QQ==", "-_==", "Q", "=", "====", "QQ==="})
    void base64InAnyOtherSpellingIsRefused(String text) {
        assertThatThrownBy(() -> Strict.base64(text, "value")).isInstanceOf(FormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "QQ==", "QUI=", "QUJD", "+/+/"})
    void canonicalBase64IsReadAndWrittenBack(String text) {
        assertThat(Strict.base64(Strict.base64(text, "value"))).isEqualTo(text);
        assertThat(Bytes.fromBase64(text).base64()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "00", "000", "0A0b", "0g00", " 000", "٣000", "+000", "00000"})
    void onlyLowercaseHexOfTheRightLengthIsRead(String text) {
        assertThatThrownBy(() -> Strict.hex(text, 2, "value")).isInstanceOf(FormatException.class);
    }

    @Test
    void messagesCannotForgeALineOfALogFile() {
        assertThatThrownBy(() -> Strict.decimal("5\nWARN all is lost", "number"))
                .hasMessageNotContaining("\n")
                .hasMessageContaining("5?WARN");
        assertThat(Strict.quoted("x".repeat(1000))).hasSizeLessThan(100);
    }

    @Test
    void ourOwnTextWithALoneSurrogateIsOurMistake() {
        assertThatThrownBy(() -> Strict.utf8("a\ud800b")).isInstanceOf(IllegalArgumentException.class);
        assertThat(Strict.isOrigin("a\ud800b")).isFalse();
        assertThat(Strict.isOrigin("a😀b")).isTrue();
    }
}
