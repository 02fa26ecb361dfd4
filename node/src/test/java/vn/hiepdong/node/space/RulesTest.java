package vn.hiepdong.node.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.ledger.AgencyCode;

/// What was made keeps the rules under which it was made.
class RulesTest {
    private static final Rules.Signed FIRST = signed("2026-01-02T00:00:00Z", "một", "2026-01-01");
    private static final Rules.Signed SECOND = signed("2026-06-01T00:00:00Z", "hai", "2026-07-01");
    private static final Rules RULES = new Rules(List.of(SECOND, FIRST), ZoneId.of("Asia/Ho_Chi_Minh"));

    @Test
    void anAmendmentHoldsFromItsFirstDayOnAndNotForWhatWasMadeBefore() {
        assertThat(title("2026-05-31T00:00:00Z")).isEqualTo("một");
        assertThat(title("2026-06-30T16:59:59Z"))
                .as("signed, and its first day is to come")
                .isEqualTo("một");
        assertThat(title("2026-06-30T17:00:00Z"))
                .as("midnight of 1 July in Hà Nội")
                .isEqualTo("hai");
    }

    @Test
    void whatIsOlderThanAllHasTheFirst() {
        assertThat(title("2025-01-01T00:00:00Z")).isEqualTo("một");
        assertThat(new Rules(List.of(), ZoneId.of("UTC")).at(Instant.EPOCH)).isEmpty();
    }

    private static String title(String made) {
        return RULES.at(Instant.parse(made)).orElseThrow().title();
    }

    private static Rules.Signed signed(String at, String title, String validFrom) {
        return new Rules.Signed(
                Instant.parse(at),
                new Regulation(
                        title,
                        null,
                        List.of(new AgencyCode("POL"), new AgencyCode("MIL")),
                        List.of("Cứu nạn"),
                        UsualTimes.ACKNOWLEDGEMENT,
                        UsualTimes.VERIFICATION,
                        LocalDate.parse(validFrom),
                        null));
    }
}
