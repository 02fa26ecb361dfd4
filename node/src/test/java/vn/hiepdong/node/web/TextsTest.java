package vn.hiepdong.node.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextsTest {
    private final Texts texts = new Texts(true);
    private final TimeTexts times = new TimeTexts(texts, ZoneId.of("Asia/Ho_Chi_Minh"));

    @Test
    void argumentsStandInTheirPlacesAndNumbersAsTheLanguageWritesThem() {
        assertThat(texts.get(Language.VI, "web.expected.number", 1, 1200)).isEqualTo("Nhập một số từ 1 đến 1.200.");
        assertThat(texts.get(Language.EN, "web.expected.number", 1, 1200)).isEqualTo("Enter a number from 1 to 1,200.");
    }

    @Test
    void anArgumentThatIsAWordIsTranslatedToo() {
        var roles = Word.all(List.of("access.role.VERIFIER", "access.role.ANALYST"));

        assertThat(texts.get(Language.EN, "access.needs-role", roles))
                .isEqualTo("This needs one of the roles: Verifier, Analyst.");
    }

    @Test
    void whatIsTypedIntoAnArgumentIsNotReadAsAPlace() {
        assertThat(texts.get(Language.EN, "web.chips.remove", "{0}")).isEqualTo("Remove filter: {0}");
    }

    @Test
    void oneIsNotMany() {
        assertThat(texts.count(Language.EN, "web.time.ago.minutes", 1)).isEqualTo("1 minute ago");
        assertThat(texts.count(Language.EN, "web.time.ago.minutes", 2)).isEqualTo("2 minutes ago");
    }

    @Test
    void aMissingTextFailsATestAndShowsItsKeyToAnOfficer() {
        assertThatThrownBy(() -> texts.get(Language.VI, "no.such.text")).hasMessageContaining("no.such.text");
        assertThat(new Texts(false).get(Language.VI, "no.such.text")).isEqualTo("no.such.text");
    }

    @Test
    void timesAreToldInTheZoneOfTheNode() {
        var at = Instant.parse("2026-11-21T19:10:00Z");

        assertThat(times.exact(Language.VI, at)).isEqualTo("02:10 22/11/2026");
        assertThat(times.exact(Language.EN, at)).isEqualTo("02:10 22 Nov 2026");
        assertThat(times.local(at)).isEqualTo("2026-11-22T02:10");
    }

    @Test
    void theOffsetFromUtcIsToldAndFollowsTheZoneThatIsConfigured() {
        var at = Instant.parse("2026-07-21T19:10:00Z");

        assertThat(times.exactWithOffset(Language.VI, at)).isEqualTo("02:10 22/07/2026 (UTC+7)");
        assertThat(in("Asia/Kolkata").exactWithOffset(Language.EN, at)).isEqualTo("00:40 22 Jul 2026 (UTC+5:30)");
        assertThat(in("America/St_Johns").offset(at)).isEqualTo("UTC-2:30");
        assertThat(in("UTC").exactWithOffset(Language.VI, at)).isEqualTo("19:10 21/07/2026 (UTC)");
        // Summer and winter differ where there is summer time; Vietnam has none.
        assertThat(in("Europe/Berlin").offset(at)).isEqualTo("UTC+2");
        assertThat(in("Europe/Berlin").offset(Instant.parse("2026-12-21T19:10:00Z")))
                .isEqualTo("UTC+1");
    }

    @Test
    void numbersAreWrittenAsTheLanguageDoes() {
        assertThat(texts.number(Language.VI, 12_345.5)).isEqualTo("12.345,5");
        assertThat(texts.number(Language.EN, 12_345.5)).isEqualTo("12,345.5");
        assertThat(texts.number(Language.VI, 1_000_000)).isEqualTo("1.000.000");
    }

    private TimeTexts in(String zone) {
        return new TimeTexts(texts, ZoneId.of(zone));
    }

    @Test
    void distancesAreToldInWords() {
        var now = Instant.parse("2026-11-22T02:10:00Z");

        assertThat(times.relative(Language.VI, now, now.minusSeconds(59))).isEqualTo("vừa xong");
        assertThat(times.relative(Language.VI, now, now.minusSeconds(300))).isEqualTo("5 phút trước");
        assertThat(times.relative(Language.VI, now, now.plusSeconds(7200))).isEqualTo("sau 2 giờ nữa");
        assertThat(times.relative(Language.EN, now, now.minusSeconds(86400))).isEqualTo("1 day ago");
        assertThat(times.relative(Language.VI, now, now.minusSeconds(86400 * 40)))
                .isEqualTo("13/10/2026");
    }
}
