package vn.hiepdong.node.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.util.UriUtils;

/// Makes the [Frame] of a request, once.
@Component
final class Frames {
    private static final String ATTRIBUTE = Frames.class.getName();
    private static final Duration YEAR = Duration.ofDays(365);

    private final Texts texts;
    private final TimeTexts times;
    private final Assets assets;
    private final InstantSource clock;
    private final ObjectProvider<Visitors> visitors;
    private final AgencyName agency;
    private final ObjectProvider<NavigationItem> navigation;
    private final ObjectProvider<PageHelp> help;
    private final ObjectProvider<Companion> companions;
    private final Abbreviations abbreviations;
    private final ObjectProvider<UnderWay> underWay;

    Frames(
            Texts texts,
            Assets assets,
            InstantSource clock,
            ObjectProvider<Visitors> visitors,
            AgencyName agency,
            ObjectProvider<NavigationItem> navigation,
            ObjectProvider<PageHelp> help,
            ObjectProvider<Companion> companions,
            Abbreviations abbreviations,
            ObjectProvider<UnderWay> underWay,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") String zone) {
        this.texts = texts;
        this.times = new TimeTexts(texts, ZoneId.of(zone));
        this.assets = assets;
        this.clock = clock;
        this.visitors = visitors;
        this.agency = agency;
        this.navigation = navigation;
        this.help = help;
        this.companions = companions;
        this.abbreviations = abbreviations;
        this.underWay = underWay;
    }

    ZoneId zone() {
        return times.zone();
    }

    Frame of(HttpServletRequest request, HttpServletResponse response) {
        if (request.getAttribute(ATTRIBUTE) instanceof Frame frame) return frame;
        var frame = make(request, response);
        request.setAttribute(ATTRIBUTE, frame);
        return frame;
    }

    /// The language of pages: as just chosen, as chosen before on this device, as set for the account, Vietnamese.
    private Language language(HttpServletRequest request, HttpServletResponse response) {
        var chosen = Language.of(request.getParameter("lang"));
        chosen.ifPresent(language -> Cookies.set(request, response, "language", language.code(), YEAR));
        return chosen.or(() -> Cookies.read(request, "language").flatMap(Language::of))
                .or(() -> Optional.ofNullable(visitors.getIfAvailable()).flatMap(Visitors::language))
                .orElse(Language.VI);
    }

    private Frame make(HttpServletRequest request, HttpServletResponse response) {
        var language = language(request, response);
        var theme = Theme.of(request.getParameter("theme"));
        theme.ifPresent(chosen -> Cookies.set(request, response, "theme", chosen.code(), YEAR));
        var visitor = Optional.ofNullable(visitors.getIfAvailable()).flatMap(Visitors::current);
        // Read before the page is written: it may have to set a cookie.
        var csrf = request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token ? token : null;
        var path = request.getRequestURI();
        return new Frame(
                new Frame.Parts(
                        language,
                        theme.or(() -> Cookies.read(request, "theme").flatMap(Theme::of))
                                .orElse(Theme.AUTO),
                        clock.instant(),
                        path,
                        Optional.ofNullable(request.getQueryString()).orElse(""),
                        HttpMethod.GET.matches(request.getMethod()),
                        visitor.orElse(null),
                        visitor.map(who -> menu(who, language, path)).orElse(List.of()),
                        visitor.map(_ -> notes()).orElse(List.of()),
                        agency.code(),
                        agency.name(language),
                        csrf == null ? "_csrf" : csrf.getParameterName(),
                        csrf == null ? "" : csrf.getToken(),
                        message(request, response, language),
                        help(request)),
                texts,
                times,
                assets,
                abbreviations,
                frame -> companions
                        .orderedStream()
                        .flatMap(each -> each.beside(frame, request).stream())
                        .toList());
    }

    private String help(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return Optional.ofNullable(help.getIfAvailable())
                .flatMap(each -> each.of(String.valueOf(pattern)))
                .orElse("");
    }

    private List<Frame.Link> menu(Visitor visitor, Language language, String path) {
        return navigation.stream()
                .filter(item -> item.visibleTo(visitor))
                .sorted(Comparator.comparingInt(NavigationItem::order))
                .map(item -> new Frame.Link(
                        texts.get(language, item.key()),
                        item.href(),
                        item.icon(),
                        leadsTo(item.href(), path),
                        item.letter()))
                .toList();
    }

    private List<UnderWay.Note> notes() {
        return underWay.stream().flatMap(each -> each.note().stream()).toList();
    }

    private static boolean leadsTo(String href, String path) {
        return path.equals(href) || !href.equals("/") && path.startsWith(href + "/");
    }

    /// A message travels to the next page in a cookie as its key and arguments, so that any instance can show it and
    /// nobody can put words into the node's mouth.
    private String message(HttpServletRequest request, HttpServletResponse response, Language language) {
        var parts = Cookies.read(request, "message").map(value -> value.split("\\.", -1));
        if (parts.isEmpty()) return "";
        Cookies.clear(request, response, "message");
        var key = decode(parts.get()[0]);
        if (!texts.has(language, key)) return "";
        var arguments =
                java.util.Arrays.stream(parts.get()).skip(1).map(Frames::decode).toArray();
        return texts.get(language, key, arguments);
    }

    void keepMessage(HttpServletRequest request, HttpServletResponse response, Redirect redirect) {
        if (redirect.messageKey().isEmpty()) return;
        var value = new StringBuilder(encode(redirect.messageKey()));
        redirect.arguments().forEach(argument -> value.append('.').append(encode(argument)));
        if (value.length() <= 2000) Cookies.set(request, response, "message", value.toString(), Duration.ofMinutes(1));
    }

    private static String encode(String part) {
        return UriUtils.encode(part, java.nio.charset.StandardCharsets.UTF_8).replace(".", "%2E");
    }

    private static String decode(String part) {
        try {
            return UriUtils.decode(part, java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
