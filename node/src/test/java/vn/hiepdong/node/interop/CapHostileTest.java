package vn.hiepdong.node.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import vn.hiepdong.node.interop.CapRejected.Reason;

/// Broken and hostile files are refused with their reason, and nothing else happens.
class CapHostileTest {
    private static final String FLOOD = CapText.FLOOD;
    private static final String HEAD = FLOOD.lines().findFirst().orElseThrow();

    @Test
    void theAlertThatTheCasesChangeIsItselfGood() {
        var alert = CapText.parse(FLOOD);
        assertThat(alert.infos()
                        .getFirst()
                        .areas()
                        .getFirst()
                        .polygons()
                        .getFirst()
                        .points())
                .hasSize(5);
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                refused("an empty file", "", Reason.EMPTY),
                refused("no XML", "báo động", Reason.NOT_WELL_FORMED),
                refused("a file cut off", FLOOD.substring(0, FLOOD.length() / 2), Reason.NOT_WELL_FORMED),
                refused("two roots", FLOOD + "<alert/>", Reason.NOT_WELL_FORMED),
                refused("a zero byte", change("Severe<", "Sev\0re<"), Reason.NOT_WELL_FORMED),
                refused("a character that XML forbids", change("đang lên", "&#x1;"), Reason.NOT_WELL_FORMED),
                refused("an entity nobody defined", change("đang lên", "&lol;"), Reason.NOT_WELL_FORMED),
                refused("a document type", change(HEAD, HEAD + "<!DOCTYPE alert>"), Reason.DOCTYPE),
                refused(
                        "an external entity",
                        change(HEAD, HEAD + "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>")
                                .replace("đang lên", "&x;"),
                        Reason.DOCTYPE),
                refused(
                        "an external parameter entity",
                        change(HEAD, HEAD + "<!DOCTYPE a [<!ENTITY % x SYSTEM \"http://127.0.0.1:9/x\"> %x;]>"),
                        Reason.DOCTYPE),
                refused("a billion laughs", billionLaughs(), Reason.DOCTYPE),
                refused("XML 1.1", change("version=\"1.0\"", "version=\"1.1\""), Reason.XML_VERSION),
                refused("an encoding from another age", change("UTF-8", "IBM037"), Reason.NOT_WELL_FORMED),
                refused("an encoding we do not take", change("UTF-8", "KOI8-R"), Reason.ENCODING),
                refused("an encoding that does not exist", change("UTF-8", "UTF-9"), Reason.NOT_WELL_FORMED),
                refused("a deep nest", change("5,62", "<x>".repeat(100_000)), Reason.TOO_DEEP),
                refused("too many elements", change("<info>", "<code/>".repeat(60_000) + "<info>"), Reason.TOO_MANY),
                refused("another root", "<html/>", Reason.WRONG_ROOT),
                refused("the right root of no namespace", "<alert/>", Reason.WRONG_ROOT),
                refused("CAP 1.0", "<alert xmlns='http://www.incident.com/cap/1.0'/>", Reason.CAP_1_0),
                refused("CAP of the future", change("cap:1.2", "cap:2.0"), Reason.CAP_UNKNOWN),
                refused(
                        "an identifier twice",
                        change("<sender>", "<identifier>HN-2</identifier><sender>"),
                        Reason.EXPECTED_ELEMENT),
                refused("elements in another order", change("<scope>Public</scope>", ""), Reason.EXPECTED_ELEMENT),
                refused("an info without a category", change("<category>Met</category>", ""), Reason.EXPECTED_ELEMENT),
                refused(
                        "an empty alert",
                        "<alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'/>",
                        Reason.MISSING_ELEMENT),
                refused(
                        "an element of another namespace",
                        change("<info>", "<x xmlns='y'/><info>"),
                        Reason.EXPECTED_ELEMENT),
                refused("an element inside a text", change("đang lên", "<b>đang lên</b>"), Reason.UNEXPECTED_ELEMENT),
                refused("text between elements", change("<info>", "<info>lũ"), Reason.UNEXPECTED_TEXT),
                refused("an attribute", change("<info>", "<info lang='vi'>"), Reason.UNEXPECTED_ATTRIBUTE),
                refused("a value of the wrong case", change("Immediate", "IMMEDIATE"), Reason.NOT_ONE_OF),
                refused("a value with spaces", change("Immediate", " Immediate "), Reason.NOT_ONE_OF),
                refused("an identifier with a space", change("HN-2026", "HN 2026"), Reason.NOT_AN_IDENTIFIER),
                refused("an identifier with a comma", change("HN-2026", "HN,2026"), Reason.NOT_AN_IDENTIFIER),
                refused("an empty identifier", change("HN-2026-0001", ""), Reason.EMPTY_VALUE),
                refused("a time in UTC written Z", change("03:00:00+07:00", "03:00:00Z"), Reason.NOT_A_TIME),
                refused("a time without offset", change("03:00:00+07:00", "03:00:00"), Reason.NOT_A_TIME),
                refused("a time with fractions", change("03:00:00+07:00", "03:00:00.5+07:00"), Reason.NOT_A_TIME),
                refused("a comma for a sign", change("03:00:00+07:00", "03:00:00,07:00"), Reason.NOT_A_TIME),
                refused("an offset beyond the world", change("03:00:00+07:00", "03:00:00+15:00"), Reason.NOT_A_TIME),
                refused("a day that is none", change("2026-09-10T03", "2026-02-30T03"), Reason.NOT_A_TIME),
                refused("a language that is none", change("vi-VN", "tiếng Việt"), Reason.NOT_A_LANGUAGE),
                refused("an open polygon", change(" 20.80,105.70</p", " 20.81,105.70</p"), Reason.OPEN_POLYGON),
                refused(
                        "a polygon of three points",
                        change("20.80,105.70 20.80,105.74 20.84,105.74 20.84,105.70 20.80,105.70", "1,1 2,2 1,1"),
                        Reason.NOT_A_POLYGON),
                refused("an empty polygon", change("<polygon>", "<polygon/><polygon>"), Reason.NOT_A_POLYGON),
                refused("a latitude beyond the pole", change("20.84,105.74", "120.84,105.74"), Reason.OUT_OF_RANGE),
                refused("a number that is none", change("20.84,105.74", "NaN,105.74"), Reason.NOT_A_POLYGON),
                refused("a polygon of too many points", longPolygon(), Reason.TOO_MANY),
                refused("a circle without radius", circle("20.8,105.7"), Reason.NOT_A_CIRCLE),
                refused("a circle greater than the earth", circle("20.8,105.7 99999"), Reason.OUT_OF_RANGE),
                refused("a circle of negative radius", circle("20.8,105.7 -1"), Reason.OUT_OF_RANGE),
                refused("a description of a book", change("đang lên", "lên".repeat(10_000)), Reason.TEXT_TOO_LONG),
                refused(
                        "a reference of two parts",
                        change("<info>", "<references>a,b</references><info>"),
                        Reason.NOT_A_REFERENCE),
                refused(
                        "a quotation that does not end",
                        change("<info>", "<incidents>\"bão số 3</incidents><info>"),
                        Reason.NOT_A_LIST),
                refused("restricted to nobody said", change("Public", "Restricted"), Reason.NEEDED_BY_SCOPE),
                refused("private without addresses", change("Public", "Private"), Reason.NEEDED_BY_SCOPE),
                refused("65 infos", infos(65), Reason.TOO_MANY),
                refused("501 areas", areas(501), Reason.TOO_MANY));
    }

    @ParameterizedTest(name = "{0} is refused: {2}")
    @MethodSource("cases")
    void isRefused(String what, String file, Reason reason) {
        var refusal = catchThrowableOfType(CapRejected.class, () -> CapText.parse(file));
        assertThat(refusal).as(what).isNotNull();
        assertThat(refusal.reason()).isEqualTo(reason);
    }

    @Test
    void tenMegabytesAreRefusedUnread() {
        var file = new byte[10 * 1024 * 1024];
        Arrays.fill(file, (byte) ' ');
        assertThatThrownBy(() -> CapParser.parse(file))
                .isInstanceOfSatisfying(
                        CapRejected.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void twoMegabytesOfEscapedLettersAreReadInOneGoAndRefusedForTheirLength() {
        var file = change("đang lên", "&amp;".repeat(400_000));
        assertThatThrownBy(() -> CapText.parse(file))
                .isInstanceOfSatisfying(
                        CapRejected.class, e -> assertThat(e.reason()).isEqualTo(Reason.TEXT_TOO_LONG));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void theSameAlertIsReadInEveryEncodingThatCanWriteIt(Charset encoding) {
        var text = change("encoding=\"UTF-8\"", "encoding=\"" + encoding.name() + "\"");
        var file = encoding == StandardCharsets.UTF_16LE ? withMark(text.getBytes(encoding)) : text.getBytes(encoding);
        assertThat(CapParser.parse(file)).isEqualTo(CapText.parse(FLOOD));
    }

    static Stream<Charset> encodings() {
        return Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16, StandardCharsets.UTF_16LE);
    }

    @Test
    void version11TakesTheTimesOfItsSchemaButNotTheWordsOf12() {
        var old = FLOOD.replace("cap:1.2", "cap:1.1").replace("03:00:00+07:00", "03:00:00.5Z");
        assertThat(CapText.parse(old).sent().toInstant()).isEqualTo("2026-09-10T03:00:00.500Z");
        assertThatThrownBy(
                        () -> CapText.parse(old.replace("<urgency>", "<responseType>AllClear</responseType><urgency>")))
                .isInstanceOfSatisfying(
                        CapRejected.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_ONE_OF));
    }

    @Test
    void quotedAddressesAndIncidentsKeepTheirSpaces() {
        var alert = CapText.parse(
                change("Public</scope>", "Private</scope><addresses>a@x.vn \"Đội 3, sông Đáy\"</addresses>")
                        .replace("<info>", "<incidents>\"bão số 3\" lu-2026</incidents><info>"));
        assertThat(alert.addresses()).containsExactly("a@x.vn", "Đội 3, sông Đáy");
        assertThat(alert.incidents()).containsExactly("bão số 3", "lu-2026");
    }

    /// Whatever is cut, swapped or flipped, the only answer besides an alert is a refusal.
    @ParameterizedTest
    @MethodSource("seeds")
    void nothingButARefusalComesOfMutatedBytes(long seed) {
        var random = new Random(seed);
        var names = new String[] {"canada.cap", "australia.cap", "canada_signed.cap", "earthquake-iso8859-1.cap"};
        var original = random.nextInt(3) == 0 ? SharedData.alert(names[random.nextInt(4)]) : CapText.bytes(FLOOD);
        for (int round = 0; round < 400; round++) {
            var file = mutate(original, random);
            try {
                assertThat(CapParser.parse(file).identifier()).isNotEmpty();
            } catch (CapRejected refusal) {
                assertThat(refusal.reason()).isNotNull();
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ", round " + round, e);
            }
        }
    }

    static Stream<Long> seeds() {
        return Stream.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    private static byte[] mutate(byte[] original, Random random) {
        var file = original.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(file.length);
            switch (random.nextInt(5)) {
                case 0 -> file[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> file[at] = (byte) "<>&\"'/;!?[]-\0\r\n=:".charAt(random.nextInt(17));
                case 2 -> file = Arrays.copyOf(file, Math.max(1, at));
                case 3 -> {
                    int to = random.nextInt(file.length);
                    int length = Math.min(random.nextInt(200), file.length - Math.max(at, to));
                    System.arraycopy(file, at, file, to, length);
                }
                default -> {
                    int length = Math.min(random.nextInt(60), file.length - at);
                    System.arraycopy(file, at + length, file, at, file.length - at - length);
                    file = Arrays.copyOf(file, Math.max(1, file.length - length));
                }
            }
        }
        return file;
    }

    private static Arguments refused(String what, String file, Reason reason) {
        return Arguments.of(what, file, reason);
    }

    private static String change(String from, String to) {
        if (!FLOOD.contains(from)) {
            throw new IllegalArgumentException("the alert has no " + from);
        }
        return FLOOD.replace(from, to);
    }

    private static String circle(String value) {
        return change("</polygon>", "</polygon><circle>" + value + "</circle>");
    }

    private static String longPolygon() {
        return change("20.80,105.70 20.80,105.74", "20.80,105.70 " + "20.80,105.74 ".repeat(10_001));
    }

    private static String infos(int count) {
        int start = FLOOD.indexOf("<info>");
        int end = FLOOD.indexOf("</alert>");
        return FLOOD.substring(0, start) + FLOOD.substring(start, end).repeat(count) + "</alert>";
    }

    private static String areas(int count) {
        return change("<area>", "<area><areaDesc>x</areaDesc></area>".repeat(count) + "<area>");
    }

    private static String billionLaughs() {
        var entities = new StringBuilder("<!ENTITY l0 \"lol\">");
        for (int i = 1; i < 10; i++) {
            entities.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return change(HEAD, HEAD + "<!DOCTYPE a [" + entities + "]>").replace("đang lên", "&l9;");
    }

    private static byte[] withMark(byte[] text) {
        var file = new byte[text.length + 2];
        file[0] = (byte) 0xff;
        file[1] = (byte) 0xfe;
        System.arraycopy(text, 0, file, 2, text.length);
        return file;
    }
}
