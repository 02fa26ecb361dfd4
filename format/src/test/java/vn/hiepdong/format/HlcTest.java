package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HlcTest {
    @Test
    void aReadingIsSixteenDigitsWithTheTimeFirst() {
        assertThat(new Hlc(0x0199a3f2c400L, 7).text()).isEqualTo("0199a3f2c4000007");
        assertThat(Hlc.parse("ffffffffffffffff")).isEqualTo(new Hlc((1L << 48) - 1, 65_535));
        assertThat(Hlc.ZERO.text()).isEqualTo("0000000000000000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0199a3f2c400000",
                "0199a3f2c40000000",
                "0199A3F2C4000007",
                " 199a3f2c4000007",
                "+199a3f2c4000007",
                "0199a3f2c400000g",
                "٠199a3f2c4000007"
            })
    void anyOtherTextIsRefused(String text) {
        assertThatThrownBy(() -> Hlc.parse(text)).isInstanceOf(FormatException.class);
    }

    @Test
    void textsSortAsReadingsDo() {
        var samples = new Samples(1);
        for (int i = 0; i < 1000; i++) {
            Hlc a = samples.hlc();
            Hlc b = samples.hlc();
            assertThat(Integer.signum(a.text().compareTo(b.text()))).isEqualTo(a.compareTo(b));
            assertThat(Integer.signum(Long.compareUnsigned(a.toLong(), b.toLong())))
                    .isEqualTo(a.compareTo(b));
        }
    }

    @Test
    void theNextReadingFollowsTheClockWhenItMovesOn() {
        assertThat(Hlc.next(new Hlc(1000, 5), 1001)).isEqualTo(new Hlc(1001, 0));
        assertThat(Hlc.next(new Hlc(1000, 5), 1000)).isEqualTo(new Hlc(1000, 6));
        assertThat(Hlc.next(new Hlc(1000, 5), 10)).isEqualTo(new Hlc(1000, 6));
        assertThat(Hlc.next(new Hlc(1000, 5), -10)).isEqualTo(new Hlc(1000, 6));
        assertThat(Hlc.next(new Hlc(1000, 65_535), 10)).isEqualTo(new Hlc(1001, 0));
    }

    @Test
    void theNextReadingIsAlwaysGreater() {
        var random = new Random(7);
        Hlc reading = Hlc.ZERO;
        for (int i = 0; i < 200_000; i++) {
            Hlc next = Hlc.next(reading, random.nextInt(1000));
            assertThat(next.compareTo(reading)).isPositive();
            reading = next;
        }
    }

    @Test
    void thereIsNothingAfterTheLastReading() {
        assertThatThrownBy(() -> Hlc.next(Hlc.parse("ffffffffffffffff"), 0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Hlc(1L << 48, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Hlc(0, 65_536)).isInstanceOf(IllegalArgumentException.class);
    }
}
