package vn.hiepdong.node.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyIdentity;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Confirmation;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// Where one sees how the lines to the partners are, and where partners get to know each other.
@Controller
@Allowed({Role.ADMINISTRATOR, Role.DUTY_COMMANDER})
class PartnerPages {
    private static final int SHOWN_REJECTIONS = 20;

    private final Partners partners;
    private final Links links;
    private final Spaces spaces;
    private final List<PartnerNotices> notices;
    private final Courier courier;
    private final SigningDecision signing;

    PartnerPages(
            Partners partners,
            Links links,
            Spaces spaces,
            ObjectProvider<PartnerNotices> notices,
            Courier courier,
            SigningDecision signing) {
        this.partners = partners;
        this.links = links;
        this.spaces = spaces;
        this.notices = notices.orderedStream().toList();
        this.courier = courier;
        this.signing = signing;
    }

    /// @param name in the reader's language
    record Row(Partner partner, Link link, String name, String lamp) {}

    /// @param heldBack our own logs that are not signed at the moment
    /// @param mayResume whether the reader may decide that they are signed again
    record Index(
            List<Row> rows,
            List<PartnerNotices.Notice> notices,
            List<Rejection> rejections,
            boolean mayPair,
            boolean mayCarry,
            List<HeldBack> heldBack,
            boolean mayResume,
            FormInput input) {}

    /// @param name of the regulation, empty for the private log
    record HeldBack(String name, Continuity.HeldBack log) {}

    /// @param own this agency, whose keys a reader of evidence compares as well
    record Show(
            AgencyIdentity own,
            Row row,
            FormInput input,
            List<PartnerNotices.Notice> notices,
            List<Log> logs,
            List<Journey> journeys,
            List<Rejection> rejections) {}

    /// A log of the partner.
    ///
    /// @param name of the regulation under which it is written, empty while that is not in force
    record Log(String name, Links.Way way) {}

    record Invite(String line, Instant validUntil) {}

    record Join(FormInput input) {}

    @GetMapping("/partners")
    @Allowed(anyRole = true)
    Page index(Frame frame, Officer officer) {
        return new Page("exchange/index.jte", index(frame, officer, FormInput.starting(Map.of())));
    }

    private Index index(Frame frame, Officer officer, FormInput input) {
        List<Link> all = links.all();
        List<Row> rows = partners.all().stream()
                .flatMap(partner -> all.stream()
                        .filter(link -> link.partner().equals(partner.code()))
                        .map(link -> row(partner, link, frame)))
                .toList();
        boolean mayPair = officer.is(Role.ADMINISTRATOR, Role.DUTY_COMMANDER);
        boolean mayCarry = mayPair || officer.is(Role.DUTY_OFFICER);
        var held = signing.heldBack().stream()
                .map(each -> new HeldBack(name(each.origin()), each))
                .toList();
        boolean mayResume = officer.is(Role.ADMINISTRATOR);
        return new Index(
                rows, notices(), links.rejections(SHOWN_REJECTIONS), mayPair, mayCarry, held, mayResume, input);
    }

    private List<PartnerNotices.Notice> notices() {
        return notices.stream().flatMap(each -> each.notices().stream()).toList();
    }

    private String name(LogOrigin origin) {
        return spaces.inForce(origin.space())
                .map(each -> each.regulation().title())
                .orElse("");
    }

    @PostMapping("/partners/signing")
    @Allowed(Role.ADMINISTRATOR)
    Answer resume(FormInput input, Officer officer, Frame frame) {
        input.that(input.raw("sure").equals("yes"), "sure", "exchange.signing.expected");
        if (input.hasErrors()) {
            return Page.again("exchange/index.jte", index(frame, officer, input));
        }
        signing.resume(officer);
        return Redirect.to("/partners").saying("exchange.signing.resumed");
    }

    private static Row row(Partner partner, Link link, Frame frame) {
        String name = frame.language() == Language.EN ? partner.nameEn() : partner.nameVi();
        String lamp = switch (link.state()) {
            case UP -> "badge-good";
            case DEGRADED, RECONCILING -> "badge-warn";
            case DOWN -> "badge-bad";
            case SUSPENDED -> "";
        };
        return new Row(partner, link, name, lamp);
    }

    @PostMapping("/partners/invitation")
    Page invite() {
        var made = partners.invitation();
        return new Page("exchange/invitation.jte", new Invite(made.line(), made.validUntil()));
    }

