package vn.hiepdong.node.demo;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/// The first agency stands its watch: a roster for three days, a shift that is open, and one that was signed over and
/// waits to be taken.
public final class WatchInTurn implements DemoStory {
    private static final String UNIT = "watch";

    @Override
    public void tell(List<DemoParty> parties) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            DemoParty first = parties.getFirst();
            var node = new NodeClient(http, first, first.apiToken());
            if (has(node, "AHEAD") || has(node, "PAST")) {
                return; // told before
            }
            Instant began = Instant.now().truncatedTo(ChronoUnit.HOURS).minus(Duration.ofHours(7));
            String officer = plan(node, "Trực ban", began);
            String commander = plan(node, "Trực chỉ huy", began);
            for (String each : List.of(officer, commander)) {
                node.post("/api/v1/duty/shifts/" + each + "/opening", "demo-opening-" + each, Map.of());
            }
            node.post(
                    "/api/v1/duty/shifts/" + officer + "/notes",
                    "demo-note-" + officer,
                    Map.of("text", "Đã kiểm tra đường truyền với các bên."));
            node.post(
                    "/api/v1/duty/shifts/" + commander + "/handover",
                    "demo-handover-" + commander,
                    Map.of(
                            "form",
                            "SBAR",
                            "sections",
                            Map.of(
                                    "SITUATION", "Mực nước tại Ba Thá lên chậm, các lực lượng đang ứng trực.",
                                    "RECOMMENDATION", "Theo dõi điểm rò rỉ, báo cáo mỗi giờ.")));
        }
    }

    private static boolean has(NodeClient node, String time) {
        return !node.get("/api/v1/duty/shifts?time=" + time).path("shifts").isEmpty();
    }

    private static String plan(NodeClient node, String post, Instant from) {
        return node.post(
                        "/api/v1/duty/shifts",
                        "demo-roster-" + post.length(),
                        Map.of(
                                "unit",
                                UNIT,
                                "post",
                                post,
                                "from",
                                from.toString(),
                                "to",
                                from.plus(Duration.ofHours(12)).toString(),
                                "repeat",
                                "ROUND_THE_CLOCK",
                                "days",
                                3))
                .path("shifts")
                .path(0)
                .asString();
    }
}
