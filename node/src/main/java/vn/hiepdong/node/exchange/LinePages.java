package vn.hiepdong.node.exchange;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.exchange.Availability.Period;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;
import vn.hiepdong.node.web.Tab;

/// The line to one partner: how it is, how it was, and what officers wrote about its outages.
@Controller
@RequestMapping("/partners/{code}")
class LinePages {
    /// As much as one reads.
    private static final int SHOWN = 100;

    private static final int HEIGHT = 100;

    private final Partners partners;
    private final Links links;

    LinePages(Partners partners, Links links) {
        this.partners = partners;
        this.links = links;
    }

    /// @param outages within the period, the newest first
    /// @param more outages that are not shown
    record Line(
            Partner partner,
            String name,
            Link link,
            List<Tab> periods,
            List<Measured> measured,
            Chart chart,
            List<Past> outages,
            int more,
            boolean mayWrite,
            boolean mayCall) {}

    /// @param text the share of the time, in percent, or that it is not known
    record Measured(Period period, String text, Duration down, Duration unknown) {}

    /// @param unit how wide the whole is
    record Chart(int width, List<Bar> bars) {}

    /// A part of the period: how high each of the three stands on the one before it, of 100.
    record Bar(int x, int width, int up, int down, int unknown, Availability part, String text) {
        int downTop() {
            return HEIGHT - up - down;
        }

        int upTop() {
            return HEIGHT - up;
        }
    }

    /// @param length until now if it lasts
    record Past(
            Link.Outage outage, Duration length, @Nullable OutageNote note) {}

    /// @param from as it is written in the address
    record Noting(Partner partner, String name, Past past, String from, FormInput input, List<Option> fallbacks) {}

    @GetMapping("/line")
    @Allowed(anyRole = true)
    Page line(@PathVariable String code, @RequestParam(defaultValue = "") String period, Officer officer, Frame frame) {
        return new Page("exchange/line.jte", line(PartnerRefusals.code(code), period(period), officer, frame));
    }

    private static Period period(String text) {
        return Arrays.stream(Period.values())
                .filter(each -> each.name().equalsIgnoreCase(text))
                .findFirst()
                .orElse(Period.WEEK);
    }

    private Line line(AgencyCode code, Period period, Officer officer, Frame frame) {
        Partner partner = partners.partner(code).orElseThrow(NotFound::new);
        Link link = links.link(code).orElseThrow(NotFound::new);
        Links.History history = links.history(code);
        Instant from = history.now().minus(period.length());
        List<Link.Outage> outages = history.outages().stream()
                .filter(each -> each.to() == null || each.to().isAfter(from))
                .toList()
                .reversed();
        Map<Instant, OutageNote> notes = outages.isEmpty()
                ? Map.of()
                : links.outageNotes(code, outages.getLast().from());
        return new Line(
                partner,
                name(partner, frame),
                link,
                Arrays.stream(Period.values())
                        .map(each -> new Tab(
                                frame.text("exchange.period", each),
                                "/partners/" + code + "/line?period="
                                        + each.name().toLowerCase(java.util.Locale.ROOT),
                                each == period))
                        .toList(),
                Arrays.stream(Period.values())
                        .map(each -> measured(each, history, frame))
                        .toList(),
                chart(history.parts(period), frame),
                outages.stream()
                        .limit(SHOWN)
                        .map(each -> past(each, history.now(), notes))
                        .toList(),
                Math.max(0, outages.size() - SHOWN),
                officer.is(Role.DUTY_OFFICER, Role.DUTY_COMMANDER, Role.ADMINISTRATOR),
                officer.is(Role.DUTY_OFFICER, Role.DUTY_COMMANDER));
    }

    private static String name(Partner partner, Frame frame) {
        return frame.language() == Language.EN ? partner.nameEn() : partner.nameVi();
    }

    private static Measured measured(Period period, Links.History history, Frame frame) {
        Availability all = history.over(period);
        return new Measured(period, percent(all, frame), all.down(), all.unknown());
    }

