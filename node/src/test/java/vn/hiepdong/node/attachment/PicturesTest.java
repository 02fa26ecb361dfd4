package vn.hiepdong.node.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hiepdong.node.attachment.AttachmentRejected.Reason;

/// Guardrail G5: photos lose what they tell about their maker, and nothing of what they show.
class PicturesTest {
    record Kind(String name, byte[] talkative, UnaryOperator<byte[]> strip) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("JPEG", Pictures.talkativeJpeg(6), JpegPicture::withoutParticulars),
                new Kind("PNG", Pictures.talkativePng(), PngPicture::withoutParticulars),
                new Kind("WebP", Pictures.talkativeWebp(), WebpPicture::withoutParticulars));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPhotoForgetsWhereItWasTaken(Kind kind) {
        assertThat(text(kind.talkative())).contains(Pictures.SECRET_PLACE);
        assertThat(text(kind.strip().apply(kind.talkative()))).doesNotContain(Pictures.SECRET_PLACE);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void thereIsNothingLeftToTakeOut(Kind kind) {
        var once = kind.strip().apply(kind.talkative());
        assertThat(kind.strip().apply(once)).isEqualTo(once);
    }

    @Test
    void aPhotoShowsWhatItShowed() {
        assertSamePixels(Pictures.jpeg(), JpegPicture.withoutParticulars(Pictures.talkativeJpeg(1)));
        assertSamePixels(Pictures.png(), PngPicture.withoutParticulars(Pictures.talkativePng()));
    }

    @Test
    void coloursStay() {
        assertThat(text(JpegPicture.withoutParticulars(Pictures.talkativeJpeg(1))))
                .contains("ICC_PROFILE", "Adobe", "JFIF")
                .doesNotContain("MPF", "Photoshop", "Exif");
        assertThat(text(PngPicture.withoutParticulars(Pictures.talkativePng())))
                .contains("gAMA")
                .doesNotContain("tEXt", "iTXt", "tIME", "eXIf", "prVt");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6, 8})
    void whichSideIsUpIsTheOneThingOfExifThatStays(int orientation) {
        var photo = JpegPicture.withoutParticulars(Pictures.talkativeJpeg(orientation));
        int exif = text(photo).indexOf("Exif\0\0");
        assertThat(exif).isPositive();
        assertThat(ByteBuffer.wrap(photo).getShort(exif + 6 + 18)).isEqualTo((short) orientation);
        assertThat(ByteBuffer.wrap(photo).getShort(exif - 2)).isEqualTo((short) 34);
    }

    @Test
    void aWebpNoLongerAnnouncesWhatItNoLongerHolds() {
        var picture = WebpPicture.withoutParticulars(Pictures.talkativeWebp());
        assertThat(text(picture)).contains("VP8X", "VP8L").doesNotContain("EXIF", "XMP ");
        assertThat(picture[20] & 0x0c).isZero();
        assertThat(Integer.reverseBytes(ByteBuffer.wrap(picture).getInt(4))).isEqualTo(picture.length - 8);
    }

    @Test
    void aPictureTooLargeToShowIsRefusedByItsHeader() {
        var png = Pictures.png();
        ByteBuffer.wrap(png).putInt(16, 100_000).putInt(20, 100_000);
        var sum = new CRC32();
        sum.update(png, 12, 17);
        ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
        assertRefused(PngPicture::withoutParticulars, png, Reason.TOO_MANY_PIXELS);

        var jpeg = Pictures.jpeg();
        int frame = text(jpeg).indexOf("\u00ff\u00c0");
        ByteBuffer.wrap(jpeg).putShort(frame + 5, (short) 60_000).putShort(frame + 7, (short) 60_000);
        assertRefused(JpegPicture::withoutParticulars, jpeg, Reason.TOO_MANY_PIXELS);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aPictureCutOffIsRefused(Kind kind) {
        var whole = kind.strip().apply(kind.talkative());
        for (int length = 13; length < whole.length; length++) {
            assertRefused(kind.strip(), Arrays.copyOf(whole, length), Reason.BROKEN);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void damageIsRefusedOrHarmless(Kind kind) {
        long seed = 42;
        var random = new Random(seed);
        for (int round = 0; round < 3_000; round++) {
            var damaged = kind.talkative().clone();
            for (int i = 0; i < 4; i++) {
                damaged[12 + random.nextInt(damaged.length - 12)] = (byte) random.nextInt(256);
            }
            try {
                assertThat(kind.strip().apply(damaged)).isNotEmpty();
            } catch (AttachmentRejected refusal) {
                assertThat(refusal.reason()).isIn(Reason.BROKEN, Reason.TOO_MANY_PIXELS);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }

    private static void assertSamePixels(byte[] before, byte[] after) {
        var expected = Pictures.decoded(before);
        var actual = Pictures.decoded(after);
        assertThat(actual.getWidth()).isEqualTo(expected.getWidth());
        for (int y = 0; y < expected.getHeight(); y++) {
            for (int x = 0; x < expected.getWidth(); x++) {
                assertThat(actual.getRGB(x, y)).isEqualTo(expected.getRGB(x, y));
            }
        }
    }

    private static void assertRefused(UnaryOperator<byte[]> strip, byte[] file, Reason reason) {
        assertThatThrownBy(() -> strip.apply(file))
                .isInstanceOfSatisfying(
                        AttachmentRejected.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static String text(byte[] file) {
        return new String(file, StandardCharsets.ISO_8859_1);
    }
}
