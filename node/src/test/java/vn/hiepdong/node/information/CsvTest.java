package vn.hiepdong.node.information;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void fieldsStandAsTheStandardHasThem() {
        assertThat(Csv.line(List.of("Lũ", "a,b", "nói \"có\"", "hai\r\ndòng", "")))
                .isEqualTo("Lũ,\"a,b\",\"nói \"\"có\"\"\",\"hai\r\ndòng\",\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+84", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "|cmd"})
    void nothingIsAFormula(String field) {
        assertThat(Csv.line(List.of(field)).replace("\"", "")).startsWith("'");
    }

    @Test
    void whatIsNoFormulaStaysAsItIs() {
        assertThat(Csv.line(List.of("Mực nước 5,62 m", "B2"))).isEqualTo("\"Mực nước 5,62 m\",B2\r\n");
        assertThat(Csv.line(List.of("A = B"))).isEqualTo("A = B\r\n");
    }
}
