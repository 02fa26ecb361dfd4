package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.web.Refused;

class ReceiptTextTest {
    private static final LogOrigin LOG = new LogOrigin(
            Realm.REAL,
            new SpaceId(UUID.fromString("0192f0c8-5c1e-7a55-9c0e-3c1f5c0c9a11")),
            new AgencyCode("POL"),
            "5f2a9c01d7e3b846");

    private final ReceiptText receipt = ReceiptText.of(0xcafe1234, LOG, 300, raw(7));

    private static byte[] raw(int seed) {
        var raw = new byte[72];
        new Random(seed).nextBytes(raw);
        Arrays.fill(raw, 0, 8, (byte) 0);
        raw[4] = 0x69;
        return raw;
    }

    @Test
    void itIsReadBackHoweverItIsSpaced() {
        String line = receipt.line();
        assertThat(line.split(" ")).hasSize(38).allMatch(group -> group.matches("[0-9]{6}"));
        for (String typed : List.of(line, receipt.digits(), line.replace(' ', '\n'), " " + line.replace(" ", " - "))) {
            ReceiptText read = ReceiptText.parseAll(typed).getFirst();
            assertThat(read.raw()).isEqualTo(raw(7));
            assertThat(read.size()).isEqualTo(300);
            assertThat(read.mayBeFor(LOG)).isTrue();
            assertThat(read.mayBeBy(0xcafe9999)).isTrue();
            assertThat(read.mayBeBy(0x11111234)).isFalse();
        }
        String two = line + "\n" + ReceiptText.of(1, LOG, 1, new byte[72]).line();
        assertThat(ReceiptText.parseAll(two)).hasSize(2);
    }

    @Test
    void everyWrongDigitAndEverySwappedPairIsFoundInItsGroup() {
        String digits = receipt.digits();
        for (int at = 0; at < digits.length(); at++) {
            for (char wrong = '0'; wrong <= '9'; wrong++) {
                if (wrong != digits.charAt(at)) {
                    isFound(digits.substring(0, at) + wrong + digits.substring(at + 1), at / 6 + 1);
                }
            }
            if (at % 6 < 5 && digits.charAt(at) != digits.charAt(at + 1)) {
                String swapped = digits.substring(0, at) + digits.charAt(at + 1) + digits.charAt(at);
                isFound(swapped + digits.substring(at + 2), at / 6 + 1);
            }
        }
    }

    private static void isFound(String typed, int group) {
        assertThatThrownBy(() -> ReceiptText.parseAll(typed)).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.key()).isEqualTo("exchange.carry.receipt-group");
            assertThat(refused.arguments()).containsExactly(group);
        });
    }

    @Test
    void aGroupTooFewOrALetterIsFound() {
        for (String typed :
                List.of("", "12", receipt.digits().substring(6), receipt.line() + " 1", "x" + receipt.line())) {
            assertThatThrownBy(() -> ReceiptText.parseAll(typed))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused -> assertThat(refused.key()).isEqualTo("exchange.carry.receipt-length"));
        }
    }

    @Test
    void aDecoderReadsTheCodeFromThePathAndFromTheTerminal() throws Exception {
        var code = new ReceiptCode(receipt.digits());
        assertThat(decoded(fromPath(code))).isEqualTo(receipt.digits());
        assertThat(decoded(fromLines(code))).isEqualTo(receipt.digits());
    }

    private static boolean[][] fromPath(ReceiptCode code) {
        var dark = new boolean[code.side()][code.side()];
        for (String module : code.path().split("h1v1h-1z")) {
            String[] at = module.substring(1).split(" ");
            dark[Integer.parseInt(at[1])][Integer.parseInt(at[0])] = true;
        }
        return dark;
    }

    private static boolean[][] fromLines(ReceiptCode code) {
        var dark = new boolean[code.side()][code.side()];
        for (int y = 0; y < code.side(); y++) {
            String line = code.lines().get(y / 2);
            for (int x = 0; x < code.side(); x++) {
                char c = line.charAt(x);
                dark[y][x] = !(c == '█' || c == (y % 2 == 0 ? '▀' : '▄'));
            }
        }
        return dark;
    }

    private static String decoded(boolean[][] dark) throws Exception {
        int scale = 4;
        int side = dark.length * scale;
        var pixels = new int[side * side];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = dark[i / side / scale][i % side / scale] ? 0 : 0xffffff;
        }
        var bitmap = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels)));
        return new QRCodeReader()
                .decode(bitmap, Map.of(DecodeHintType.TRY_HARDER, true))
                .getText();
    }
}
