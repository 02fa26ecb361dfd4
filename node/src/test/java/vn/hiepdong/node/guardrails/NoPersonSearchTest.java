package vn.hiepdong.node.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.guardrails.Agencies.Agency;
import vn.hiepdong.node.information.Filter;
import vn.hiepdong.node.ledger.Realm;

/// G2: nobody can look for a person, neither here nor at a partner's node.
class NoPersonSearchTest {
    private static final Pattern VARIABLE = Pattern.compile("\\{\\*?([^}:]+)");

    @TempDir
    private static Path folder;

    private static Agencies agencies;
    private static Agency pol;

    @BeforeAll
    static void start() {
        agencies = new Agencies(folder, "POL");
        pol = agencies.get("POL");
    }

    @AfterAll
    static void close() {
        agencies.close();
    }

    @Test
    void noOperationTakesAPersonsNameOrNumber() {
        var operations = operations();
        assertThat(operations).hasSizeGreaterThan(15);
        var found = new TreeSet<String>();
        operations.forEach((info, handler) -> names(info, handler)
                .filter(name -> DenyList.any(name).isPresent())
                .forEach(name -> found.add(handler + " takes " + name)));
        assertThat(found).isEmpty();
    }

    @Test
    void noAddressIsAboutPersons() {
        assertThat(operations().keySet().stream()
                        .flatMap(info -> info.getPatternValues().stream())
                        .filter(path -> DenyList.any(path).isPresent()))
                .isEmpty();
    }

    @Test
    void theDescriptionOfTheApiSaysSoToo() throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(pol.node.url() + "/api/v1/openapi.json"))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            JsonNode api = JsonMapper.shared().readTree(answer.body());
            assertThat(api.get("paths").size()).isGreaterThan(5);
            var names = new TreeSet<String>();
            api.findParents("in")
                    .forEach(parameter -> names.add(parameter.path("name").asString("")));
            api.findValues("properties").forEach(properties -> names.addAll(properties.propertyNames()));
            assertThat(names).contains("urgency", "title", "credibility");
            assertThat(names.stream().filter(name -> DenyList.any(name).isPresent()))
                    .isEmpty();
        }
    }

    @Test
    void nodesSayNothingToEachOtherAboutPersons() {
        List<Class<?>> said = NodeClasses.all().stream()
                .filter(each -> each.isRecord() && each.getPackageName().endsWith(".exchange"))
                .toList();
        assertThat(said).extracting(Class::getSimpleName).contains("Greeting", "PairingRequest", "Push");
        assertThat(said.stream()
                        .flatMap(each -> Arrays.stream(each.getRecordComponents()))
                        .map(RecordComponent::getName)
                        .filter(name -> DenyList.any(name).isPresent()))
                .isEmpty();
    }

    @Test
    void aSearchLooksAtTitlesAndNeitherAtTextsNorAtPosts() {
        pol.information.write(
                Agencies.DUTY,
                Realm.REAL,
                null,
                Set.of(),
                Agencies.content("Cầu Phùng ngập", "ông Nguyễn Văn Giả Định"));

        assertThat(found("cau phung")).isEqualTo(1);
        assertThat(found("nguyen van gia dinh")).isZero();
        assertThat(found(Agencies.DUTY.post())).isZero();
    }

    private static int found(String words) {
        var filter = Filter.all(Realm.REAL);
        return pol.information
                .list(
                        new Filter(
                                Realm.REAL,
                                filter.urgency(),
                                filter.topic(),
                                filter.state(),
                                filter.origin(),
                                filter.from(),
                                filter.to(),
                                Optional.of(words),
                                false),
                        Long.MAX_VALUE,
                        100)
                .size();
    }

    private static Map<RequestMappingInfo, HandlerMethod> operations() {
        return pol.node.part(RequestMappingHandlerMapping.class).getHandlerMethods();
    }

    private static Stream<String> names(RequestMappingInfo info, HandlerMethod handler) {
        var inPath = info.getPatternValues().stream().flatMap(path -> {
            var matcher = VARIABLE.matcher(path);
            return matcher.results().map(each -> each.group(1));
        });
        var declared = Arrays.stream(handler.getMethod().getParameters())
                .filter(NoPersonSearchTest::isTaken)
                .flatMap(each -> Stream.of(each.getName(), given(each)));
        return Stream.concat(inPath, declared);
    }

    private static boolean isTaken(Parameter parameter) {
        return parameter.isAnnotationPresent(RequestParam.class)
                || parameter.isAnnotationPresent(PathVariable.class)
                || parameter.isAnnotationPresent(RequestHeader.class);
    }

    private static String given(Parameter parameter) {
        var asked = parameter.getAnnotation(RequestParam.class);
        return asked == null ? "" : asked.name();
    }
}
