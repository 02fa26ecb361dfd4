package vn.hiepdong.node.web;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Controller;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/// Every page that can be opened by its address: the GET mappings of our controllers that answer with a [Page]. Read
/// from the classes, so that no node has to run; `ScreensTest` compares it with a running one. Help pages, screenshots
/// and the browser's audits all go by this list.
public final class Screens {
    private Screens() {}

    /// @param pattern as its handler has it: `/information/{id}`
    public record Screen(String pattern, Class<?> handler) {
        public boolean matches(String path) {
            return parsed().matches(PathContainer.parsePath(path));
        }

        private PathPattern parsed() {
            return PathPatternParser.defaultInstance.parse(pattern);
        }
    }

    /// One of each pattern, in the order of their names.
    public static List<Screen> all() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false, demo());
        scanner.addIncludeFilter(new AnnotationTypeFilter(Controller.class));
        return scanner.findCandidateComponents("vn.hiepdong.node").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .filter(Screens::isShipped)
                .flatMap(Screens::of)
                .collect(Collectors.toMap(Screen::pattern, screen -> screen, (one, _) -> one, TreeMap::new))
                .values()
                .stream()
                .toList();
    }

    /// The demo has every page there is; some are nowhere else.
    private static StandardEnvironment demo() {
        var settings = new StandardEnvironment();
        settings.getPropertySources()
                .addFirst(new MapPropertySource(
                        "demo", Map.of("hiepdong.design", "true", "hiepdong.demo.cut-file", "cut")));
        return settings;
    }

    /// The page behind an address, without its query.
    public static Optional<Screen> at(List<Screen> all, String path) {
        return all.stream()
                .filter(screen -> screen.matches(path))
                .min(Comparator.comparing(Screen::parsed, PathPattern.SPECIFICITY_COMPARATOR));
    }

    /// Whether a handler answers with a page; files, parts and streams do not.
    public static boolean isPage(Method handler) {
        var answer = handler.getReturnType();
        return Answer.class.isAssignableFrom(answer) && answer != Part.class && answer != Redirect.class;
    }

    /// Tests bring controllers of their own.
    private static boolean isShipped(Class<?> controller) {
        return controller
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .equals(Page.class.getProtectionDomain().getCodeSource().getLocation());
    }

    private static Stream<Screen> of(Class<?> controller) {
        var base = AnnotatedElementUtils.findMergedAnnotation(controller, RequestMapping.class);
        var bases = base == null || base.path().length == 0 ? new String[] {""} : base.path();
        return Arrays.stream(controller.getDeclaredMethods())
                .filter(Screens::isPage)
                .flatMap(method ->
                        Stream.ofNullable(AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class)))
                .filter(mapping -> Arrays.asList(mapping.method()).contains(RequestMethod.GET))
                .flatMap(mapping ->
                        paths(mapping).flatMap(path -> Arrays.stream(bases).map(before -> before + path)))
                .map(pattern -> new Screen(pattern, controller));
    }

    private static Stream<String> paths(RequestMapping mapping) {
        return mapping.path().length == 0 ? Stream.of("") : Arrays.stream(mapping.path());
    }
}
