package vn.hiepdong.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StartFailuresTest {
    private static final Path FOLDER = Path.of("/srv/node/database");

    @Test
    void aFullDiskIsCalledThatWhoeverNoticesIt() {
        var system = new FileSystemException("/srv/node/database/port", null, "No space left on device");
        var server = "FATAL:  could not write lock file \"postmaster.pid\": No space left on device";

        assertThat(StartFailures.explain(FOLDER, system)).hasMessageContaining("The disk that holds " + FOLDER);
        assertThat(StartFailures.explain(FOLDER, server)).hasMessageContaining("The disk that holds " + FOLDER);
    }

    @Test
    void aFolderThatIsNotWritableIsNamed() {
        var denied = new AccessDeniedException("/srv/node/database/lock");

        assertThat(StartFailures.explain(FOLDER, denied))
                .hasMessageContaining("/srv/node/database/lock is not writable");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    could not create shared memory segment: Cannot allocate memory | shared-buffers-mb
                    sh: 3: /x/bin/postgres: required file not found                | glibc
                    could not open file "PG_VERSION": Permission denied            | must belong to the account
                    something that nobody foresaw                                  | something that nobody foresaw
                    """)
    void whatTheServerSaidIsTurnedIntoWhatCanBeDone(String said, String advice) {
        assertThat(StartFailures.explain(FOLDER, said)).hasMessageContaining(advice);
    }

    @Test
    void aMissingProgramIsNamedWithItsPackage() {
        var missing = new IOException("Cannot run program \"setsid\": error=2, No such file or directory");

        assertThat(StartFailures.explain(FOLDER, missing)).hasMessageContaining("util-linux");
    }
}
