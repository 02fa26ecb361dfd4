package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.SecureRandom;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class RecoveryKeyTest {
    private final RecoveryKey key = RecoveryKey.generate(new SecureRandom());

    @Test
    void whatWasWrittenDownIsTheKeyHoweverItIsTyped() {
        String text = key.text();
        assertThat(text).matches("([0-9A-HJKMNP-TV-Z]{4}-){13}[0-9A-HJKMNP-TV-Z]{4}");
        for (String typed : new String[] {
            text,
            text.toLowerCase(Locale.ROOT),
            text.replace("-", " "),
            text.replace('0', 'O').replace('1', 'l')
        }) {
            assertThat(RecoveryKey.parse(typed).commitment()).isEqualTo(key.commitment());
        }
        assertThat(key.endsWith(text.substring(60).toLowerCase(Locale.ROOT))).isTrue();
        assertThat(key.endsWith("")).isFalse();
    }

    @Test
    void everyWrongCharacterAndEverySwappedPairIsNoticed() {
        String text = key.text().replace("-", "");
        for (int at = 0; at < text.length(); at++) {
            String other = text.charAt(at) == '7' ? "8" : "7";
            String wrong = text.substring(0, at) + other + text.substring(at + 1);
            assertThatThrownBy(() -> RecoveryKey.parse(wrong)).as("at %d", at).isInstanceOf(FormatException.class);
            if (at > 0 && text.charAt(at) != text.charAt(at - 1)) {
                String swapped =
                        text.substring(0, at - 1) + text.charAt(at) + text.charAt(at - 1) + text.substring(at + 1);
                assertThatThrownBy(() -> RecoveryKey.parse(swapped))
                        .as("swapped at %d", at)
                        .isInstanceOf(FormatException.class);
            }
        }
        for (String none : new String[] {"", text.substring(1), text + "0", text.replace(text.charAt(0), '!')}) {
            assertThatThrownBy(() -> RecoveryKey.parse(none)).isInstanceOf(FormatException.class);
        }
    }
}
