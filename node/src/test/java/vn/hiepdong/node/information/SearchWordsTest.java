package vn.hiepdong.node.information;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.node.database.TestPostgres;

/// What is found by which words, asked of PostgreSQL itself.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchWordsTest {
    private TestPostgres.Database database;
    private JdbcClient sql;

    @BeforeAll
    void connect() {
        database = TestPostgres.freshDatabase();
        sql = JdbcClient.create(database);
    }

    @AfterAll
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lu quet                | Lũ quét tại Mù Cang Chải",
                "LU QUET                | Lũ quét tại Mù Cang Chải",
                "lũ quét                | Lũ quét tại Mù Cang Chải",
                "quét lũ                | Lũ quét tại Mù Cang Chải",
                "chai lu                | Lũ quét tại Mù Cang Chải",
                "lu que                 | Lũ quét tại Mù Cang Chải",
                "lũ qué                 | Lũ quét tại Mù Cang Chải",
                "hoà bình               | Xả lũ hồ Hòa Bình",
                "hòa bình               | Xả lũ hồ Hoà Bình",
                "thuỷ điện              | Thủy điện Sơn La",
                "thủy điện              | Thuỷ điện Sơn La",
                "duong 419              | Ngập đường 419",
                "đường                  | Ngập đường 419",
                "mỹ đức                 | Ngập tại Mĩ Đức",
                "my duc                 | Ngập tại Mĩ Đức",
                "\"lũ quét\"            | Lũ quét tại Mù Cang Chải",
                "“lu quet”              | Lũ quét tại Mù Cang Chải",
                "lũ -bão                | Lũ quét tại Mù Cang Chải",
                "5,62                   | Mực nước Ba Thá 5,62 m",
                "Km12+300               | Sạt lở Km12+300 quốc lộ 6",
                "'lũ & ! | (quét:*'     | Lũ quét tại Mù Cang Chải",
            })
    void isFound(String typed, String title) {
        assertThat(found(typed, title)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "lư                     | Lũ quét tại Mù Cang Chải",
                "lù quét                | Lũ quét tại Mù Cang Chải",
                "quét                   | Người què vượt suối",
                "\"quét lũ\"            | Lũ quét tại Mù Cang Chải",
                "lũ -quét               | Lũ quét tại Mù Cang Chải",
                "lu -\"quet tai\"       | Lũ quét tại Mù Cang Chải",
                "đê                     | De doạ sạt lở",
                "qu lu                  | Lũ quét tại Mù Cang Chải",
                "6,52                   | Mực nước 5,62 m",
            })
    void isNotFound(String typed, String title) {
        assertThat(found(typed, title)).isFalse();
    }

    @Test
    void theAreaOfAWarningIsFoundButNoSequenceReachesIntoIt() {
        assertThat(found("thai nguyen", "Mưa rất to", "Thái Nguyên; Bắc Kạn")).isTrue();
        assertThat(found("mua thai nguyen", "Mưa rất to", "Thái Nguyên")).isTrue();
        assertThat(found("\"to thai\"", "Mưa rất to", "Thái Nguyên")).isFalse();
    }

    /// Titles are written by programs and partners in either form of Unicode.
    @Test
    void theFormOfUnicodeDoesNotMatter() {
        String apart = Normalizer.normalize("Đường Nguyễn Huệ ngập", Normalizer.Form.NFD);
        assertThat(found("nguyễn huệ", apart)).isTrue();
        assertThat(found(Normalizer.normalize("nguyễn huệ", Normalizer.Form.NFD), "Đường Nguyễn Huệ"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "!!!", "- – \"\"", "“”", "&|:*()<->"})
    void signsAloneAskForNothing(String typed) {
        assertThat(SearchWords.query(typed)).isEmpty();
    }

    @Test
    void onlyWhatMustBeAbsentIsNoWorkForTheIndex() {
        assertThat(SearchWords.query("-bão").orElseThrow().narrow()).isFalse();
        assertThat(SearchWords.query("lũ -bão").orElseThrow().narrow()).isTrue();
    }

    /// Whatever is typed is a question that PostgreSQL understands, and every title is found by its own words.
    @Test
    void noInputIsAnError() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String letters = "aăâbcdđeêoôơuưyàảãáạ ệộữ\"“”-–'\\&|!:*()<>,.\t0123\u0301\u0323😀𝔸ßİ中";
        for (int i = 0; i < 300; i++) {
            String text = random.ints(1 + random.nextInt(40), 0, letters.length())
                    .mapToObj(at -> String.valueOf(letters.charAt(at)))
                    .collect(Collectors.joining());
            String words = text.replaceAll("[\"“”„–-]", " ");
            if (SearchWords.query(words).isPresent()) {
                assertThat(found(words, text.replaceAll("[\"“”„–-]", " ")))
                        .as("seed %d: %s", seed, text)
                        .isTrue();
            }
            SearchWords.query(text)
                    .ifPresent(query -> sql.sql("select :query::tsquery")
                            .param("query", query.text())
                            .query(String.class)
                            .single());
            assertThat(String.join(
                            "",
                            SearchWords.highlight(text, Optional.of(text)).stream()
                                    .map(SearchWords.Piece::text)
                                    .toList()))
                    .isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
        }
    }

    @Test
    void whatWasLookedForIsMarked() {
        assertThat(marked("Lũ quét, sạt lở và lũ ống", "lu")).containsExactly("Lũ", "lũ");
        assertThat(marked("Lũ quét, sạt lở và lũ ống", "quet lu")).containsExactly("Lũ quét", "lũ");
        assertThat(marked("Lũ quét, sạt lở và lũ ống", "\"lũ ống\"")).containsExactly("lũ ống");
        assertThat(marked("Sạt lở đường", "đươ sat")).containsExactly("Sạt");
        assertThat(marked("Sạt lở đường", "sat duo")).containsExactly("Sạt", "đường");
        assertThat(marked("Sạt lở đường", "-đường")).isEmpty();
        assertThat(marked("<b>Lũ</b>", "lu b")).containsExactly("b", "Lũ", "b");
    }

    private static List<String> marked(String title, String typed) {
        return SearchWords.highlight(title, Optional.of(typed)).stream()
                .filter(SearchWords.Piece::hit)
                .map(SearchWords.Piece::text)
                .toList();
    }

    private boolean found(String typed, String title) {
        return found(typed, title, null);
    }

    private boolean found(String typed, String title, @org.jspecify.annotations.Nullable String area) {
        return sql.sql("select :vector::tsvector @@ :query::tsquery")
                .param("vector", SearchWords.vector(title, area))
                .param("query", SearchWords.query(typed).orElseThrow().text())
                .query(Boolean.class)
                .single();
    }
}
