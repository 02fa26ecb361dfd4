package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// Where files that are carried by hand are made and taken in, and receipts are given and typed.
@Controller
@Allowed({Role.ADMINISTRATOR, Role.DUTY_COMMANDER, Role.DUTY_OFFICER})
class CarryPages {
    private static final int MOST_TYPED = 20_000;

    private final Courier courier;
    private final CarryDesk desk;
    private final Partners partners;

    CarryPages(Courier courier, CarryDesk desk, Partners partners) {
        this.courier = courier;
        this.desk = desk;
        this.partners = partners;
    }

    /// @param name in the reader's language
    /// @param out the newest file for the partner
    /// @param in the newest file of the partner
    record Row(
            Partner partner,
            String name,
            @Nullable Journey out,
            @Nullable Journey in) {}

    /// @param content whether the reader's files hold content
    record Index(List<Row> rows, FormInput input, boolean content) {}

    /// @param code its picture
    record Shown(Courier.Given receipt, ReceiptCode code) {}

    record Receipts(Partner partner, String name, List<Shown> receipts) {}

    @GetMapping("/partners/carry")
    Page index(Frame frame, Officer officer) {
        return new Page("exchange/carry.jte", model(FormInput.starting(Map.of()), frame, officer));
    }

    private Index model(FormInput input, Frame frame, Officer officer) {
        List<Journey> newest = courier.newest();
        List<Row> rows = partners.all().stream()
                .filter(each -> each.state() != PartnerState.SUSPENDED)
                .map(each -> new Row(
                        each,
                        name(each, frame),
                        find(newest, each.code(), true).orElse(null),
                        find(newest, each.code(), false).orElse(null)))
                .toList();
        return new Index(rows, input, CarryDesk.maySeeContent(officer));
    }

    private static Optional<Journey> find(List<Journey> newest, AgencyCode partner, boolean outgoing) {
        return newest.stream()
                .filter(each -> each.partner().equals(partner) && each.outgoing() == outgoing)
                .findFirst();
    }

    private static String name(Partner partner, Frame frame) {
        return frame.language() == Language.EN ? partner.nameEn() : partner.nameVi();
    }

    @PostMapping("/partners/carry")
    Answer takeIn(
            FormInput input,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Officer officer,
            Frame frame) {
        var taken = new Courier.Taken[1];
        var refused = Attempt.of(input, () -> taken[0] = taken(input, file));
        if (refused.isPresent()) {
            return new Page("exchange/carry.jte", model(input, frame, officer), refused.getAsInt());
        }
        Courier.Taken done = taken[0];
        if (done.keys()) {
            return Redirect.to("/partners/carry").saying("exchange.recovery.taken", done.partner());
        }
        if (done.pending()) {
            return Redirect.to(officer.is(Role.DUTY_OFFICER) ? "/partners" : "/partners/" + done.partner())
                    .saying("exchange.carry.pending", done.partner());
        }
        if (done.more()) {
            return Redirect.to("/partners/carry")
                    .saying("exchange.carry.taken-more", done.partner(), done.entries(), done.attachments());
        }
        return Redirect.to("/partners/" + done.partner() + "/receipts")
                .saying("exchange.carry.taken", done.partner(), done.entries(), done.attachments(), done.receipts());
    }

    private Courier.Taken taken(FormInput input, @Nullable MultipartFile file) {
        try {
            if (file != null && !file.isEmpty()) {
                try (var in = file.getInputStream()) {
                    return courier.in(in);
                }
            }
            return courier.receipts(input.optionalText("receipt", MOST_TYPED).orElse(""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PostMapping("/partners/{code}/carry")
    ResponseEntity<Resource> hand(@PathVariable String code, FormInput input, Officer officer) {
        var range = input.raw("onward").isEmpty() ? Courier.Range.UNCONFIRMED : Courier.Range.ONWARD;
        return desk.hand(officer, PartnerRefusals.code(code), range, Courier.USUAL_BYTES);
    }

    @GetMapping("/partners/{code}/receipts")
    Page receipts(@PathVariable String code, Frame frame) {
        AgencyCode partner = PartnerRefusals.code(code);
        List<Shown> shown = courier.receiptsFor(partner).stream()
                .map(each -> new Shown(each, new ReceiptCode(each.text().replace(" ", ""))))
                .toList();
        Partner of = partners.partner(partner).orElseThrow(NotFound::new);
        return new Page("exchange/receipts.jte", new Receipts(of, name(of, frame), shown));
    }

    @GetMapping("/partners/{code}/receipts/file")
    ResponseEntity<byte[]> receiptsFile(@PathVariable String code) {
        AgencyCode partner = PartnerRefusals.code(code);
        String name = "hiepdong-%s-%s.txt".formatted(partners.self().code(), partner);
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(CarryDesk.receipts(courier.receiptsFor(partner)).getBytes(StandardCharsets.US_ASCII));
    }
}
