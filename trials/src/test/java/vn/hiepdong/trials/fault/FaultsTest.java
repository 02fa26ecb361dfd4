package vn.hiepdong.trials.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.trials.fault.Breakage.Strike;

/// One way each of some breakages, others at each run; the seed is printed.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsTest {
    private static final int BREAKAGES = 5;

    private final long seed = System.nanoTime();

    @TempDir
    static Path folder;

    private Field field;

    @BeforeAll
    void threeAgencies() {
        field = new Field(folder, "POL", "MIL", "AUT");
    }

    @AfterAll
    void stop() throws Exception {
        if (field != null) field.close();
    }

    @Test
    void nothingIsLostWhateverBreaks() throws Exception {
        var random = new Random(seed);
        var faults = new Faults(field);
        var all = new ArrayList<>(Breakages.all());
        // With a false clock a node takes a minute to start: that is for the long form.
        all.removeIf(each -> !each.needs().isMet() || each.needs() == Breakage.Need.FAKETIME);
        Collections.shuffle(all, random);
        for (Breakage breakage : all.subList(0, BREAKAGES)) {
            Strike strike =
                    breakage.strikes().get(random.nextInt(breakage.strikes().size()));
            Faults.Result result = faults.strike(breakage, strike, seed);
            System.out.println(result);
            assertThat(result.wrong()).as("%s", result).isEmpty();
            assertThat(result.count().isWhole()).as("%s", result).isTrue();
        }
    }
}
