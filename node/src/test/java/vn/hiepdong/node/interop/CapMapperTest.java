package vn.hiepdong.node.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.interop.CapAlert.Severity;
import vn.hiepdong.node.interop.CapRejected.Reason;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

class CapMapperTest {
    private static final Properties VIETNAMESE = words("vi");
    private static final CapMapper MAPPER = new CapMapper(CapMapperTest::say, ZoneId.of("Asia/Ho_Chi_Minh"));
    private static final Hash ORIGINAL = Hash.sha256(new byte[0]);

    @Test
    void aFloodAlertBecomesAnItemInItsOwnWords() {
        var item = map(CapText.parse(CapText.FLOOD));
        assertThat(item.title()).isEqualTo("Lũ trên sông Đáy vượt báo động I tại Ba Thá");
        assertThat(item.text()).isEqualTo("""
                Mực nước lúc 02:10 là 5,62 m, đang lên.

                Khuyến cáo: Các xã ven sông chuẩn bị sơ tán.
                Khu vực: Các xã ven sông Đáy
                Hiệu lực: từ 02:10 10/09/2026 đến 15:00 10/09/2026
                Nơi gửi đánh giá: tính khẩn cấp – hành động ngay; mức độ nghiêm trọng – nghiêm trọng; độ chắc chắn – đã quan sát thấy
                Nguồn: Đài khí tượng thủy văn (canhbao@kttv.example.vn), bản tin HN-2026-0001, gửi lúc 03:00 10/09/2026""");
        assertThat(item.topic()).isEqualTo(CapTopic.FLOOD);
        assertThat(item.urgency()).isEqualTo(Urgency.IMMEDIATE);
        assertThat(item.severity()).isEqualTo(Severity.Severe);
        assertThat(item.eventTime()).isEqualTo("2026-09-09T19:10:00Z");
        assertThat(item.expires()).isEqualTo("2026-09-10T08:00:00Z");
        assertThat(item.place()).isEqualTo(new CapImport.MiddlePoint(20.82, 105.72, 3045));
        assertThat(item.geometry())
                .isEqualTo("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"geometry\":{\"type\":"
                        + "\"Polygon\",\"coordinates\":[[[105.7,20.8],[105.74,20.8],[105.74,20.84],[105.7,20.84],"
                        + "[105.7,20.8]]]},\"properties\":{}}]}");
    }

    @Test
    void aCircleKeepsItsRadius() {
        var item = map(CapParser.parse(SharedData.alert("australia.cap")));
        assertThat(item.geometry()).contains("\"coordinates\":[147.0598,-35.3888]", "\"radiusM\":25000");
        assertThat(item.place()).isEqualTo(new CapImport.MiddlePoint(-35.3888, 147.0598, 25_000));
        assertThat(item.topic()).isEqualTo(CapTopic.FIRE);
        assertThat(item.text()).contains("\nSTATUS: Out of Control\n").doesNotContain("<br");
    }

    @Test
    void anAreaAcrossThe180thMeridianHasItsMiddleThere() {
        var fiji = CapText.FLOOD.replace(
                "20.80,105.70 20.80,105.74 20.84,105.74 20.84,105.70 20.80,105.70",
                "-17,179 -17,-179 -16,-179 -16,179 -17,179");
        var place = map(CapText.parse(fiji)).place();
        assertThat(place).isNotNull();
        assertThat(Math.abs(place.longitude())).isEqualTo(180);
    }

    @Test
    void anAlertThatDrawsNothingHasNoPlace() {
        var item = map(CapParser.parse(SharedData.alert("weather.cap")));
        assertThat(item.place()).isNull();
        assertThat(item.geometry()).isEmpty();
        assertThat(item.areaDescription()).startsWith("Central and Southern Lewis and Clark");
        assertThat(item.topic()).isEqualTo(CapTopic.FLOOD);
    }

    @Test
    void vietnameseIsPreferredThenEnglish() {
        var english = CapText.FLOOD
                .substring(CapText.FLOOD.indexOf("<info>"), CapText.FLOOD.indexOf("</alert>"))
                .replace("vi-VN", "en")
                .replace("Lũ trên sông Đáy vượt", "Flood on the Đáy above");
        var both = CapText.FLOOD.replaceFirst("<info>", english + "<info>");
        assertThat(map(CapText.parse(both)).language()).isEqualTo("vi-VN");
        assertThat(map(CapText.parse(both.replace("vi-VN", "fr"))).title()).startsWith("Flood on the Đáy");
        assertThat(map(CapParser.parse(SharedData.alert("canada.cap"))).language())
                .isEqualTo("en-CA");
    }

    @Test
    void theMostUrgentBlockSpeaksAndTheOthersAreNamed() {
        var calm = CapText.FLOOD
                .substring(CapText.FLOOD.indexOf("<info>"), CapText.FLOOD.indexOf("</alert>"))
                .replace("Immediate", "Future")
                .replace("Lũ trên sông Đáy vượt báo động I tại Ba Thá", "Mưa lớn ngày mai");
        var item = map(CapText.parse(CapText.FLOOD.replaceFirst("<info>", calm + "<info>")));
        assertThat(item.title()).startsWith("Lũ trên sông Đáy");
        assertThat(item.text()).contains("Bản tin còn nêu: Mưa lớn ngày mai");
    }

    @Test
    void aLongDescriptionGivesWayButTheFactsStay() {
        var item = map(CapText.parse(CapText.FLOOD.replace("đang lên", "đang lên, ".repeat(1_500))));
        assertThat(item.text())
                .hasSize(CapMapper.MAX_TEXT)
                .contains("…\n\nKhuyến cáo")
                .endsWith("03:00 10/09/2026");
    }