    /// Rounded down: 100 percent is only what is whole.
    private static String percent(Availability availability, Frame frame) {
        var share = availability.share();
        return share.isEmpty()
                ? frame.text("exchange.availability.unknown")
                : frame.text("exchange.percent", frame.number(Math.floor(share.getAsDouble() * 10_000) / 100));
    }

    private static Chart chart(List<Availability> parts, Frame frame) {
        var bars = new ArrayList<Bar>();
        int width = 1000 / parts.size();
        for (Availability part : parts) {
            long whole = Duration.between(part.from(), part.to()).toMillis();
            int down = share(part.down(), whole);
            int unknown = share(part.unknown(), whole);
            while (down + unknown > HEIGHT) {
                unknown--;
            }
            bars.add(new Bar(
                    bars.size() * width, width, HEIGHT - down - unknown, down, unknown, part, percent(part, frame)));
        }
        return new Chart(width * parts.size(), bars);
    }

    /// What there was at all can be seen.
    private static int share(Duration part, long whole) {
        return (int) Math.ceilDiv(part.toMillis() * HEIGHT, whole);
    }

    private static Past past(Link.Outage outage, Instant now, Map<Instant, OutageNote> notes) {
        Instant end = outage.to() == null ? now : outage.to();
        return new Past(outage, Duration.between(outage.from(), end), notes.get(outage.from()));
    }

    @GetMapping("/outage")
    @Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER, Role.ADMINISTRATOR})
    Page note(@PathVariable String code, @RequestParam String from, Frame frame) {
        AgencyCode partner = PartnerRefusals.code(code);
        Past past = past(partner, from);
        OutageNote note = past.note();
        FormInput input = note == null
                ? FormInput.starting(Map.of())
                : FormInput.starting(
                        Map.of("cause", note.cause()),
                        Map.of(
                                "fallback",
                                note.fallbacks().stream().map(Enum::name).collect(Collectors.toSet())));
        return noting(partner, past, from, input, frame, 200);
    }

    private Past past(AgencyCode partner, String from) {
        Instant began;
        try {
            began = Instant.parse(from);
        } catch (DateTimeParseException e) {
            throw new NotFound();
        }
        Link.Outage outage = links.outage(partner, began).orElseThrow(NotFound::new);
        return past(outage, links.history(partner).now(), links.outageNotes(partner, began));
    }

    private Page noting(AgencyCode code, Past past, String from, FormInput input, Frame frame, int status) {
        Partner partner = partners.partner(code).orElseThrow(NotFound::new);
        List<Option> fallbacks = Arrays.stream(Fallback.values())
                .map(each -> new Option(each.name(), frame.text("exchange.fallback", each)))
                .toList();
        return new Page(
                "exchange/outage.jte", new Noting(partner, name(partner, frame), past, from, input, fallbacks), status);
    }

    @PostMapping("/outage")
    @Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER, Role.ADMINISTRATOR})
    Answer note(@PathVariable String code, @RequestParam String from, FormInput input, Officer officer, Frame frame) {
        AgencyCode partner = PartnerRefusals.code(code);
        Past past = past(partner, from);
        String cause = input.text("cause", Links.MAX_CAUSE);
        Set<Fallback> fallbacks = EnumSet.noneOf(Fallback.class);
        for (String each : input.all("fallback")) {
            Optional<Fallback> known = Arrays.stream(Fallback.values())
                    .filter(one -> one.name().equals(each))
                    .findFirst();
            input.that(known.isPresent(), "fallback", "exchange.expected.fallback");
            known.ifPresent(fallbacks::add);
        }
        if (input.hasErrors()) {
            return noting(partner, past, from, input, frame, 400);
        }
        var refused = Attempt.of(
                input,
                () -> links.noteOutage(
                        partner, past.outage().from(), cause, fallbacks, PartnerRefusals.actor(officer)));
        return refused.isPresent()
                ? noting(partner, past, from, input, frame, refused.getAsInt())
                : Redirect.to("/partners/" + partner + "/line").saying("exchange.outage.noted");
    }
}
