package vn.hiepdong.node.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresBinariesTest {
    @Test
    void nodesThatStartTogetherUnpackOnce() throws Exception {
        var folder = Path.of("target/unpacked-together").toAbsolutePath();
        Folders.delete(folder);
        Callable<String> unpack = () -> PostgresBinaries.unpackedIn(folder, ServerAccount.ofThisProcess())
                .program("postgres");

        try (var nodes = Executors.newFixedThreadPool(3)) {
            var programs = nodes.invokeAll(List.of(unpack, unpack, unpack));
            for (var program : programs) {
                assertThat(Path.of(program.get())).isExecutable();
            }
        }

        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()).filter(name -> !name.equals(".lock")))
                    .hasSize(1);
        }
        Folders.delete(folder);
    }

    @ParameterizedTest
    @CsvSource({"Linux,riscv64", "Windows 11,amd64", "Mac OS X,aarch64"})
    void aMachineThatNothingIsShippedForIsToldWhatToDo(String system, String machine) {
        assertThatThrownBy(() -> PostgresBinaries.archiveFor(system, machine))
                .isInstanceOf(DatabaseFailure.class)
                .hasMessageContaining(machine)
                .hasMessageContaining("hiepdong.database.url");
    }

    @ParameterizedTest
    @CsvSource({"amd64", "aarch64"})
    void theArchiveForThisMachineIsInTheJars(String machine) {
        assertThat(PostgresBinaries.class.getResource(PostgresBinaries.archiveFor("Linux", machine)))
                .isNotNull();
    }
}
