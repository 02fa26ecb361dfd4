package vn.hiepdong.node.information;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordDiffTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Đê rò rỉ, chưa tràn          | Đê rò rỉ, đã tràn            | Đê rò rỉ, [-chưa-][+đã+] tràn
            12 hộ ngoài bãi              | 15 hộ ngoài bãi              | [-12-][+15+] hộ ngoài bãi
            Nước lên chậm                | Nước lên rất nhanh           | Nước lên [-chậm-][+rất nhanh+]
            Cầu Ba Thá thông             | Cầu Ba Thá                   | Cầu Ba Thá[- thông-]
            giống nhau                   | giống nhau                   | giống nhau
            """)
    void whatChangedIsSeenWordByWord(String before, String after, String shown) {
        assertThat(shown(WordDiff.of(before, after))).isEqualTo(shown);
    }

    @Test
    void aChangedPhraseIsOneChangeAndNotRags() {
        assertThat(shown(WordDiff.of("cần hai xuồng máy tại bến", "cần ba ca nô tại bến")))
                .isEqualTo("cần [-hai xuồng máy-][+ba ca nô+] tại bến");
    }

    @Test
    void anotherTextIsShownAsOne() {
        assertThat(shown(WordDiff.of(
                        "Người dân báo nước tràn qua đê ở đoạn gần trạm bơm",
                        "Dân quân xã xác minh: thân đê chỉ thấm ướt, an toàn")))
                .isEqualTo("[-Người dân báo nước tràn qua đê ở đoạn gần trạm bơm-]"
                        + "[+Dân quân xã xác minh: thân đê chỉ thấm ướt, an toàn+]");
    }

    @Test
    void aSyllableWithAnotherToneIsAnotherSyllable() {
        assertThat(shown(WordDiff.of("đường bờ", "đường bộ"))).isEqualTo("đường [-bờ-][+bộ+]");
    }

    @Test
    void whatStayedInALongTextIsCutAndEveryChangeIsKept() {
        String long1 = words(400) + " MỘT " + words(400) + " HAI " + words(400);
        List<WordDiff.Piece> pieces =
                WordDiff.of(long1, long1.replace("MỘT", "một").replace("HAI", "hai"));
        assertThat(shown(pieces)).contains("[-MỘT-][+một+]", "[-HAI-][+hai+]", "…");
        assertThat(pieces.stream().mapToInt(each -> each.text().length()).sum()).isLessThan(1000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void bothTextsCanBeReadFromTheDifference(long seed) {
        var random = new Random(seed);
        String before = random(random);
        String after = random(random);
        List<WordDiff.Piece> pieces = WordDiff.of(before, after);
        assertThat(read(pieces, WordDiff.Kind.OLD)).as("seed %d", seed).isEqualTo(before);
        assertThat(read(pieces, WordDiff.Kind.NEW)).as("seed %d", seed).isEqualTo(after);
    }

    @Test
    void textsTooLongToCompareAreShownOneAfterTheOther() {
        String before = words(WordDiff.MOST_TOKENS);
        String after = before.replace('x', 'y');
        assertThat(WordDiff.of(before, after))
                .containsExactly(
                        new WordDiff.Piece(WordDiff.Kind.OLD, before), new WordDiff.Piece(WordDiff.Kind.NEW, after));
    }

    private static String words(int number) {
        return String.join(" ", Collections.nCopies(number, "xã"));
    }

    private static String random(Random random) {
        return random.ints(30, 0, 6)
                .mapToObj(each ->
                        List.of("đê", "sông", "nước", "xã", "cầu", "bến").get(each))
                .collect(Collectors.joining(" "));
    }

    private static String read(List<WordDiff.Piece> pieces, WordDiff.Kind side) {
        return pieces.stream()
                .filter(each -> each.kind() == side || each.kind() == WordDiff.Kind.SAME)
                .map(WordDiff.Piece::text)
                .collect(Collectors.joining());
    }

    private static String shown(List<WordDiff.Piece> pieces) {
        return pieces.stream()
                .map(each -> switch (each.kind()) {
                    case SAME -> each.text();
                    case OLD -> "[-" + each.text() + "-]";
                    case NEW -> "[+" + each.text() + "+]";
                    case CUT -> "…";
                })
                .collect(Collectors.joining());
    }
}
