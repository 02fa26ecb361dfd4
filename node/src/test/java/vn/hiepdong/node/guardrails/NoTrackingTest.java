package vn.hiepdong.node.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.multipart.MultipartFile;

/// G3: no watch-list, no dossier, no tracking, no recognition of faces, plates or devices, no reading of social media.
class NoTrackingTest {
    /// Libraries for recognising, following or collecting people. The test's own libraries are looked at too, which
    /// does no harm.
    private static final Pattern UNWANTED = Pattern.compile(
            "opencv|javacv|bytedeco|boofcv|openimaj|dlib|tesseract|tess4j"
                    + "|deeplearning4j|nd4j|djl|onnx|tensorflow|pytorch|libtorch|insightface|face|openalpr|alpr|anpr|plate"
                    + "|biometric|fingerprint|neurotec|sourceafis|opennlp|corenlp|stanford-|twitter4j|facebook|restfb|zalo"
                    + "|tdlib|telegram|selenium-grab|nutch|crawler4j|geolocat|traccar|maxmind|geoip|device-detector|wifi|bluetooth|pcap");

    /// Where a file may come in, and what for. None of them compares pictures: what a partner carries by hand is what
    /// it
    /// could have sent over the line.
    private static final Set<String> FILES_TAKEN_AT =
            Set.of("CapImportPages.importAlert", "WritePages.write", "CorrectionPages.correct", "CarryPages.takeIn");

    @Test
    void noLibraryThatRecognisesOrFollowsPeopleIsPartOfTheNode() throws IOException {
        var libraries = new TreeSet<String>();
        for (var manifest : Collections.list(getClass().getClassLoader().getResources("META-INF/MANIFEST.MF"))) {
            libraries.add(manifest.toString()
                    .replaceAll("!?/META-INF/MANIFEST.MF$", "")
                    .replaceAll(".*/", ""));
        }
        assertThat(libraries).hasSizeGreaterThan(50);
        assertThat(libraries.stream()
                        .filter(each ->
                                UNWANTED.matcher(each.toLowerCase(Locale.ROOT)).find()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"javacv-1.5.10.jar", "tess4j-5.11.0.jar", "openalpr-2.3.jar", "sourceafis-3.18.jar"})
    void suchALibraryWouldBeFound(String library) {
        assertThat(UNWANTED.matcher(library).find()).isTrue();
    }

    @Test
    void noEndpointTakesPicturesToCompareThem() {
        assertThat(NodeClasses.operations().stream()
                        .filter(NoTrackingTest::takesAFile)
                        .map(each -> each.getDeclaringClass().getSimpleName() + "." + each.getName()))
                .isSubsetOf(FILES_TAKEN_AT);
        assertThat(NodeClasses.operations().stream()
                        .map(NoTrackingTest::paths)
                        .filter(path -> Pattern.compile("match|recogni|compare|search-by|similar|lookup")
                                .matcher(path)
                                .find()))
                .isEmpty();
    }

    private static boolean takesAFile(Method operation) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(operation, RequestMapping.class);
        return Arrays.stream(operation.getParameters())
                        .anyMatch(each -> MultipartFile.class.isAssignableFrom(each.getType())
                                || each.getParameterizedType().getTypeName().contains("MultipartFile"))
                || mapping != null
                        && Arrays.stream(mapping.consumes())
                                .anyMatch(type -> type.startsWith("image/") || type.startsWith("multipart/"));
    }

    private static String paths(Method operation) {
        var mapping = AnnotatedElementUtils.findMergedAnnotation(operation, RequestMapping.class);
        return mapping == null ? "" : String.join(" ", mapping.path()).toLowerCase(Locale.ROOT);
    }
}
