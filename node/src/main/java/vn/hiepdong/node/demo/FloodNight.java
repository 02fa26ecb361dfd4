package vn.hiepdong.node.demo;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The beginning of a flood in the communes along the Đáy (domain.md, scenario 1, steps 1 to 3), with the alarm levels
/// of
/// the Ba Thá gauge: 5.5, 6.5 and 7.5 m (Decision 05/2020/QĐ-TTg). Told once; the last steps are left for whoever tries
/// the demo. Warnings of other services are read from a folder when there is one.
public final class FloodNight implements DemoStory {
    private static final List<String> WARNINGS = List.of(
            "australia.cap",
            "canada.cap",
            "wcatwc-warning.cap",
            "earthquake.cap",
            "weather.cap",
            "validator-examples/43b080713727.cap",
            "validator-examples/thunderstorm.cap");

    private final Path warnings;

    /// @param warnings folder with real CAP alerts; passed over when it is not there
    public FloodNight(Path warnings) {
        this.warnings = warnings;
    }

    @Override
    public void tell(List<DemoParty> parties) {
        try (var http = HttpClient.newHttpClient()) {
            new Telling(node(http, parties, "POL"), node(http, parties, "MIL"), node(http, parties, "AUT")).tell();
        }
    }

    private static NodeClient node(HttpClient http, List<DemoParty> parties, String code) {
        return parties.stream()
                .filter(each -> each.code().equals(code))
                .map(each -> new NodeClient(http, each, each.apiToken()))
                .findFirst()
                .orElseThrow();
    }

    /// @param pol city police
    /// @param mil capital command, where the 112 desk is
    /// @param aut People's Committee with its civil-defence command
    private final class Telling {
        private final NodeClient pol;
        private final NodeClient mil;
        private final NodeClient aut;
        private final Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);

        Telling(NodeClient pol, NodeClient mil, NodeClient aut) {
            this.pol = pol;
            this.mil = mil;
            this.aut = aut;
        }

        void tell() {
            if (!pol.get("/api/v1/information?size=1").path("items").isEmpty()) {
                return; // told at an earlier start
            }
            gauge();
            overtopping();
            roads();
            alerts();
        }

        /// Step 1: the sensor passes alarm level I and everyone acknowledges. The police will want it for their review.
        private void gauge() {
            String id = write(
                    mil,
                    "gauge",
                    Map.ofEntries(
                            Map.entry("title", "Mực nước sông Đáy tại Ba Thá 5,62 m, trên báo động I"),
                            Map.entry(
                                    "text",
                                    "Trạm thủy văn Ba Thá: 5,62 m, đang lên. Báo động I: 5,50 m; báo động II: 6,50 m;"
                                            + " báo động III: 7,50 m (Quyết định 05/2020/QĐ-TTg)."),
                            Map.entry("topic", "flood"),
                            Map.entry("urgency", "PRIORITY"),
                            Map.entry("eventTime", ago(80)),
                            Map.entry("location", Map.of("lat", 20.8058, "lon", 105.7072, "accuracyM", 50)),
                            Map.entry("sourceKind", "sensor"),
                            Map.entry("sourceLabel", "Trạm thủy văn Ba Thá"),
                            Map.entry("reliability", "A"),
                            Map.entry("credibility", "2"),
                            Map.entry("releasableTo", List.of("POL", "AUT"))));
            acknowledge(pol, id);
            acknowledge(aut, id);
            pol.post(
                    "/api/v1/information/" + id + "/holds",
                    "demo-hold",
                    Map.of(
                            "reason",
                            "REVIEW",
                            "reference",
                            "07/KH-PTDS",
                            "until",
                            now.plus(Duration.ofDays(180)).toString()));
        }

        /// Steps 2 and 3: a caller reports overtopping, militia go and look, the report is corrected.
        private void overtopping() {
            String id = write(
                    mil,
                    "overtopping",
                    Map.ofEntries(
                            Map.entry("title", "Người dân báo 112: nước tràn qua đê sông Đáy"),
                            Map.entry(
                                    "text",
                                    "Địa điểm: đoạn đê tả Đáy, cách trạm Ba Thá khoảng 2 km về hạ lưu. Diễn biến: nước"
                                            + " tràn qua mặt đê chừng 10 m. Mức độ: chưa rõ. Khả năng lan rộng: khu dân"
                                            + " cư ven đê. Đề nghị: cử lực lượng đến kiểm tra, hỗ trợ sơ tán."),
                            Map.entry("topic", "flood"),
                            Map.entry("urgency", "FLASH"),
                            Map.entry("eventTime", ago(30)),
                            Map.entry("location", Map.of("lat", 20.7885, "lon", 105.7155, "accuracyM", 300)),
                            Map.entry("sourceKind", "hotline"),
                            Map.entry("sourceLabel", "Tổng đài 112"),
                            Map.entry("reliability", "F"),
                            Map.entry("credibility", "6"),
                            Map.entry("releasableTo", List.of("POL", "AUT"))));
            acknowledge(aut, id);
            JsonNode asked = mil.post(
                    "/api/v1/information/" + id + "/verification-requests",
                    "demo-ask",
                    Map.of(
                            "askedOf", "AUT",
                            "unit", "Dân quân xã",
                            "question", "Nước có thật sự tràn qua đê không? Đoạn nào, rộng bao nhiêu?"));
            Introductions.await(
                    "AUT to get the question",
                    () -> !aut.get("/api/v1/information/" + id)
                            .path("verificationRequests")
                            .isEmpty());
            aut.post(
                    "/api/v1/information/" + id + "/findings",
                    "demo-finding",
                    Map.of(
                            "version",
                            1,
                            "request",
                            asked.path("request").asString(),
                            "outcome",
                            "REFUTED",
                            "reliability",
                            "B",
                            "credibility",
                            "2",
                            "basis",
                            "Dân quân xã có mặt lúc xác minh: thân đê rò rỉ, thấm ướt khoảng 15 m, nước chưa"
                                    + " tràn qua mặt đê."));
            Introductions.await(
                    "MIL to get the finding",
                    () -> !mil.get("/api/v1/information/" + id).path("findings").isEmpty());
            mil.post(
                    "/api/v1/information/" + id + "/corrections",
                    "demo-correction",
                    Map.of(
                            "version", 1,
                            "title", "Đê sông Đáy gần Ba Thá rò rỉ, chưa tràn",
                            "text",
                                    "Dân quân xã xác minh tại chỗ: thân đê rò rỉ, thấm ướt khoảng 15 m, nước chưa tràn"
                                            + " qua mặt đê. Tin ban đầu của người dân về nước tràn là chưa đúng.",
                            "reliability", "B",
                            "credibility", "2",
                            "reason", "Theo kết quả xác minh của dân quân xã"));
            acknowledge(aut, id);
        }

