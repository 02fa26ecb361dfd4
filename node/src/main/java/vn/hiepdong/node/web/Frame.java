package vn.hiepdong.node.web;

import gg.jte.Content;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;

/// What every template has at hand: words in the reader's language, times in the node's zone, icons, who is signed
/// in, the menu, the hidden field of a form. One per request.
public final class Frame {
    private final Parts parts;
    private final Texts texts;
    private final TimeTexts times;
    private final Assets assets;
    private final Abbreviations abbreviations;
    private final Function<Frame, List<Content>> companions;
    /// At which abbreviations the keyboard stopped already on this page: at fifty lines with the same agency one stop
    /// is enough.
    private final Set<String> reached = new HashSet<>();

    Frame(
            Parts parts,
            Texts texts,
            TimeTexts times,
            Assets assets,
            Abbreviations abbreviations,
            Function<Frame, List<Content>> companions) {
        this.parts = parts;
        this.texts = texts;
        this.times = times;
        this.assets = assets;
        this.abbreviations = abbreviations;
        this.companions = companions;
    }

    /// What differs from request to request.
    record Parts(
            Language language,
            Theme theme,
            Instant now,
            String path,
            String query,
            boolean read,
            @Nullable Visitor visitor,
            List<Link> navigation,
            List<UnderWay.Note> underWay,
            String agencyCode,
            String agencyName,
            String csrfField,
            String csrfToken,
            String message,
            String help) {}

    /// An entry of the menu as this reader sees it.
    ///
    /// @param key the letter that leads there after `g`, or empty
    public record Link(String text, String href, String icon, boolean current, String key) {}

    public String text(String key, Object... args) {
        return texts.get(parts.language(), key, args);
    }

    /// `key.one` or `key.other`, with the number as `{0}`.
    public String count(String key, long number) {
        return texts.count(parts.language(), key, number);
    }

    /// The text of an enum's constant: `prefix.NAME`.
    public String text(String prefix, Enum<?> constant) {
        return text(prefix + "." + constant.name());
    }

    public String expected(BadField field) {
        return field.expected(texts, parts.language());
    }

    /// The node's time zone, for script that writes times.
    public String zone() {
        return times.zone().getId();
    }

    public Language language() {
        return parts.language();
    }

    public Theme theme() {
        return parts.theme();
    }

    public Instant now() {
        return parts.now();
    }

    public Optional<Visitor> visitor() {
        return Optional.ofNullable(parts.visitor());
    }

    public List<Link> navigation() {
        return parts.navigation();
    }

    /// What of the visitor's own is under way.
    public List<UnderWay.Note> underWay() {
        return parts.underWay();
    }

    public String agencyCode() {
        return parts.agencyCode();
    }

    public String agencyName() {
        return parts.agencyName();
    }

    /// Where the help on this page is; empty when there is none.
    public String help() {
        return parts.help();
    }

    /// The text with each abbreviation in it explained (see [Abbreviations]). For names of agencies and the node's own
    /// words, not for what people wrote.
    public Content explained(String text) {
        return out -> out.writeContent(abbreviations.explained(language(), text, _ -> "", this::stop));
    }

    /// The same, with codes that the page knows more of, such as those of agencies.
    public Content explained(String text, UnaryOperator<String> codes) {
        return out -> out.writeContent(abbreviations.explained(language(), text, codes, this::stop));
    }

    /// A short form, such as an agency's code, with what it stands for; alone when nobody knows.
    public Content brief(String brief, String full) {
        return out -> out.writeContent(abbreviations.mark(language(), brief, full, this::stop));
    }

    private Abbreviations.Stop stop(String brief) {
        return reached.add(brief) ? Abbreviations.Stop.HERE : Abbreviations.Stop.PASSED;
    }

    /// The text explained inside a link or a button, where the keyboard stops already.
    public Content explainedInside(String text) {
        var html = abbreviations.explained(language(), text, true);
        return out -> out.writeContent(html);
    }

    /// What goes along with the page, at its end.
    public List<Content> companions() {
        return companions.apply(this);
    }

    /// What the page before had to say; empty when nothing.
    public String message() {
        return parts.message();
    }

