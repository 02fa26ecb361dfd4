package vn.hiepdong.node.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// AT-9.4 and guardrail G21: a stamp is seen however it is set, and an ordinary word is left alone.
class SecrecyStampTest {
    @ParameterizedTest
    @CsvSource(delimiter = '~', textBlock = """
            MẬT                                      ~ MAT
            TỐI MẬT                                  ~ TOI_MAT
            TUYỆT MẬT                                ~ TUYET_MAT
            UBND TỈNH\\nMẬT\\nSố: 12/KH-UBND         ~ MAT
            Số: 12/KH-UBND\\r\\n  TỐI   MẬT  \\r\\n  ~ TOI_MAT
            T Ố I   M Ậ T                            ~ TOI_MAT
            M Ậ T                                    ~ MAT
            * MẬT *                                  ~ MAT
            --- TUYỆT MẬT ---                        ~ TUYET_MAT
            [MẬT]                                    ~ MAT
            KẾ HOẠCH PHÒNG THỦ [TỐI MẬT]             ~ TOI_MAT
            KẾ HOẠCH (MẬT)                           ~ MAT
            | MẬT | Số bản: 03 |                     ~ MAT
            │ TUYỆT MẬT │                            ~ TUYET_MAT
            MẬT\\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM ~ MAT
            TỐI MẬT      Hà Nội, ngày 1 tháng 9      ~ TOI_MAT
            Độ mật: Tối mật                          ~ TOI_MAT
            ĐỘ MẬT : MẬT                             ~ MAT
            MAT                                      ~ MAT
            Cong van\\nTOI MAT\\nSo 5                ~ TOI_MAT
            TUYET  MAT                               ~ TUYET_MAT
            MẬT\\nvăn bản kèm TUYỆT MẬT:\\nTUYỆT MẬT ~ TUYET_MAT
            """)
    void aStampIsSeen(String text, SecrecyStamp stamp) {
        assertThat(SecrecyStamp.find(unescaped(text))).hasValue(stamp);
    }

    @ParameterizedTest
    @CsvSource({"MẬT, MAT", "TỐI MẬT, TOI_MAT", "TUYỆT MẬT, TUYET_MAT"})
    void aStampIsSeenHoweverItsLettersAreEncoded(String text, SecrecyStamp stamp) {
        assertThat(SecrecyStamp.find(Normalizer.normalize(text, Normalizer.Form.NFD)))
                .hasValue(stamp);
        assertThat(SecrecyStamp.find(Normalizer.normalize(text, Normalizer.Form.NFKD)))
                .hasValue(stamp);
        assertThat(SecrecyStamp.find(text.replace(' ', '\u00a0'))).hasValue(stamp);
        assertThat(SecrecyStamp.find(String.join("\u200b", text.split("")))).hasValue(stamp);
    }

    @Test
    void fullWidthLettersAreLetters() {
        assertThat(SecrecyStamp.find("ＴＯＩ　ＭＡＴ")).hasValue(SecrecyStamp.TOI_MAT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bảo vệ bí mật nhà nước là trách nhiệm của mọi người.",
                "QUY ĐỊNH VỀ BẢO VỆ BÍ MẬT NHÀ NƯỚC",
                "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC",
                "MẬT ĐỘ DÂN CƯ",
                "Mật độ dân cư 4,1 người/m²",
                "MẬT KHẨU",
                "Đổi mật khẩu trước 17 giờ",
                "MẬT ONG RỪNG",
                "mật ong",
                "mật",
                "Mật",
                "Các mức: Mật, Tối mật, Tuyệt mật theo quy định của luật.",
                "CÁC MỨC (MẬT, TỐI MẬT, TUYỆT MẬT)",
                "Tài liệu này không mật",
                "MẶT",
                "MÁT",
                "MẮT",
                "MẤT",
                "tối mặt tối mũi",
                "Mat",
                "mat",
                "MAT XA",
                "gọi MAT trước khi đến",
                "Nước lũ lên nhanh, tối mật độ người tránh lũ tăng",
                "Tỉ lệ MẬT ĐỘ / MẬT KHẨU",
                "TÚI MẬT",
                ""
            })
    void anOrdinaryWordIsLeftAlone(String text) {
        assertThat(SecrecyStamp.find(text)).isEmpty();
        assertThat(SecrecyStamp.find(Normalizer.normalize(text, Normalizer.Form.NFD)))
                .isEmpty();
    }

    private static String unescaped(String text) {
        return text.replace("\\r", "\r").replace("\\n", "\n").replace("\\t", "\t");
    }
}
