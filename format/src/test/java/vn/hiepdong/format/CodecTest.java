package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What every format promises: a value written and read again is the same, there is one spelling for each value, and
/// no input does anything else than being read or refused. Failures name the seed.
class CodecTest {
    private static final int SAMPLES = 150;
    private static final int DAMAGES = 20;

    static List<Codec> codecs() {
        return Codec.ALL;
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void whatIsWrittenIsReadAndWrittenBack(Codec codec) {
        for (long seed = 0; seed < SAMPLES; seed++) {
            byte[] bytes = codec.sample().apply(new Samples(seed));
            assertThat(codec.rewrite().apply(bytes)).as("seed %d", seed).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void damagedInputIsRefusedOrStillTheOnlySpelling(Codec codec) {
        for (long seed = 0; seed < SAMPLES; seed++) {
            var samples = new Samples(seed);
            byte[] bytes = codec.sample().apply(samples);
            for (int i = 0; i < DAMAGES; i++) {
                refusedOrUnchanged(codec, samples.damaged(bytes), "seed " + seed + ", damage " + i);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("codecs")
    void noiseIsRefused(Codec codec) {
        for (long seed = 0; seed < SAMPLES; seed++) {
            refusedOrUnchanged(codec, new Samples(seed).bytes(200), "seed " + seed);
        }
    }

    private static void refusedOrUnchanged(Codec codec, byte[] bytes, String what) {
        byte[] again;
        try {
            again = codec.rewrite().apply(bytes);
        } catch (FormatException _) {
            return;
        } catch (RuntimeException e) {
            throw new AssertionError(what, e);
        }
        assertThat(again).as(what).isEqualTo(bytes);
    }
}
