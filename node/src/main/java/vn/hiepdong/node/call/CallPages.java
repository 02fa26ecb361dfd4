package vn.hiepdong.node.call;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.exchange.Link;
import vn.hiepdong.node.exchange.LinkState;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.exchange.Partner;
import vn.hiepdong.node.exchange.Partners;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Handling;
import vn.hiepdong.node.information.Holders;
import vn.hiepdong.node.information.Information;
import vn.hiepdong.node.information.InformationId;
import vn.hiepdong.node.information.Item;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;

/// What is to be read to a partner while there is no line, and what partners read to us.
@Controller
@RequestMapping("/calls")
@Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER})
class CallPages {
    private static final int SHOWN = 50;

    private final Calls calls;
    private final Partners partners;
    private final Links links;
    private final Holders holders;
    private final Information information;

    CallPages(Calls calls, Partners partners, Links links, Holders holders, Information information) {
        this.calls = calls;
        this.partners = partners;
        this.links = links;
        this.holders = holders;
        this.information = information;
    }

    /// @param lines partners, those without a line first
    record Index(List<Line> lines, List<Heard> notes, List<Reading> readings) {}

    record Line(AgencyCode code, String name, boolean down) {}

    /// A note and what came of it.
    ///
    /// @param copy null while it has not come
    record Heard(Note note, Information.@Nullable Named copy) {
        boolean open() {
            return copy == null && note.settled() == null;
        }
    }

    /// @param contact null while nobody typed it
    record Card(
            AgencyCode code,
            String name,
            Link link,
            @Nullable Contact contact,
            List<Script> scripts) {
        boolean down() {
            return link.state() == LinkState.DOWN;
        }
    }

    /// What is read aloud.
    ///
    /// @param content null if it was taken back
    /// @param reading when it was read already
    record Script(
            Holders.Lacked item, String number, @Nullable Reading reading) {
        boolean exercise() {
            return item.place().realm() != Realm.REAL;
        }

        boolean restricted() {
            Content content = item.content();
            return content != null && content.handling() == Handling.HAN_CHE;
        }

        @Nullable
        Content content() {
            return item.content();
        }
    }

    record ReadingForm(AgencyCode code, String name, Item item, Item.Version version, String number, FormInput input) {
        RealmMark mark() {
            return RealmMark.valueOf(item.place().realm().name());
        }
    }

    record ContactForm(AgencyCode code, String name, FormInput input) {}

    record NoteForm(FormInput input, List<Option> agencies, List<Option> urgencies, List<Option> realms) {}

    /// @param item whose version the note is of, null while no copy came
    record Shown(Note note, @Nullable Item item, Item.@Nullable Version copy, boolean same, FormInput input) {
        RealmMark mark() {
            return RealmMark.valueOf(note.realm().name());
        }

        boolean open() {
            return copy == null && note.settled() == null;
        }
    }

    @GetMapping
    Page index(Frame frame) {
        List<Note> notes = calls.notes(SHOWN);
        Map<UUID, Information.Named> copies = calls.copies(notes);
        Map<AgencyCode, Link> all = links.all().stream().collect(Collectors.toMap(Link::partner, each -> each));
        List<Line> lines = partners.all().stream()
                .filter(Partner::isActive)
                .map(each -> {
                    Link link = all.get(each.code());
                    return new Line(each.code(), name(each, frame), link != null && link.state() == LinkState.DOWN);
                })
                .sorted(java.util.Comparator.comparing(each -> !each.down()))
                .toList();
        return new Page(
                "call/index.jte",
                new Index(
                        lines,
                        notes.stream()
                                .map(each -> new Heard(each, copies.get(each.id())))
                                .toList(),
                        calls.readings(SHOWN)));
    }

    private static String name(Partner partner, Frame frame) {
        return frame.language() == Language.EN ? partner.nameEn() : partner.nameVi();
    }

    private Partner partner(String code) {
        if (!AgencyCode.isCode(code)) {
            throw new NotFound();
        }
        return partners.partner(new AgencyCode(code)).orElseThrow(NotFound::new);
    }

    @GetMapping("/to/{code}")
    Page card(@PathVariable String code, Frame frame) {
        Partner partner = partner(code);
        List<Holders.Lacked> lacked = holders.lackedBy(partner.code());
        Map<String, Reading> readings = calls
                .readings(lacked.stream().map(each -> each.id().value()).toList())
                .stream()
                .filter(each -> each.to().equals(partner.code()))
                .collect(Collectors.toMap(each -> each.item() + " " + each.version(), each -> each, (_, last) -> last));
        return new Page(
                "call/card.jte",
                new Card(
                        partner.code(),
                        name(partner, frame),
                        links.link(partner.code()).orElseThrow(NotFound::new),
                        calls.contact(partner.code()).orElse(null),
                        lacked.stream()
                                .map(each -> new Script(
                                        each,
                                        CheckNumber.of(each.hash()).spoken(),
                                        readings.get(each.id().value() + " " + each.version())))
                                .toList()));
    }

    @GetMapping("/to/{code}/{item}/{version:[0-9]{1,6}}")
    Page reading(@PathVariable String code, @PathVariable UUID item, @PathVariable int version, Frame frame) {
        return reading(code, item, version, FormInput.starting(Map.of("at", frame.localTime(frame.now()))), frame, 200);
    }

    private Page reading(String code, UUID id, int version, FormInput input, Frame frame, int status) {
        Partner partner = partner(code);
        Item item = information.item(new InformationId(id)).orElseThrow(NotFound::new);
        Item.Version read = item.version(version).orElseThrow(NotFound::new);
        if (!item.releasedTo(partner.code())) {
            throw new NotFound();
        }
        String number = CheckNumber.of(read.hash()).spoken();
        return new Page(
                "call/reading.jte",
                new ReadingForm(partner.code(), name(partner, frame), item, read, number, input),
                status);
    }

