package vn.hiepdong.trials.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A short search, through all parsers at once; `./hiepdong trial fuzz` makes a long one for each.
class FuzzTest {
    private static final int SECONDS = 20;

    @TempDir
    Path found;

    @Test
    void everyParserOfForeignBytesSurvives() throws Exception {
        Fuzz.Result result = Fuzz.run(Fuzz.targets(), SECONDS, found);
        System.out.println(result);
        assertThat(result.survived()).as(result.said()).isTrue();
        assertThat(result.executions()).isGreaterThan(Fuzz.targets().size());
    }
}
