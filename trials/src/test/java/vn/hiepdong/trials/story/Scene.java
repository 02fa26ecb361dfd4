package vn.hiepdong.trials.story;

import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.trials.Until;

/// What has to have happened, beyond the demo's own story, before links lead to every screen: an item that can still be
/// given to somebody, and a regulation that waits to be signed.
final class Scene {
    private Scene() {}

    /// @param agency whose screens are to be seen
    /// @param partner who proposes the regulation that the agency has to sign
    static void set(Agencies agencies, String agency, String partner) {
        keepFilter(agencies, agency);
        takeCall(agencies, agency, partner);
        try (var http = HttpClient.newHttpClient()) {
            var api = agencies.api(http, agency);
            api.postOnce(
                            "scene-an-item",
                            "/api/v1/information",
                            sorted(Map.ofEntries(
                                    Map.entry(
                                            "title",
                                            "Chốt chặn tại ngã ba đường đê và tỉnh lộ 419 cần thêm đèn chiếu sáng"),
                                    Map.entry("text", "Ca đêm có bốn cán bộ, hai đèn pin; xe cứu hộ qua lại nhiều."),
                                    Map.entry("topic", "transport"),
                                    Map.entry("urgency", "ROUTINE"),
                                    Map.entry("eventTime", "2026-11-21T19:10:00Z"),
                                    Map.entry("sourceKind", "unit"),
                                    Map.entry("reliability", "A"),
                                    Map.entry("credibility", "2"),
                                    Map.entry("releasableTo", List.of()))))
                    .granted();
            var hash = agencies.api(http, partner)
                    .postOnce(
                            "scene-a-regulation",
                            "/api/v1/regulations",
                            sorted(Map.of(
                                    "title", "Kế hoạch phối hợp diễn tập phòng thủ dân sự lưu vực sông Đáy",
                                    "parties", List.of("POL", "MIL", "AUT"),
                                    "matters", List.of("Sơ tán dân vùng trũng", "Cứu nạn trên sông ban đêm"),
                                    "validFrom", "2026-12-01",
                                    "realm", "EXERCISE")))
                    .granted()
                    .path("hash")
                    .asString();
            Until.itIsSo(
                    "the regulation came from " + partner,
                    () -> api.get("/api/v1/regulations/" + hash).status() == 200);
        }
    }

    /// The officer on duty keeps a filter, so that there is one to look after.
    private static void keepFilter(Agencies agencies, String agency) {
        var officer = new Browser(agencies.url(agency));
        officer.signIn("trucban", agencies.password(agency, "trucban"));
        if (officer.get("/information/filters").body().contains("Hỏa tốc đêm nay")) return;
        officer.get("/information?realm=REAL");
        officer.post("/information/filters", Map.of("label", "Hỏa tốc đêm nay", "query", "realm=REAL&urgency=FLASH"));
    }

    /// The officer on duty noted what a partner read by telephone, and no copy of it has come.
    private static void takeCall(Agencies agencies, String agency, String partner) {
        String title = "Cầu phao Ba Thá phải đóng từ 3 giờ";
        var officer = new Browser(agencies.url(agency));
        officer.signIn("trucban", agencies.password(agency, "trucban"));
        if (officer.get("/calls").body().contains(title)) return;
        String now = officer.get("/calls/new").body().replaceAll("(?s).*name=\"at\"[^>]* value=\"([^\"]*)\".*", "$1");
        officer.post(
                "/calls",
                Map.of(
                        "from", partner,
                        "post", "Trực ban tác chiến",
                        "number", "",
                        "realm", "REAL",
                        "urgency", "IMMEDIATE",
                        "title", title,
                        "text", "Nước chảy xiết, hai phao bị lệch.",
                        "at", now));
    }

    /// The same bytes each time: an action that is repeated under its name must say the same.
    private static Map<String, Object> sorted(Map<String, ?> body) {
        return new TreeMap<>(body);
    }
}
