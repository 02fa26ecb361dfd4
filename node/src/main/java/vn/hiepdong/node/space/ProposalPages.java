package vn.hiepdong.node.space;

import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.directory.Agency;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;

/// Putting a regulation, or a new version of one, to its parties.
@Controller
@Allowed(Role.DUTY_COMMANDER)
class ProposalPages {
    private static final int MOST_MATTERS = 100;

    private final Spaces spaces;
    private final Directory directory;
    private final List<Counterparts> counterparts;
    private final ZoneId zone;

    ProposalPages(
            Spaces spaces,
            Directory directory,
            ObjectProvider<Counterparts> counterparts,
            @Value("${hiepdong.zone:Asia/Ho_Chi_Minh}") String zone) {
        this.spaces = spaces;
        this.directory = directory;
        this.counterparts = counterparts.orderedStream().toList();
        this.zone = ZoneId.of(zone);
    }

    /// @param parties all that can be named, ourselves among them
    /// @param replaces the version this starts from, null for a regulation of its own
    record Form(
            FormInput input,
            Agency self,
            List<Option> others,
            List<Option> parties,
            List<Option> realms,
            @Nullable RegulationVersion replaces,
            Map<String, String> labels) {
        int reports() {
            return RegimeForm.rows(input, RegimeForm.REPORTS);
        }

        int briefings() {
            return RegimeForm.rows(input, RegimeForm.BRIEFINGS);
        }

        RealmMark mark() {
            return replaces == null
                    ? RealmMark.REAL
                    : RealmMark.valueOf(replaces.realm().name());
        }
    }

    @GetMapping("/regulations/new")
    Page blank(@RequestParam(defaultValue = "") String from, Frame frame) {
        RegulationVersion replaces = from.isEmpty() ? null : version(from);
        FormInput input = replaces == null ? usual(frame) : of(replaces, frame);
        return new Page("space/propose.jte", form(input, replaces, frame));
    }

    private RegulationVersion version(String hash) {
        try {
            return spaces.version(Hash.fromHex(hash)).orElseThrow(NotFound::new);
        } catch (FormatException e) {
            throw new NotFound();
        }
    }

    private FormInput usual(Frame frame) {
        var values = new HashMap<String, String>();
        var ticked = new HashMap<String, Set<String>>();
        values.put("realm", Realm.REAL.name());
        values.put("validFrom", today(frame).toString());
        Usual usual = spaces.usual();
        RegimeForm.fill(usual, values, ticked);
        deadlines(values, usual.acknowledgeWithin(), usual.verifyWithin());
        return FormInput.starting(values, ticked);
    }

    private LocalDate today(Frame frame) {
        return frame.now().atZone(zone).toLocalDate();
    }

    private FormInput of(RegulationVersion version, Frame frame) {
        Regulation regulation = version.regulation();
        var values = new HashMap<String, String>();
        var ticked = new HashMap<String, Set<String>>();
        values.put("realm", version.realm().name());
        values.put("title", regulation.title());
        values.put("number", Optional.ofNullable(regulation.number()).orElse(""));
        values.put("matters", String.join("\n", regulation.matters()));
        values.put("validFrom", today(frame).toString());
        values.put(
                "validTo",
                Optional.ofNullable(regulation.validTo())
                        .map(LocalDate::toString)
                        .orElse(""));
        ticked.put(
                "parties", regulation.parties().stream().map(AgencyCode::value).collect(Collectors.toSet()));
        RegimeForm.fill(regulation, spaces.usual(), values, ticked);
        deadlines(values, regulation.acknowledgeWithin(), regulation.verifyWithin());
        return FormInput.starting(values, ticked);
    }

    private static void deadlines(
            Map<String, String> values, Map<Urgency, Integer> acknowledge, Map<Urgency, Integer> verify) {
        acknowledge.forEach((urgency, minutes) -> values.put("acknowledge." + urgency, minutes.toString()));
        verify.forEach((urgency, minutes) -> values.put("verify." + urgency, minutes.toString()));
    }

    @PostMapping("/regulations")
    Answer propose(@RequestParam(defaultValue = "") String from, FormInput input, Officer officer, Frame frame) {
        RegulationVersion replaces = from.isEmpty() ? null : version(from);
        Form form = form(input, replaces, frame);
        if (!input.raw("more").isEmpty()) {
            return new Page("space/propose.jte", form);
        }
        Realm realm = replaces == null ? input.choice("realm", Realm.class) : replaces.realm();
        Optional<Regulation> regulation = regulation(input, form);
        if (regulation.isEmpty()) {
            return Page.again("space/propose.jte", form);
        }
        var proposed = new ArrayList<Hash>();
        SpaceId space = replaces == null ? null : replaces.space();
        var refused = Attempt.of(
                input,
                () -> proposed.add(spaces.propose(RegulationPages.actor(officer), space, realm, regulation.get())));
        return refused.isPresent()
                ? new Page("space/propose.jte", form, refused.getAsInt())
                : Redirect.to("/regulations/" + proposed.getFirst().hex()).saying("space.proposed.done");
    }

