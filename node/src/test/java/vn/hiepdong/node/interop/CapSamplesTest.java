package vn.hiepdong.node.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.hiepdong.node.interop.CapRejected.Reason;

/// Every alert of the collection does what its list of expectations says.
class CapSamplesTest {
    record Expected(String file, String version, boolean valid) {
        @Override
        public String toString() {
            return file + (valid ? " is read" : " is refused");
        }
    }

    static Stream<Expected> expectations() throws IOException {
        return Files.readAllLines(SharedData.cap().resolve("EXPECTED.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(f -> new Expected(f[0], f[1], f[4].equals("VALID")));
    }

    static Stream<Expected> alerts() throws IOException {
        return expectations().filter(e -> e.version().startsWith("cap:"));
    }

    @Test
    void theListNamesAlertsOfBothVersionsGoodAndBad() throws IOException {
        assertThat(alerts().filter(Expected::valid)).hasSizeGreaterThanOrEqualTo(12);
        assertThat(alerts().filter(e -> !e.valid())).hasSizeGreaterThanOrEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertIsReadOrRefusedAsListed(Expected expected) {
        var file = SharedData.alert(expected.file());
        if (expected.valid()) {
            var alert = CapParser.parse(file);
            assertThat("cap:"
                            + alert.version()
                                    .namespace
                                    .substring(alert.version().namespace.length() - 3))
                    .isEqualTo(expected.version());
            assertThat(alert.identifier()).isNotBlank();
        } else {
            var refusal = catchThrowableOfType(CapRejected.class, () -> CapParser.parse(file));
            assertThat(refusal).isNotNull();
            assertThat(refusal.place())
                    .hasValueSatisfying(place -> assertThat(place.line()).isPositive());
        }
    }

    static Stream<Expected> envelopes() throws IOException {
        return expectations().filter(e -> e.version().startsWith("EDXL"));
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    void anEnvelopeOfSeveralAlertsIsRefusedByItsName(Expected expected) {
        assertThat(refusalOf(expected.file()).reason()).isEqualTo(Reason.EDXL_ENVELOPE);
    }

    @Test
    void aMissingScopeIsNamedWithWhatStandsInItsPlace() {
        var refusal = refusalOf("invalid.cap");
        assertThat(refusal.reason()).isEqualTo(Reason.EXPECTED_ELEMENT);
        assertThat(refusal.arguments()).containsExactly("info", "source, scope");
        assertThat(refusal.place()).hasValue(new CapRejected.Place("info", 9, 7));
    }

    @Test
    void anEmptyUrgencyIsRefusedWithTheWordsThatAreAllowed() {
        var refusal = refusalOf("noaa_errors.cap");
        assertThat(refusal.reason()).isEqualTo(Reason.NOT_ONE_OF);
        assertThat(refusal.arguments()).containsExactly("urgency", "", "Immediate, Expected, Future, Past, Unknown");
    }

    @Test
    void aSignatureInsideAnAlertOfVersion11IsNotPartOfItsSchema() {
        var refusal = refusalOf("earthquake_signed.cap");
        assertThat(refusal.reason()).isEqualTo(Reason.EXPECTED_ELEMENT);
        assertThat(refusal.arguments().getFirst()).isEqualTo("Signature");
    }

    @Test
    void lettersOfADeclaredEncodingAreRead() {
        var area = CapParser.parse(SharedData.alert("earthquake-iso8859-1.cap"))
                .infos()
                .getFirst()
                .areas()
                .getFirst();
        assertThat(area.description()).contains("Usulután");
        assertThat(area.circles()).containsExactly(new CapAlert.Circle(new CapAlert.Point(12.747, -88.783), 0));
    }

    @Test
    void aReferenceIsSplitIntoSenderIdentifierAndTime() {
        var reference = CapParser.parse(SharedData.alert("wcatwc-warning.cap"))
                .references()
                .getFirst();
        assertThat(reference.sender()).isEqualTo("PAAQ");
        assertThat(reference.identifier()).isEqualTo("PAAQ-1-lqw6d6");
        assertThat(reference.sent().toInstant()).isEqualTo("2011-09-02T10:55:55Z");
    }

    private static CapRejected refusalOf(String file) {
        return catchThrowableOfType(CapRejected.class, () -> CapParser.parse(SharedData.alert(file)));
    }
}
