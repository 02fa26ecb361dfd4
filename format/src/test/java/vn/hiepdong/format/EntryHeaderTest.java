package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryHeaderTest {
    private static final String ENTRY = """
            hiepdong/entry/v1
            at 0199a3f2c4000000
            kind directive.issued
            ref 000de184301123b9 300
            ref 0000000000000000 0
            payload 10 gw31yQrqZZCcEOPrzX+bpy3nJ6QgngTKn8G1m0i62uU=
            """;

    @Test
    void anEntryIsReadAndWrittenBack() {
        EntryHeader header = EntryHeader.parse(Strict.utf8(ENTRY));
        assertThat(header.at()).isEqualTo(new Hlc(0x0199a3f2c400L, 0));
        assertThat(header.kind()).isEqualTo("directive.issued");
        assertThat(header.refs()).hasSize(2).startsWith(EntryHeader.Ref.of("rome2026h1.example.org", 300));
        assertThat(header.refs().getFirst().isTo("rome2026h1.example.org")).isTrue();
        assertThat(header.refs().getFirst().isTo("rome2026h2.example.org")).isFalse();
        assertThat(header.sizeClass()).isEqualTo(10);
        assertThat(header.toBytes()).isEqualTo(Strict.utf8(ENTRY));
    }

    @Test
    void everyLineStandsInItsPlaceAndSpelling() {
        assertRefused(ENTRY.replace("entry/v1", "entry/v2"));
        assertRefused(ENTRY.replace("at 01", "at  01"));
        assertRefused(ENTRY.replace("at 0199a3f2c4000000", "at 0199A3F2C4000000"));
        assertRefused(ENTRY.replace("kind directive.issued\n", ""));
        assertRefused(ENTRY.replace("ref 000de184301123b9 300", "ref 000de184301123b9 0300"));
        assertRefused(ENTRY.replace("ref 000de184301123b9 300", "ref 000de184301123b9 +300"));
        assertRefused(ENTRY.replace("ref 000de184301123b9 300", "ref 000de184301123b9"));
        assertRefused(ENTRY.replace("ref 000de184301123b9 300", "ref 000DE184301123B9 300"));
        assertRefused(ENTRY.replace("ref 000de184301123b9 300", "ref 000de184301123b9  300"));
        assertRefused(ENTRY.replace("ref 000de184301123b9 300", "reference"));
        assertRefused(ENTRY.replace("payload 10", "payload 21"));
        assertRefused(ENTRY.replace("payload 10", "payload 010"));
        assertRefused(ENTRY.replace("payload 10 ", "payload 10"));
        assertRefused(ENTRY.replace("uU=", "uV="));
        assertRefused(ENTRY.replace("uU=", "uU"));
        assertRefused(ENTRY.replace("\n", "\r\n"));
        assertRefused(ENTRY + "\n");
        assertRefused(ENTRY + "more\n");
        assertRefused(ENTRY.stripTrailing());
        assertRefused("");
        assertRefused("\ufeff" + ENTRY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.b", "directive.issued", "a1.b-2.c", "a.b-", "information.item-verified"})
    void kindsAreDottedLowercaseWords(String kind) {
        assertThat(EntryHeader.isKind(kind)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "a",
                "a.",
                ".a",
                "a..b",
                "A.b",
                "a.B",
                "1.b",
                "a.1",
                "a-b.c",
                "a.-b",
                "a.b c",
                "a_b.c",
                "a.đ",
                "a.b\n",
                "đ.b",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
            })
    void everythingElseIsNoKind(String kind) {
        assertThat(EntryHeader.isKind(kind)).isFalse();
        assertThatThrownBy(() -> new EntryHeader(Hlc.ZERO, kind, List.of(), 0, Merkle.EMPTY_ROOT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 1", "3, 2", "4, 2", "5, 3", "1023, 10", "1024, 10", "1025, 11", "1048576, 20"})
    void theSizeClassIsTheSmallestPowerThatHoldsThePayload(int length, int sizeClass) {
        assertThat(EntryHeader.sizeClass(length)).isEqualTo(sizeClass);
    }

    @Test
    void aPayloadHasAtMostAMebibyte() {
        assertThatThrownBy(() -> EntryHeader.sizeClass((1 << 20) + 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void sixtyFourReferencesFitAndOneMoreDoesNot() {
        var ref = EntryHeader.Ref.of("log.example", Long.MAX_VALUE);
        var header = new EntryHeader(Hlc.ZERO, "a.b", Collections.nCopies(64, ref), 0, Merkle.EMPTY_ROOT);
        assertThat(EntryHeader.parse(header.toBytes())).isEqualTo(header);
        assertThatThrownBy(() -> new EntryHeader(Hlc.ZERO, "a.b", Collections.nCopies(65, ref), 0, Merkle.EMPTY_ROOT))
                .isInstanceOf(IllegalArgumentException.class);
        String line = "ref " + ref.originHash() + " " + ref.size() + "\n";
        String text = new String(header.toBytes(), StandardCharsets.UTF_8);
        assertRefused(text.replaceFirst(line, line + line));
    }

    @Test
    void whatIsSaidAgainKeepsTheNameThatItHadFirst() {
        String first = "hd1/real/0192f0c8-5c1e-7a55-9c0e-3c1f5c0c9a11/POL.5f2a9c01d7e3b846";
        byte[] salt = new byte[Commitment.SALT_LENGTH];
        byte[] payload = Strict.utf8("{}");
        Hash committed = Commitment.of(salt, first, Hlc.ZERO, "a.b", payload);
        var said = new EntryHeader(Hlc.ZERO, "a.b", List.of(), 1, committed);
        Hash name = Merkle.leaf(said.toBytes());
        assertThat(said.name(first, salt, payload)).isEqualTo(name);
        EntryHeader again = said;
        for (int number = 2; number <= 12; number++) {
            String log = Successor.origin(first, number);
            assertThat(log).isEqualTo(first + "/" + number);
            assertThat(Successor.number(log)).isEqualTo(number);
            again = again.saidAgain(number - 1, Commitment.of(salt, log, Hlc.ZERO, "a.b", payload));
            assertThat(EntryHeader.parse(again.toBytes())).isEqualTo(again);
            assertThat(again.again()).isEqualTo(1);
            assertThat(again.name(log, salt, payload)).isEqualTo(name);
        }
        assertThat(again.name(Successor.origin(first, 12), salt, Strict.utf8("[]")))
                .as("another payload does not get its name")
                .isNotEqualTo(name);
        assertThat(Successor.number(first)).isEqualTo(1);
        assertThat(Successor.origin(first + "/12", 1)).isEqualTo(first);
        for (String wrong : List.of("0", "01", "201", "+1", "", "x")) {
            assertRefused(ENTRY.replace("payload 10", "again " + wrong + "\npayload 10"));
        }
        assertRefused(ENTRY.replace("ref 000", "again 1\nref 000"));
        assertRefused(ENTRY.replace("payload 10", "again 1\nagain 1\npayload 10"));
    }

    private static void assertRefused(String entry) {
        byte[] bytes = entry.getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> EntryHeader.parse(bytes)).as(entry).isInstanceOf(FormatException.class);
    }
}