    @PostMapping("/to/{code}/{item}/{version:[0-9]{1,6}}")
    Answer read(
            @PathVariable String code,
            @PathVariable UUID item,
            @PathVariable int version,
            FormInput input,
            Officer officer,
            Frame frame) {
        AgencyCode to = partner(code).code();
        String post = input.text("post", CallRules.MAX_POST);
        String readBack = input.text("readBack", CallRules.MAX_READ_BACK);
        Instant at = input.instant("at");
        if (input.hasErrors()) {
            return reading(code, item, version, input, frame, 400);
        }
        var refused = Attempt.of(
                input, () -> calls.readOut(actor(officer), to, new InformationId(item), version, post, readBack, at));
        return refused.isPresent()
                ? reading(code, item, version, input, frame, refused.getAsInt())
                : Redirect.to("/calls/to/" + to).saying("call.read.done");
    }

    private static Actor actor(Officer officer) {
        return new Actor(officer.unit(), officer.post());
    }

    @GetMapping("/to/{code}/contact")
    @Allowed({Role.ADMINISTRATOR, Role.DUTY_COMMANDER})
    Page contact(@PathVariable String code, Frame frame) {
        Contact contact = calls.contact(partner(code).code()).orElse(null);
        return contact(
                code,
                FormInput.starting(
                        contact == null
                                ? Map.of()
                                : Map.of(
                                        "office", contact.office(),
                                        "dutyLine", contact.dutyLine(),
                                        "radio", contact.radio())),
                frame,
                200);
    }

    private Page contact(String code, FormInput input, Frame frame, int status) {
        Partner partner = partner(code);
        return new Page("call/contact.jte", new ContactForm(partner.code(), name(partner, frame), input), status);
    }

    @PostMapping("/to/{code}/contact")
    @Allowed({Role.ADMINISTRATOR, Role.DUTY_COMMANDER})
    Answer contact(@PathVariable String code, FormInput input, Officer officer, Frame frame) {
        AgencyCode of = partner(code).code();
        var typed = new Contact(of, input.raw("office"), input.raw("dutyLine"), input.raw("radio"));
        var refused = Attempt.of(input, () -> calls.contact(actor(officer), typed));
        return refused.isPresent()
                ? contact(code, input, frame, refused.getAsInt())
                : Redirect.to(officer.is(Role.ADMINISTRATOR) ? "/partners/" + of : "/calls/to/" + of)
                        .saying("call.contact.done");
    }

    @GetMapping("/new")
    Page taking(Frame frame) {
        return taking(
                FormInput.starting(Map.of("at", frame.localTime(frame.now()), "realm", Realm.REAL.name())), frame, 200);
    }

    private Page taking(FormInput input, Frame frame, int status) {
        return new Page(
                "call/new.jte",
                new NoteForm(
                        input,
                        partners.all().stream()
                                .map(each -> new Option(each.code().value(), each.code() + " – " + name(each, frame)))
                                .toList(),
                        Arrays.stream(Urgency.values())
                                .map(each -> new Option(each.name(), frame.text("web.urgency." + each.name())))
                                .toList()
                                .reversed(),
                        Arrays.stream(Realm.values())
                                .map(each -> new Option(each.name(), frame.text("call.realm", each)))
                                .toList()),
                status);
    }

    @PostMapping
    Answer take(FormInput input, Officer officer, Frame frame) {
        String from = input.raw("from");
        boolean known = AgencyCode.isCode(from)
                && partners.partner(new AgencyCode(from)).isPresent();
        input.that(known, "from", "call.expected.agency");
        Urgency urgency = input.choice("urgency", Urgency.class);
        Realm realm = input.choice("realm", Realm.class);
        Instant at = input.instant("at");
        if (input.hasErrors()) {
            return taking(input, frame, 400);
        }
        var taken = new Taken(
                new AgencyCode(from),
                input.raw("post"),
                input.raw("number"),
                realm,
                urgency,
                input.raw("title"),
                input.raw("text"),
                at);
        var id = new UUID[1];
        var refused = Attempt.of(input, () -> id[0] = calls.takeDown(actor(officer), taken));
        return refused.isPresent()
                ? taking(input, frame, refused.getAsInt())
                : Redirect.to("/calls/notes/" + id[0]).saying("call.note.done");
    }

    @GetMapping("/notes/{id}")
    Page note(@PathVariable UUID id) {
        return note(id, FormInput.starting(Map.of()), 200);
    }

    private Page note(UUID id, FormInput input, int status) {
        Note note = calls.note(id).orElseThrow(NotFound::new);
        Information.Named named = calls.copies(List.of(note)).get(id);
        Item item = named == null ? null : calls.item(named).orElse(null);
        Item.Version copy = item == null || named == null
                ? null
                : item.version(named.version()).orElse(null);
        boolean same = item != null && copy != null && note.same(item, copy);
        return new Page("call/note.jte", new Shown(note, item, copy, same, input), status);
    }

    @PostMapping("/notes/{id}")
    Answer settle(@PathVariable UUID id, FormInput input, Officer officer) {
        String reason = input.text("reason", CallRules.MAX_REASON);
        if (input.hasErrors()) {
            return note(id, input, 400);
        }
        var refused = Attempt.of(input, () -> calls.settle(actor(officer), id, reason));
        return refused.isPresent()
                ? note(id, input, refused.getAsInt())
                : Redirect.to("/calls").saying("call.note.settled");
    }
}