    @PostMapping("/partners/invitation/file")
    ResponseEntity<byte[]> inviteByFile() {
        String name = "hiepdong-" + partners.self().code() + ".json";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(partners.invitation().json().getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/partners/new")
    Page join() {
        return new Page("exchange/new.jte", new Join(FormInput.starting(Map.of())));
    }

    @PostMapping("/partners")
    Answer accept(FormInput input, Officer officer) {
        String invitation = input.text("invitation", Invitation.MAX_LENGTH);
        if (!input.hasErrors()) {
            switch (partners.accept(invitation, PartnerRefusals.actor(officer))) {
                case Pairing.Done done -> {
                    return Redirect.to("/partners/" + done.partner().code());
                }
                case Pairing.Refused refused -> input.that(false, "invitation", "exchange.refusal." + refused.reason());
            }
        }
        return Page.again("exchange/new.jte", new Join(input));
    }

    @GetMapping("/partners/{code}")
    @Allowed({Role.ADMINISTRATOR, Role.DUTY_COMMANDER})
    Page show(@PathVariable String code, Frame frame) {
        return new Page("exchange/show.jte", model(PartnerRefusals.code(code), FormInput.starting(Map.of()), frame));
    }

    private Show model(AgencyCode code, FormInput input, Frame frame) {
        Partner partner = partners.partner(code).orElseThrow(NotFound::new);
        Link link = links.link(code).orElseThrow(NotFound::new);
        return new Show(
                partners.self().agency(),
                row(partner, link, frame),
                input,
                notices().stream().filter(each -> each.about().equals(code)).toList(),
                links.ways(code).stream().map(this::log).toList(),
                courier.journeys(code),
                links.rejections(code, SHOWN_REJECTIONS));
    }

    private Log log(Links.Way way) {
        return new Log(name(way.origin()), way);
    }

    @PostMapping("/partners/{code}/confirmation")
    Answer confirm(@PathVariable String code, FormInput input, Officer officer, Frame frame) {
        AgencyCode partner = PartnerRefusals.code(code);
        String fingerprint = input.text("fingerprint", 60);
        if (!input.hasErrors()) {
            Pairing outcome = partners.confirm(partner, fingerprint, PartnerRefusals.actor(officer));
            if (!(outcome instanceof Pairing.Refused(var reason) && reason == Pairing.Reason.WRONG_FINGERPRINT)) {
                PartnerRefusals.done(outcome);
                return Redirect.to("/partners/" + partner).saying("exchange.confirmed");
            }
            input.that(false, "fingerprint", "exchange.refusal.WRONG_FINGERPRINT");
        }
        return Page.again("exchange/show.jte", model(partner, input, frame));
    }

    /// What is asked about before it is done.
    enum Act {
        SUSPENSION,
        REMOVAL;

        String path() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        Confirmation ask(Frame frame, Row row) {
            String key = "exchange.act." + name();
            String page = "/partners/" + row.partner().code();
            var ask = new Confirmation(
                    frame.text(key + ".title"),
                    frame.text(key + ".question", row.name()),
                    frame.text(key + ".button"),
                    page + "/" + path(),
                    page);
            return this == SUSPENSION ? ask.harmless() : ask;
        }
    }

    @GetMapping("/partners/{code}/suspension")
    Page askToSuspend(@PathVariable String code, Frame frame) {
        return ask(Act.SUSPENSION, code, frame);
    }

    @GetMapping("/partners/{code}/removal")
    Page askToRemove(@PathVariable String code, Frame frame) {
        return ask(Act.REMOVAL, code, frame);
    }

    private Page ask(Act act, String code, Frame frame) {
        Show show = model(PartnerRefusals.code(code), FormInput.starting(Map.of()), frame);
        return new Page("web/confirmation.jte", act.ask(frame, show.row()));
    }

    @PostMapping("/partners/{code}/suspension")
    Answer suspend(@PathVariable String code, Officer officer) {
        PartnerRefusals.done(partners.suspend(PartnerRefusals.code(code), PartnerRefusals.actor(officer)));
        return Redirect.to("/partners/" + code).saying("exchange.suspended");
    }

    @PostMapping("/partners/{code}/removal")
    Answer remove(@PathVariable String code, Officer officer) {
        PartnerRefusals.done(partners.remove(PartnerRefusals.code(code), PartnerRefusals.actor(officer)));
        return Redirect.to("/partners").saying("exchange.removed");
    }
}