    /// The page's own address with one parameter set, or removed when the value is empty; from the first page of a
    /// list.
    public String with(String parameter, String value) {
        var uri = UriComponentsBuilder.fromPath(parts.read() ? parts.path() : "/");
        if (parts.read()) uri.query(parts.query());
        // What only concerns the look of one page is not carried along.
        uri.replaceQueryParam("lang").replaceQueryParam("theme");
        uri.replaceQueryParam("after").replaceQueryParam("before").replaceQueryParam("top");
        uri.replaceQueryParam(parameter);
        if (!value.isEmpty()) uri.queryParam(parameter, "{value}").encode();
        return uri.build(value.isEmpty() ? new Object[0] : new Object[] {value}).toString();
    }

    /// The page's own address, where a form or a link may come back to.
    public String path() {
        return parts.path();
    }

    public String asset(String name) {
        return assets.path(name);
    }

    /// An icon for the eye only; what it means must also stand there in words.
    public Content icon(String name) {
        var href = assets.icon(name);
        return out -> out.writeContent(
                "<svg class=\"icon\" aria-hidden=\"true\" focusable=\"false\"><use href=\"" + href + "\"></use></svg>");
    }

    /// Where an icon lies, for answers that are no pages.
    public String iconAt(String name) {
        return assets.icon(name);
    }

    /// A point in time, exact.
    public Content time(Instant at) {
        return time(at, times.exact(language(), at), false);
    }

    public Content day(Instant at) {
        return time(at, times.day(language(), at), false);
    }

    /// A point in time as seen from now; the exact one shows when pointed at. Script keeps it true while the page
    /// is open.
    public Content relative(Instant at) {
        return time(at, times.relative(language(), parts.now(), at), true);
    }

    /// A point in time as seen from now, as plain text.
    public String ago(Instant at) {
        return times.relative(language(), parts.now(), at);
    }

    /// How long something lasted.
    public String length(Duration length) {
        return times.length(language(), length);
    }

    /// The time left to a deadline, for `web.countdown`.
    public Countdown countdown(Instant due) {
        return new Countdown(
                due.truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                times.left(language(), parts.now(), due),
                Countdown.Pressure.of(parts.now(), due));
    }

    /// Exact time as plain text, for places that take no elements.
    public String exact(Instant at) {
        return times.exact(language(), at);
    }

    /// The same with the offset from UTC, for what is printed or handed on.
    public String exactWithOffset(Instant at) {
        return times.exactWithOffset(language(), at);
    }

    /// Which offset from UTC the times of this page have: `UTC+7`.
    public String offset() {
        return times.offset(parts.now());
    }

    /// A day that is the same in every zone, such as the one from which a regulation is valid.
    public String date(LocalDate day) {
        return times.date(language(), day);
    }

    /// The time of day, where the day stands beside it.
    public String timeOfDay(Instant at) {
        return times.timeOfDay(at);
    }

    /// The value of a `datetime-local` field.
    public String localTime(Instant at) {
        return times.local(at);
    }

    public String number(long number) {
        return texts.number(language(), number);
    }

    public String number(double number) {
        return texts.number(language(), number);
    }

    /// The hidden field that every form that changes something must hold.
    public Content csrf() {
        return out -> out.writeContent("<input type=\"hidden\" name=\"" + HtmlUtils.htmlEscape(parts.csrfField())
                + "\" value=\"" + HtmlUtils.htmlEscape(parts.csrfToken()) + "\">");
    }

    /// The same for requests that htmx makes.
    public String csrfHeaders() {
        return "{\"X-CSRF-TOKEN\":\"" + parts.csrfToken() + "\"}";
    }

    /// Pointed at, each tells its offset from UTC: what is read to another place must not be taken for its time.
    private Content time(Instant at, String shown, boolean relative) {
        var exact = times.exactWithOffset(language(), at);
        return out -> out.writeContent("<time datetime=\"" + at.truncatedTo(ChronoUnit.SECONDS) + "\""
                + (relative ? " data-relative" : "") + " title=\"" + HtmlUtils.htmlEscape(exact) + "\">"
                + HtmlUtils.htmlEscape(shown) + "</time>");
    }
}
