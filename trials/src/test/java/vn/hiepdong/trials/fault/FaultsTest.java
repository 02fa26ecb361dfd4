package vn.hiepdong.trials.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.hiepdong.trials.fault.Breakage.Strike;

/// One way each of the breakages that a check has the time for; `./hiepdong trial faults` does them all, at random.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {
    private static final long SEED = 1;

    @TempDir
    static Path folder;

    private Field field;
    private Faults faults;

    @BeforeAll
    void threeAgencies() {
        field = new Field(folder, "POL", "MIL", "AUT");
        faults = new Faults(field);
    }

    @AfterAll
    void stop() throws Exception {
        if (field != null) field.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            kill -9 at random moments; both
            kill -9 at each step of a commit; commit, database, failed, yet was stored
            kill -9 at each step of taking in; receipt kept, node
            lines; breaks every now and then
            what passes is changed on the way; a proof is wrong
            an old copy of the data is restored; partners reachable
            """)
    void nothingIsLostWhateverBreaks(String breakage, String strike) throws Exception {
        Breakage broken = Breakages.all().stream()
                .filter(each -> each.name().equals(breakage))
                .findAny()
                .orElseThrow();
        Strike way = broken.strikes().stream()
                .filter(each -> each.name().equals(strike))
                .findAny()
                .orElseThrow();

        Faults.Result result = faults.strike(broken, way, SEED);

        System.out.println(result);
        assertThat(result.wrong()).as("%s", result).isEmpty();
        assertThat(result.count().isWhole()).as("%s", result).isTrue();
    }
}
