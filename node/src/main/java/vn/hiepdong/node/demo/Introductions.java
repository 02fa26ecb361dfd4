package vn.hiepdong.node.demo;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/// The agencies pair with each other, each comparing the fingerprint that the other reads aloud, and sign a regulation.
public final class Introductions implements DemoStory {
    private static final String NUMBER = "01/QCPH-CA-QS-UBND";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Override
    public void tell(List<DemoParty> parties) {
        try (var http = HttpClient.newHttpClient()) {
            for (int i = 0; i < parties.size(); i++) {
                for (int j = i + 1; j < parties.size(); j++) {
                    pair(http, parties.get(i), parties.get(j));
                }
            }
            regulate(http, parties);
        }
    }

    private static void pair(HttpClient http, DemoParty one, DemoParty other) {
        var inviting = new NodeClient(http, one, one.adminToken());
        var invited = new NodeClient(http, other, other.adminToken());
        if (!state(inviting, other.code()).equals("ACTIVE")
                || !state(invited, one.code()).equals("ACTIVE")) {
            if (state(invited, one.code()).isEmpty()) {
                JsonNode invitation = inviting.post(
                        "/api/v1/partners/invitation",
                        "demo-invitation-" + other.code() + "-" + System.nanoTime(),
                        Map.of());
                invited.post(
                        "/api/v1/partners",
                        "demo-accept-" + one.code() + "-" + System.nanoTime(),
                        Map.of("invitation", invitation.path("invitation").asString()));
            }
            await(
                    one.code() + " to hear of " + other.code(),
                    () -> !state(inviting, other.code()).isEmpty());
            confirm(inviting, other.code(), fingerprint(invited, one.code()));
            confirm(invited, one.code(), fingerprint(inviting, other.code()));
        }
    }

    /// Each side types what the other side's administrator reads aloud.
    private static void confirm(NodeClient node, String partner, String readAloud) {
        if (!state(node, partner).equals("ACTIVE")) {
            node.post(
                    "/api/v1/partners/" + partner + "/confirmation",
                    "demo-confirm-" + partner + "-" + System.nanoTime(),
                    Map.of("fingerprint", readAloud));
        }
    }

    private static String state(NodeClient node, String partner) {
        return partner(node, partner).path("state").asString("");
    }

    private static String fingerprint(NodeClient node, String partner) {
        return partner(node, partner).path("fingerprint").asString("");
    }

    private static JsonNode partner(NodeClient node, String code) {
        JsonNode partners = node.get("/api/v1/partners").path("partners");
        for (JsonNode each : partners) {
            if (each.path("code").asString("").equals(code)) {
                return each;
            }
        }
        return tools.jackson.databind.node.MissingNode.getInstance();
    }

    private static void regulate(HttpClient http, List<DemoParty> parties) {
        var nodes = parties.stream()
                .map(each -> new NodeClient(http, each, each.apiToken()))
                .toList();
        NodeClient first = nodes.getFirst();
        if (ours(first).isEmpty()) {
            first.post(
                    "/api/v1/regulations",
                    "demo-regulation",
                    Map.of(
                            "title", "Quy chế phối hợp ứng phó sự cố, thiên tai và tìm kiếm cứu nạn",
                            "number", NUMBER,
                            "parties", parties.stream().map(DemoParty::code).toList(),
                            "matters",
                                    List.of(
                                            "Trao đổi, kiểm tra, xác minh thông tin",
                                            "Ứng phó sự cố, thiên tai, tìm kiếm cứu nạn",
                                            "Bảo đảm an toàn các sự kiện"),
                            "validFrom",
                                    LocalDate.now(java.time.ZoneId.of("Asia/Ho_Chi_Minh"))
                                            .toString(),
                            "reports", reports(parties),
                            "briefings", briefings(parties),
                            "standing", List.of(parties.getFirst().code())));
        }
        String hash = ours(first);
        for (NodeClient node : nodes) {
            await(node.code() + " to get the regulation", () -> find(node, hash) != null);
            if (!signedBy(find(node, hash), node.code())) {
                node.post("/api/v1/regulations/" + hash + "/signature", "demo-sign", Map.of());
            }
        }
        for (NodeClient node : nodes) {
            await(
                    "the regulation to be in force at " + node.code(),
                    () -> find(node, hash) instanceof JsonNode found
                            && found.path("inForce").asBoolean());
        }
    }

    /// Everybody reports to the last of them, the authority, every day.
    private static List<Map<String, Object>> reports(List<DemoParty> parties) {
        String to = parties.getLast().code();
        return List.of(Map.of(
                "code",
                "daily",
                "title",
                "Báo cáo tình hình trong ngày",
                "period",
                "DAILY",
                "day",
                1,
                "cutOff",
                "16:30",
                "from",
                parties.stream()
                        .map(DemoParty::code)
                        .filter(code -> !code.equals(to))
                        .toList(),
                "to",
                to));
    }

    private static List<Map<String, Object>> briefings(List<DemoParty> parties) {
        return List.of(Map.of(
                "tier", "Thành phố",
                "interval", "QUARTERLY",
                "hosts", parties.stream().map(DemoParty::code).toList(),
                "chair", "Lãnh đạo các bên"));
    }

    /// The regulation of the story; whoever tries the demo may have proposed others.
    private static String ours(NodeClient node) {
        for (JsonNode each : node.get("/api/v1/regulations").path("regulations")) {
            if (each.path("regulation").path("number").asString("").equals(NUMBER)) {
                return each.path("hash").asString();
            }
        }
        return "";
    }

    private static boolean signedBy(@org.jspecify.annotations.Nullable JsonNode regulation, String code) {
        if (regulation != null) {
            for (JsonNode each : regulation.path("signatures")) {
                if (each.path("agency").asString("").equals(code)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static @org.jspecify.annotations.Nullable JsonNode find(NodeClient node, String hash) {
        for (JsonNode each : node.get("/api/v1/regulations").path("regulations")) {
            if (each.path("hash").asString("").equals(hash)) {
                return each;
            }
        }
        return null;
    }

    /// Looks again until it is so.
    static void await(String what, BooleanSupplier so) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new DemoFailure("waited in vain for " + what);
            }
            try {
                Thread.sleep(Duration.ofMillis(200));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new DemoFailure("stopped while waiting for " + what);
            }
        }
    }
}
