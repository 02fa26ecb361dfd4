package vn.hiepdong.node.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.access.WebNode;
import vn.hiepdong.node.terminal.Terminal;

/// `./hiepdong map` against a node that runs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MapCommandTest {
    private static final String STATION = """
            {"type": "Feature", "properties": {"title": "Trạm xá %s"},
             "geometry": {"type": "Point", "coordinates": [108.15, 16.08]}}""";
    private static final String NO_WGS84 = "{\"type\": \"Point\", \"coordinates\": [551000.5, 1776000.2]}";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private WebNode node;
    private String token;

    @TempDir
    Path folder;

    @BeforeAll
    void start(@TempDir Path data) {
        node = MapNode.start(data);
        token = node.token("quantri", Scope.ADMIN);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @BeforeEach
    void nothingWasSaid() {
        out.reset();
        err.reset();
    }

    @Test
    void aPackIsAddedListedAndRemoved() throws IOException {
        var file = file("tram.geojson", STATION.formatted("Hòa Khánh"));

        assertThat(map("add", file.toString(), "--title", "Trạm y tế", "--as", "layer"))
                .isZero();
        assertThat(said()).contains("Đã thêm", "Trạm y tế", "lớp");
        out.reset();
        assertThat(map("add", file.toString())).isZero();
        assertThat(said()).contains("Đã có từ trước");
        out.reset();

        assertThat(map("list")).isZero();
        assertThat(said().lines()).hasSize(1);
        var id = said().substring(0, 36);
        assertThat(said()).contains("Trạm y tế", "1 hình");
        out.reset();

        assertThat(map("remove", id)).isZero();
        assertThat(said()).contains("Đã gỡ", id);
        out.reset();
        assertThat(map("list")).isZero();
        assertThat(said()).contains("Chưa có gói bản đồ nào");
        assertThat(map("remove", id)).isOne();
        assertThat(complained()).contains(id);
    }

    @Test
    void aFolderIsTakenWholeOrNotAtAll() throws IOException {
        file("1.geojson", STATION.formatted("Một"));
        file("2.geojson", NO_WGS84);
        file("ghi-chu.txt", "không phải bản đồ");

        assertThat(map("add", folder.toString())).isOne();
        assertThat(complained()).contains("2.geojson", "VN-2000", "Đã gỡ lại 1 tệp");
        out.reset();
        assertThat(map("list")).isZero();
        assertThat(said()).contains("Chưa có gói bản đồ nào");
    }

    @Test
    void whoMayNotIsToldSo() {
        assertThat(run("list", "--url", node.url(), "--token", node.token("truc", Scope.INFORMATION_READ)))
                .isOne();
        assertThat(complained()).contains("Không thực hiện được");
        assertThat(run("list", "--url", node.url(), "--token", "hd-sai")).isOne();
    }

    @Test
    void whatMakesNoSenseIsNotSent() {
        assertThat(map()).isEqualTo(2);
        assertThat(map("add")).isEqualTo(2);
        assertThat(map("add", folder.resolve("none.csv").toString())).isEqualTo(2);
        assertThat(complained()).contains("none.csv");
        assertThat(map("remove", "all")).isEqualTo(2);
        assertThat(map("list", "--colour", "red")).isEqualTo(2);
        assertThat(run("list", "--url", node.url())).isEqualTo(2);
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private int map(String... words) {
        var arguments = new ArrayList<>(List.of(words));
        arguments.addAll(List.of("--url", node.url(), "--token", token));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        var terminal = new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Locale.of("vi"));
        return new MapCommand(terminal, Map.of()).run(List.of(arguments));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String complained() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
