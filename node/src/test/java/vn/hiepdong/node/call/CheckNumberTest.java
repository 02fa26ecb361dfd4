package vn.hiepdong.node.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.hiepdong.format.Hash;

class CheckNumberTest {
    private static CheckNumber of(String beginning) {
        return CheckNumber.of(Hash.of(HexFormat.of().parseHex(beginning + "00".repeat(32 - beginning.length() / 2))));
    }

    @Test
    void theNumberComesFromTheFirst24BitsOfTheHash() {
        assertThat(of("000001").digits()).startsWith("0000001").hasSize(8);
        assertThat(of("ffffff").digits()).startsWith("6777215");
        assertThat(of("000001")).isEqualTo(of("00000122"));
        assertThat(of("000001").beginnings()).containsExactly("000001", "989681");
        assertThat(of("ffffff").beginnings()).containsExactly("67697f", "ffffff");
        assertThat(of("98967f").beginnings()).containsExactly("98967f");
    }

    @Test
    void theCheckDigitIsThatOfTheStandard() {
        // ISO/IEC 7064 MOD 11,10: the check character of 0794 is 5.
        assertThat(CheckNumber.parse("0000 0000")).isEmpty();
        assertThat(CheckNumber.check("0794")).isEqualTo('5');
    }

    @Test
    void everySingleWrongDigitIsNoticed() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            var bytes = new byte[32];
            random.nextBytes(bytes);
            String right = CheckNumber.of(Hash.of(bytes)).digits();
            assertThat(CheckNumber.parse(right.substring(0, 4) + " " + right.substring(4)))
                    .contains(new CheckNumber(right));
            for (int place = 0; place < right.length(); place++) {
                for (char digit = '0'; digit <= '9'; digit++) {
                    String typed = right.substring(0, place) + digit + right.substring(place + 1);
                    assertThat(CheckNumber.parse(typed).isPresent())
                            .as("seed %d: %s for %s", seed, typed, right)
                            .isEqualTo(typed.equals(right));
                }
            }
        }
    }

    @Test
    void whatIsNoNumberIsNone() {
        for (String typed : new String[] {"", "1234567", "123456789", "abcdefgh", "1234x678"}) {
            assertThat(CheckNumber.parse(typed)).as(typed).isEmpty();
        }
    }
}