        /// What the police add, released to one partner or to both, and left to be acknowledged.
        private void roads() {
            write(
                    pol,
                    "road",
                    Map.ofEntries(
                            Map.entry("title", "Đường đê tả Đáy: cấm xe tải trên 5 tấn từ cầu Ba Thá"),
                            Map.entry(
                                    "text",
                                    "Công an giao thông chốt chặn hai đầu, hướng dẫn xe đi đường tránh. Đường cho xe"
                                            + " cứu hộ vẫn thông."),
                            Map.entry("topic", "transport"),
                            Map.entry("urgency", "IMMEDIATE"),
                            Map.entry("eventTime", ago(15)),
                            Map.entry("location", Map.of("lat", 20.8042, "lon", 105.7061, "accuracyM", 100)),
                            Map.entry("sourceKind", "unit"),
                            Map.entry("sourceLabel", "Đội cảnh sát giao thông"),
                            Map.entry("reliability", "A"),
                            Map.entry("credibility", "2"),
                            Map.entry("releasableTo", List.of("MIL", "AUT"))));
            write(
                    aut,
                    "shelter",
                    Map.ofEntries(
                            Map.entry("title", "Nhà văn hóa xã sẵn sàng đón khoảng 600 người sơ tán"),
                            Map.entry(
                                    "text",
                                    "Có điện dự phòng, nước uống và hai điểm y tế. Chỗ đỗ cho 12 xe. Còn thiếu chăn."),
                            Map.entry("topic", "shelter"),
                            Map.entry("urgency", "ROUTINE"),
                            Map.entry("eventTime", ago(10)),
                            Map.entry("sourceKind", "office"),
                            Map.entry("sourceLabel", "Ủy ban nhân dân xã"),
                            Map.entry("reliability", "A"),
                            Map.entry("credibility", "2"),
                            Map.entry("releasableTo", List.of("POL", "MIL"))));
        }

        private void alerts() {
            aut.postXml("/api/v1/imports/cap?releasableTo=POL,MIL", "demo-cap-own", warning());
            if (Files.isDirectory(warnings)) {
                for (String name : WARNINGS) {
                    Path file = warnings.resolve(name);
                    if (Files.isRegularFile(file)) {
                        aut.postXml("/api/v1/imports/cap?releasableTo=POL,MIL", "demo-cap-" + name, read(file));
                    }
                }
            }
        }

        /// A warning in the form of the standard for the gauge of the story, with the times of tonight.
        private byte[] warning() {
            try (InputStream text = FloodNight.class.getResourceAsStream("/demo/ba-tha.cap.xml")) {
                if (text == null) {
                    throw new DemoFailure("/demo/ba-tha.cap.xml is missing from the node's jar");
                }
                String zone = "+00:00";
                return new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                        .replace("@SENT@", local(now.minus(Duration.ofMinutes(20))) + zone)
                        .replace("@EXPIRES@", local(now.plus(Duration.ofHours(12))) + zone)
                        .replace("@ID@", String.valueOf(now.getEpochSecond()))
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String local(Instant at) {
            return at.atOffset(java.time.ZoneOffset.UTC)
                    .format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss"));
        }

        private String ago(int minutes) {
            return now.minus(Duration.ofMinutes(minutes)).toString();
        }

        private String write(NodeClient node, String key, Map<String, ?> body) {
            return node.post("/api/v1/information", "demo-" + key, body)
                    .path("id")
                    .asString();
        }

        private void acknowledge(NodeClient node, String id) {
            Introductions.await(node.code() + " to get the item", () -> holdsNewest(node, id));
            int version = node.get("/api/v1/information/" + id).path("versions").size();
            node.post("/api/v1/information/" + id + "/acknowledgement", "demo-ack-" + id + "-" + version, Map.of());
        }

        /// Whether the newest version that the author has is held here too.
        private boolean holdsNewest(NodeClient node, String id) {
            return Stream.of(pol, mil, aut)
                            .mapToInt(each -> versions(each, id))
                            .max()
                            .orElse(0)
                    == versions(node, id);
        }

        private static int versions(NodeClient node, String id) {
            for (JsonNode each : node.get("/api/v1/information?size=200").path("items")) {
                if (each.path("id").asString("").equals(id)) {
                    return each.path("version").asInt();
                }
            }
            return 0;
        }

        private static byte[] read(Path file) {
            try {
                return Files.readAllBytes(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