    private Optional<Regulation> regulation(FormInput input, Form form) {
        String title = input.text("title", 200);
        String number = input.optionalText("number", 60).orElse(null);
        Set<AgencyCode> parties = parties(input, form);
        List<String> matters = input.raw("matters")
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        input.that(
                !matters.isEmpty()
                        && matters.size() <= MOST_MATTERS
                        && matters.stream().allMatch(line -> line.length() <= 500),
                "matters",
                "space.expected.matter-lines");
        Map<Urgency, Integer> acknowledge = minutes(input, "acknowledge.");
        Map<Urgency, Integer> verify = minutes(input, "verify.");
        LocalDate validFrom = day(input, "validFrom");
        LocalDate validTo = input.raw("validTo").isBlank() ? null : day(input, "validTo");
        input.that(validTo == null || !validTo.isBefore(validFrom), "validTo", "space.expected.end");
        var regime = new RegimeForm(input, parties);
        Map<Urgency, Integer> answer = minutes(input, "answer.");
        int sign = input.number("sign", 1, Regulation.LONGEST_MINUTES);
        List<PeriodicReport> reports = regime.reports();
        List<BriefingRegime> briefings = regime.briefings();
        Map<Urgency, List<Rung>> escalation = regime.escalation();
        Optional<Quiet> quiet = regime.quiet();
        if (input.hasErrors() || quiet.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Regulation(
                title,
                number,
                List.copyOf(parties),
                matters,
                acknowledge,
                verify,
                validFrom,
                validTo,
                answer,
                sign,
                reports,
                briefings,
                regime.standing(),
                escalation,
                quiet.get()));
    }

    private static Set<AgencyCode> parties(FormInput input, Form form) {
        var parties = form.others().stream()
                .map(Option::value)
                .filter(code -> input.ticked("parties", code))
                .map(AgencyCode::new)
                .collect(Collectors.toCollection(TreeSet::new));
        input.that(!parties.isEmpty() && parties.size() < 50, "parties", "space.expected.others");
        parties.add(form.self().code());
        return parties;
    }

    private static Map<Urgency, Integer> minutes(FormInput input, String prefix) {
        var minutes = new EnumMap<Urgency, Integer>(Urgency.class);
        for (Urgency urgency : Urgency.values()) {
            minutes.put(urgency, input.number(prefix + urgency, 1, Regulation.LONGEST_MINUTES));
        }
        return minutes;
    }

    private static LocalDate day(FormInput input, String field) {
        try {
            return LocalDate.parse(input.raw(field));
        } catch (DateTimeParseException e) {
            input.that(false, field, "space.expected.date");
            return LocalDate.EPOCH;
        }
    }

    private Form form(FormInput input, @Nullable RegulationVersion replaces, Frame frame) {
        var others = new TreeMap<AgencyCode, Option>(Comparator.naturalOrder());
        if (replaces != null) {
            // A party stays on the list even while its node is not connected.
            replaces.regulation().parties().forEach(code -> others.put(code, new Option(code.value(), code.value())));
            directory.agencies().forEach(each -> others.replace(each.code(), option(each, frame)));
        }
        counterparts.forEach(known -> known.connected().forEach(each -> others.put(each.code(), option(each, frame))));
        others.remove(directory.own().code());
        var parties = new TreeMap<>(others);
        parties.put(directory.own().code(), option(directory.own(), frame));
        return new Form(
                input,
                directory.own(),
                List.copyOf(others.values()),
                List.copyOf(parties.values()),
                List.of(Realm.values()).stream()
                        .map(realm -> new Option(realm.name(), frame.text("space.realm", realm)))
                        .toList(),
                replaces,
                labels(frame));
    }

    private static Option option(Agency agency, Frame frame) {
        return new Option(
                agency.code().value(),
                agency.code() + " – " + agency.name(frame.language().locale()));
    }

    static List<Option> periods(Frame frame) {
        return List.of(Period.values()).stream()
                .map(each -> new Option(each.name(), frame.text("space.period", each)))
                .toList();
    }

    static List<Option> urgencies(Frame frame) {
        return RegulationPages.URGENT_FIRST.stream()
                .map(each -> new Option(each.name(), frame.text("web.urgency", each)))
                .toList();
    }

    private static Map<String, String> labels(Frame frame) {
        var labels = new HashMap<String, String>();
        for (String field : List.of("title", "number", "parties", "matters", "validFrom", "validTo", "realm")) {
            labels.put(field, frame.text("space.field." + field));
        }
        RegimeForm.labels(labels, frame);
        return labels;
    }
}
