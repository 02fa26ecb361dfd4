package vn.hiepdong.node.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AbbreviationsTest {
    private final Abbreviations abbreviations = new Abbreviations(new Texts(true));

    @Test
    void anAbbreviationIsExplainedInTheReadersLanguageAndCanBeReachedByKeyboard() {
        assertThat(abbreviations.explained(Language.VI, "CATP Hà Nội", false))
                .isEqualTo(
                        "<span class=\"abbr\" tabindex=\"0\"><abbr>CATP</abbr><span class=\"abbr-full\">Công an thành"
                                + " phố</span></span> Hà Nội");
        assertThat(abbreviations.explained(Language.EN, "CATP", true))
                .isEqualTo("<span class=\"abbr\"><abbr>CATP</abbr><span class=\"abbr-full\">City Police</span></span>");
    }

    @Test
    void aLongerOneIsNotTakenForTwo() {
        assertThat(abbreviations.explained(Language.VI, "Cảnh sát PCCC&CNCH", false))
                .contains("<abbr>PCCC&amp;CNCH</abbr>")
                .doesNotContain("<abbr>PCCC</abbr>");
        assertThat(abbreviations.explained(Language.VI, "PCCC và CNCH", false))
                .contains("<abbr>PCCC</abbr>", "<abbr>CNCH</abbr>");
    }

    @Test
    void lettersWithinAWordAreNoAbbreviation() {
        assertThat(abbreviations.explained(Language.VI, "CATPX, SCATP, CATĐ", false))
                .doesNotContain("<abbr>");
    }

    @Test
    void whateverElseStandsThereIsEscaped() {
        assertThat(abbreviations.explained(Language.VI, "<b>UBND</b>\"", false))
                .startsWith("&lt;b&gt;<span")
                .endsWith("&lt;/b&gt;&quot;");
    }
}
