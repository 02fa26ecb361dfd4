package vn.hiepdong.trials.story;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import vn.hiepdong.node.NodeApplication;
import vn.hiepdong.node.RunningNode;
import vn.hiepdong.node.demo.DemoParty;
import vn.hiepdong.trials.Api;
import vn.hiepdong.trials.NodeFiles;

/// One agency with a whole node of its own, and what its officers do there over the HTTP interface.
final class Agency implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final String code;
    private final int webPort = NodeFiles.freePort();
    private final int exchangePort = NodeFiles.freePort();
    private final String token = NodeFiles.token();
    private final String adminToken = NodeFiles.token();
    final Api api = new Api(http, url(), token);
    private RunningNode node;

    Agency(Path folder, String code) {
        this.folder = folder;
        this.code = code;
        NodeFiles.accounts(accounts(), token, adminToken);
        node = start();
    }

    private Path accounts() {
        return folder.resolve(code + ".json");
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + webPort);
    }

    private RunningNode start() {
        return NodeApplication.start(Map.ofEntries(
                Map.entry("hiepdong.data", folder.resolve(code)),
                Map.entry("hiepdong.database.binaries", folder.resolveSibling("postgresql")),
                Map.entry("hiepdong.setup", accounts()),
                Map.entry("hiepdong.agency.code", code),
                Map.entry("hiepdong.agency.name-vi", "Cơ quan " + code),
                Map.entry("hiepdong.agency.name-en", "Agency " + code),
                Map.entry("hiepdong.agency.kind", "other"),
                Map.entry("hiepdong.web.port", webPort),
                Map.entry("hiepdong.exchange.address", "127.0.0.1"),
                Map.entry("hiepdong.exchange.port", exchangePort),
                Map.entry("hiepdong.exchange.url", "https://127.0.0.1:" + exchangePort),
                Map.entry("logging.level.root", "WARN")));
    }

    DemoParty party() {
        return new DemoParty(
                code, url(), URI.create("https://127.0.0.1:" + exchangePort), token, adminToken, List.of());
    }

    <T> T part(Class<T> type) {
        return node.part(type);
    }

    void stops() {
        node.close();
    }

    void startsAgain() {
        node = start();
    }

    /// What an officer types for a new item; tests change what matters to them.
    static Map<String, Object> report(String title, String... releasableTo) {
        return new HashMap<>(Map.of(
                "title", title,
                "text", "Đoạn đê tả Đáy, cách trạm Ba Thá khoảng 2 km về hạ lưu.",
                "topic", "flood",
                "urgency", "IMMEDIATE",
                "eventTime", "2026-09-10T02:10:00+07:00",
                "sourceKind", "hotline",
                "sourceLabel", "Tổng đài 112",
                "releasableTo", List.of(releasableTo)));
    }

    /// Returns the item's id.
    String writes(Map<String, ?> report) {
        return api.post("/api/v1/information", report).granted().path("id").asString();
    }

    void acknowledges(String item) {
        api.post(of(item) + "/acknowledgement", Map.of()).granted();
    }

    /// Returns the request's id.
    String asks(String askedOf, String item, String question) {
        return api.post(of(item) + "/verification-requests", Map.of("askedOf", askedOf, "question", question))
                .granted()
                .path("request")
                .asString();
    }

    void answers(String request, String item, String outcome, String basis) {
        api.post(
                        of(item) + "/findings",
                        Map.of(
                                "version",
                                1,
                                "request",
                                request,
                                "outcome",
                                outcome,
                                "reliability",
                                "B",
                                "credibility",
                                "2",
                                "basis",
                                basis))
                .granted();
    }

    void corrects(String item, String title, String reason) {
        api.post(of(item) + "/corrections", Map.of("version", 1, "title", title, "reason", reason))
                .granted();
    }

    void retracts(String item, String reason) {
        api.post(of(item) + "/retraction", Map.of("reason", reason)).granted();
    }

    Api.Answer imports(byte[] alert, String releasableTo) {
        return api.postXml("/api/v1/imports/cap?releasableTo=" + releasableTo, alert);
    }

    JsonNode sees(String item) {
        return api.get(of(item)).granted();
    }

    String seesTitle(String item) {
        return newest(item).path("content").path("title").asString();
    }

    JsonNode newest(String item) {
        JsonNode versions = sees(item).path("versions");
        return each(versions)
                .max(java.util.Comparator.comparingInt(
                        version -> version.path("version").asInt()))
                .orElseThrow();
    }

    /// Whether this node has the item, in this version.
    boolean has(String item, int version) {
        var answer = api.get(of(item));
        return answer.status() == 200 && answer.body().path("versions").size() == version;
    }

    /// The agencies whose nodes hold the newest version, as far as is known here.
    Set<String> seesHolding(String item) {
        return each(sees(item).path("held"))
                .map(holder -> holder.path("agency").asString())
                .collect(Collectors.toSet());
    }

    /// The agencies whose officer acknowledged exactly this version.
    Set<String> seesAcknowledged(String item, int version) {
        return each(sees(item).path("acknowledgements"))
                .filter(each -> each.path("version").asInt() == version)
                .map(each -> each.path("agency").asString())
                .collect(Collectors.toSet());
    }

    /// Whether this agency still has to acknowledge the newest version.
    boolean owesAcknowledgement(String item) {
        return each(api.get("/api/v1/information?owed=true&size=200").granted().path("items"))
                .anyMatch(each -> each.path("id").asString().equals(item));
    }

    /// The titles in the list, one for each line.
    List<String> listsTitles(String topic) {
        return each(api.get("/api/v1/information?size=200&topic=" + topic)
                        .granted()
                        .path("items"))
                .map(each -> each.path("title").asString())
                .toList();
    }

    private static java.util.stream.Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String of(String item) {
        return "/api/v1/information/" + item;
    }

    @Override
    public void close() {
        node.close();
        http.close();
    }
}
