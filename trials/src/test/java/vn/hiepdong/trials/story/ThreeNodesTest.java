package vn.hiepdong.trials.story;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.hiepdong.trials.story.Agency.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import vn.hiepdong.node.demo.Introductions;
import vn.hiepdong.node.information.TestAgency;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.trials.Api;
import vn.hiepdong.trials.Until;

/// Police, military and People's Committee, paired and under one regulation.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThreeNodesTest {
    private Agency pol;
    private Agency mil;
    private Agency aut;

    @BeforeAll
    void threeAgenciesUnderOneRegulation() throws IOException {
        var folder = Project.emptyFolder("three-nodes");
        pol = new Agency(folder, "POL");
        mil = new Agency(folder, "MIL");
        aut = new Agency(folder, "AUT");
        new Introductions().tell(List.of(pol.party(), mil.party(), aut.party()));
    }

    @AfterAll
    void stop() {
        Stream.of(pol, mil, aut).filter(each -> each != null).forEach(Agency::close);
    }

    @Test
    void anItemIsHeldAcknowledgedVerifiedCorrectedAndRetracted() {
        String item = mil.writes(report("Người dân báo 112: nước tràn qua đê sông Đáy", "POL", "AUT"));

        Until.itIsSo(
                "MIL knows that POL and AUT hold it",
                () -> mil.seesHolding(item).containsAll(List.of("POL", "AUT")));
        assertThat(mil.seesAcknowledged(item, 1)).isEmpty();
        assertThat(pol.owesAcknowledgement(item)).isTrue();

        pol.acknowledges(item);
        aut.acknowledges(item);
        Until.itIsSo(
                "MIL sees both acknowledgements",
                () -> mil.seesAcknowledged(item, 1).containsAll(List.of("POL", "AUT")));
        assertThat(pol.owesAcknowledgement(item)).isFalse();

        String request = mil.asks("AUT", item, "Nước có thật sự tràn qua đê không?");
        Until.itIsSo(
                "AUT gets the question",
                () -> !aut.sees(item).path("verificationRequests").isEmpty());
        assertThat(mil.sees(item).path("state").asString()).isEqualTo("UNDER_VERIFICATION");
        aut.answers(request, item, "REFUTED", "Thân đê rò rỉ, nước chưa tràn qua mặt đê.");
        Until.itIsSo(
                "MIL gets the answer", () -> !mil.sees(item).path("findings").isEmpty());
        JsonNode finding = mil.sees(item).path("findings").get(0);
        assertThat(finding.path("agency").asString()).isEqualTo("AUT");
        assertThat(finding.path("outcome").asString()).isEqualTo("REFUTED");
        assertThat(finding.path("request").asString()).isEqualTo(request);
        assertThat(mil.sees(item).path("state").asString()).isEqualTo("REFUTED");

        mil.corrects(item, "Đê sông Đáy gần Ba Thá rò rỉ, chưa tràn", "Theo kết quả xác minh");
        Until.itIsSo("both have the correction", () -> pol.has(item, 2) && aut.has(item, 2));
        assertThat(pol.seesTitle(item)).isEqualTo("Đê sông Đáy gần Ba Thá rò rỉ, chưa tràn");
        assertThat(pol.owesAcknowledgement(item)).isTrue();
        assertThat(aut.owesAcknowledgement(item)).isTrue();
        assertThat(mil.seesAcknowledged(item, 1)).containsExactlyInAnyOrder("POL", "AUT");
        assertThat(mil.seesAcknowledged(item, 2)).isEmpty();
        pol.acknowledges(item);
        Until.itIsSo(
                "MIL sees that POL acknowledged the correction",
                () -> mil.seesAcknowledged(item, 2).contains("POL"));
        assertThat(mil.seesAcknowledged(item, 2)).containsExactly("POL");

        mil.retracts(item, "Báo nhầm đoạn đê");
        Until.itIsSo("both have the retraction", () -> pol.has(item, 3) && aut.has(item, 3));
        assertThat(pol.sees(item).path("state").asString()).isEqualTo("RETRACTED");
        assertThat(pol.owesAcknowledgement(item)).isTrue();
        assertThat(aut.owesAcknowledgement(item)).isTrue();
        pol.acknowledges(item);
        aut.acknowledges(item);
        Until.itIsSo(
                "MIL sees that both know of the retraction",
                () -> mil.seesAcknowledged(item, 3).containsAll(List.of("POL", "AUT")));
        assertThat(pol.owesAcknowledgement(item)).isFalse();
    }

    @Test
    void whatIsReleasedToOneAgencyIsNowhereAtAnother() {
        // Latin letters only: in bytes, other letters are shown as numbers.
        String text = "Only-for-MIL-" + UUID.randomUUID();
        var report = report("Chỉ cho " + text, "MIL");
        report.put("text", text);
        String item = pol.writes(report);
        String later = pol.writes(report("Tin sau, cho mọi bên", "MIL", "AUT"));

        Until.itIsSo("MIL has the item", () -> mil.has(item, 1));
        Until.itIsSo("AUT has what was written after it", () -> aut.has(later, 1));
        mil.acknowledges(item);
        Until.itIsSo(
                "POL sees the acknowledgement",
                () -> pol.seesAcknowledged(item, 1).contains("MIL"));

        assertThat(aut.api.get("/api/v1/information/" + item).status()).isEqualTo(404);
        assertThat(aut.api
                        .post("/api/v1/information/" + item + "/acknowledgement", Map.of())
                        .status())
                .isEqualTo(404);
        assertThat(TestAgency.holdsAnywhere(mil.part(JdbcClient.class), text)).isTrue();
        assertThat(TestAgency.holdsAnywhere(aut.part(JdbcClient.class), text)).isFalse();
    }

    @Test
    void aFlashItemIsToBeAcknowledgedTenMinutesAfterItWasWritten() {
        var report = report("Hỏa tốc: vỡ cống dưới đê", "MIL", "AUT");
        report.put("urgency", "FLASH");
        var before = Instant.now();
        String item = pol.writes(report);
        var after = Instant.now();
        Until.itIsSo("both have the item", () -> mil.has(item, 1) && aut.has(item, 1));

        String deadline = pol.newest(item).path("acknowledgeBy").asString();
        assertThat(Instant.parse(deadline).minus(Duration.ofMinutes(10))).isBetween(before, after);
        assertThat(mil.newest(item).path("acknowledgeBy").asString()).isEqualTo(deadline);
        assertThat(aut.newest(item).path("acknowledgeBy").asString()).isEqualTo(deadline);
    }

    /// AT-6.1 in small
    @Test
    void whatWasWrittenWhileAPartnerWasAwayArrivesOnce() {
        aut.stops();
        var titles = IntStream.range(0, 50).mapToObj(i -> "Tin số " + i).toList();
        for (String title : titles) {
            var report = report(title, "AUT");
            report.put("topic", "outage");
            pol.writes(report);
        }

        aut.startsAgain();

        Until.itIsSo("all have arrived", () -> aut.listsTitles("outage").size() >= titles.size());
        assertThat(aut.listsTitles("outage")).containsExactlyInAnyOrderElementsOf(titles);
        assertThat(mil.listsTitles("outage")).isEmpty();
    }

    @Test
    void aRequestThatIsSentAgainWithItsKeyIsDoneOnce() {
        var report = report("Gửi hai lần", "MIL");
        report.put("topic", "twice");
        String key = UUID.randomUUID().toString();

        Api.Answer first = pol.api.postOnce(key, "/api/v1/information", report);
        Api.Answer again = pol.api.postOnce(key, "/api/v1/information", report);

        assertThat(again.granted()).isEqualTo(first.granted());
        assertThat(first.replayed()).isFalse();
        assertThat(again.replayed()).isTrue();
        assertThat(pol.listsTitles("twice")).containsExactly("Gửi hai lần");
    }

    @Test
    void badInputIsAnsweredWithAProblemThatNamesTheField() {
        var report = report("", "MIL");
        report.put("urgency", "SOMETIME");

        Api.Answer answer = pol.api.post("/api/v1/information", report);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.body().path("errors").toString()).contains("title", "urgency");
    }

    @Test
    void aWarningOfAnotherServiceBecomesAnItemOfAllWhoShouldKnow() {
        var sent = Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS);
        String warning = """
                <?xml version="1.0" encoding="UTF-8"?>
                <alert xmlns="urn:oasis:names:tc:emergency:cap:1.2">
                  <identifier>%s</identifier>
                  <sender>canhbao@example.vn</sender>
                  <sent>%s</sent>
                  <status>Actual</status>
                  <msgType>Alert</msgType>
                  <scope>Public</scope>
                  <info>
                    <language>vi-VN</language>
                    <category>Met</category>
                    <event>Lũ trên sông Đáy</event>
                    <urgency>Expected</urgency>
                    <severity>Moderate</severity>
                    <certainty>Likely</certainty>
                    <headline>Lũ sông Đáy trên báo động I tại Ba Thá</headline>
                    <area><areaDesc>Các xã ven sông Đáy</areaDesc></area>
                  </info>
                </alert>
                """.formatted(UUID.randomUUID(), sent.toString().replace("Z", "+00:00"));

        Api.Answer imported = aut.imports(warning.getBytes(StandardCharsets.UTF_8), "POL,MIL");

        assertThat(imported.granted().path("deed").asString()).isEqualTo("WRITTEN");
        String item = imported.body().path("id").asString();
        Until.itIsSo("both have the warning", () -> pol.has(item, 1) && mil.has(item, 1));
        assertThat(pol.seesTitle(item)).isEqualTo("Lũ sông Đáy trên báo động I tại Ba Thá");
        Api.Answer again = aut.imports(warning.getBytes(StandardCharsets.UTF_8), "POL,MIL");
        assertThat(again.granted().path("deed").asString()).isEqualTo("KNOWN");
        assertThat(again.body().path("id").asString()).isEqualTo(item);
    }

    @Test
    void aRealWarningIsImportedAndArrives() throws IOException {
        Api.Answer imported = aut.imports(Project.realAlert("australia.cap"), "POL,MIL");

        String item = imported.granted().path("id").asString();
        Until.itIsSo("POL has the warning", () -> pol.has(item, 1));
        assertThat(pol.seesTitle(item)).isNotBlank().isEqualTo(aut.seesTitle(item));
    }

    @Test
    void whatIsShownIsTheSameAfterItWasBuiltAnewFromTheLedger() {
        var report = report("Sẽ được dựng lại", "MIL", "AUT");
        report.put("topic", "rebuild");
        String item = pol.writes(report);
        Until.itIsSo("MIL has it", () -> mil.has(item, 1));
        mil.acknowledges(item);
        Until.itIsSo(
                "POL sees the acknowledgement",
                () -> pol.seesAcknowledged(item, 1).contains("MIL"));
        pol.corrects(item, "Sẽ được dựng lại từ sổ", "Nói rõ hơn");
        Until.itIsSo(
                "all have the correction and the acknowledgement",
                () -> Stream.of(pol, mil, aut)
                        .allMatch(each -> each.has(item, 2)
                                && each.seesAcknowledged(item, 1).contains("MIL")));
        Until.itIsSo("POL knows who holds it", () -> pol.seesHolding(item).containsAll(List.of("MIL", "AUT")));

        for (Agency agency : List.of(pol, mil, aut)) {
            JsonNode before = agency.sees(item);
            JsonNode listed =
                    agency.api.get("/api/v1/information?topic=rebuild").granted();
            agency.part(Ledger.class).rebuild();
            assertThat(agency.sees(item)).isEqualTo(before);
            assertThat(agency.api.get("/api/v1/information?topic=rebuild").granted())
                    .isEqualTo(listed);
        }
    }
}