    @Test
    void whomToCallIsNotCarriedOver() {
        var item = map(CapText.parse(
                CapText.FLOOD.replace("<area>", "<contact>Ông Nguyễn Văn A, 0912 345 678</contact><area>")));
        assertThat(item.toString()).doesNotContain("0912").doesNotContain("Nguyễn Văn A");
    }

    @Test
    void anUpdateOfSomethingUnknownSaysSo() {
        var alert = CapParser.parse(SharedData.alert("wcatwc-warning.cap"));
        var item = MAPPER.map(alert, CapSignature.NONE, ORIGINAL, Realm.REAL, CapMapperTest::rule, alert.references());
        assertThat(item.text())
                .contains(
                        "Bản tin này cập nhật bản tin chưa được nhập ở đây: PAAQ-1-lqw6d6 của PAAQ gửi lúc 17:55 02/09/2011");
        assertThat(item.urgency()).isEqualTo(Urgency.FLASH);
    }

    @ParameterizedTest
    @CsvSource({
        "Lũ quét, FLOOD",
        "Bão số 3, STORM",
        "Báo động cháy rừng, FIRE",
        "Động đất, EARTHQUAKE",
        "Sóng thần, FLOOD",
        "Dịch bệnh, HEALTH",
        "SEVERE THUNDERSTORM, STORM",
        "Flash Flood Watch, FLOOD",
        "snowfall, STORM",
        "Bushfire, FIRE",
        "Tsunami Warning, FLOOD",
        "Traffic, TRANSPORT",
        "Thông báo, OTHER",
        "Kháng cháy, FIRE"
    })
    void theTopicFollowsTheWordForTheEvent(String event, CapTopic topic) {
        var alert = CapText.parse(
                CapText.FLOOD.replace("Lũ trên sông Đáy<", event + "<").replace("<category>Met", "<category>Other"));
        assertThat(map(alert).topic()).isEqualTo(topic);
    }

    @ParameterizedTest
    @CsvSource({"Actual, EXERCISE", "Actual, TEST", "Exercise, REAL", "Exercise, TEST", "Test, REAL", "Test, EXERCISE"})
    void whatIsExercisedOrTestedNeverMixesWithWhatIsReal(String status, Realm realm) {
        assertRefused(CapText.FLOOD.replace("Actual", status), realm, Reason.WRONG_REALM);
    }

    @ParameterizedTest
    @CsvSource({"Actual, REAL", "Exercise, EXERCISE", "Test, TEST"})
    void eachStatusHasItsRealm(String status, Realm realm) {
        var alert = CapText.parse(CapText.FLOOD.replace("Actual", status));
        CapRules.admit(alert, realm);
        assertThat(alert.status()).hasToString(status);
    }

    @Test
    void whatIsNoStatementToThePublicIsRefused() {
        assertRefused(CapText.FLOOD.replace("Actual", "Draft"), Realm.REAL, Reason.NOT_FOR_ACTION);
        assertRefused(CapText.FLOOD.replace("Actual", "System"), Realm.REAL, Reason.NOT_FOR_ACTION);
        assertRefused(CapText.FLOOD.replace(">Alert<", ">Ack<"), Realm.REAL, Reason.NOT_A_STATEMENT);
        assertRefused(CapText.FLOOD.replace(">Alert<", ">Error<"), Realm.REAL, Reason.NOT_A_STATEMENT);
        assertRefused(
                CapText.FLOOD.replace("Public</scope>", "Restricted</scope><restriction>x</restriction>"),
                Realm.REAL,
                Reason.NOT_PUBLIC);
        assertRefused(
                CapText.FLOOD.replace("Public</scope>", "Private</scope><addresses>x</addresses>"),
                Realm.REAL,
                Reason.NOT_PUBLIC);
        assertRefused(
                new String(SharedData.alert("no_optional_fields.cap"), StandardCharsets.UTF_8),
                Realm.REAL,
                Reason.NOTHING_SAID);
    }

    @Test
    void anAlertThatLooksForAPersonIsNotCarried() {
        assertRefused(
                new String(SharedData.alert("validator-examples/KAR0-0306112239-SW.cap"), StandardCharsets.UTF_8),
                Realm.REAL,
                Reason.PERSON_SOUGHT);
        assertRefused(CapText.FLOOD.replace("Lũ trên sông Đáy<", "Truy nã<"), Realm.REAL, Reason.PERSON_SOUGHT);
    }

    @Test
    void everyReasonCanBeSaidInBothLanguages() {
        for (var reason : Reason.values()) {
            assertThat(VIETNAMESE).containsKey(reason.key());
            assertThat(words("en")).containsKey(reason.key());
        }
    }

    static CapImport map(CapAlert alert) {
        return MAPPER.map(alert, CapSignature.NONE, ORIGINAL, Realm.REAL, CapMapperTest::rule, List.of());
    }

    private static Urgency rule(CapAlert.Urgency urgency, Severity severity) {
        if (urgency != CapAlert.Urgency.Immediate) {
            return Urgency.ROUTINE;
        }
        return severity == Severity.Extreme ? Urgency.FLASH : Urgency.IMMEDIATE;
    }

    private static void assertRefused(String alert, Realm realm, Reason reason) {
        assertThatThrownBy(() -> CapRules.admit(CapText.parse(alert), realm))
                .isInstanceOfSatisfying(
                        CapRejected.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    static String say(String key, Object... arguments) {
        var text = VIETNAMESE.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no text for " + key);
        }
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", arguments[i].toString());
        }
        return text;
    }

    private static Properties words(String language) {
        var words = new Properties();
        try (var in = CapMapperTest.class.getResourceAsStream("/messages/interop_" + language + ".properties")) {
            words.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return words;
    }
}
