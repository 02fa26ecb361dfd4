package vn.hiepdong.node.exchange;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.format.RecoveryKey;
import vn.hiepdong.format.Roster;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.exchange.PartnerTable.Claim;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.Confirmation;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.NavigationItem;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// Where an administrator changes the agency's log keys and sees how those of the partners changed.
@Controller
@Allowed(Role.ADMINISTRATOR)
class KeyPages {
    private final Partners partners;

    KeyPages(Partners partners) {
        this.partners = partners;
    }

    /// @param name in the reader's language
    record Theirs(Partner partner, String name, List<Roster.Pair> pairs) {}

    /// @param fingerprint of the agency, which stays as it is
    /// @param lost numbers of our pairs whose secret half is missing
    /// @param silent whether so much is missing that this node can tell its partners nothing
    /// @param recoveryKeyHere whether the recovery key still has to be carried away
    /// @param lineChanging whether two TLS keys count at the moment
    /// @param unaware partners that may not have heard of the last change
    /// @param stated whether there is anything to be told about our keys
    record Show(
            String fingerprint,
            List<Roster.Pair> own,
            Set<Integer> lost,
            boolean silent,
            boolean recoveryKeyHere,
            boolean stated,
            boolean lineChanging,
            List<AgencyCode> unaware,
            @Nullable Claim claim,
            List<Partners.Waiting> waiting,
            List<Theirs> theirs,
            FormInput input) {
        long current() {
            return own.stream().filter(each -> !each.isRetired()).count();
        }
    }

    /// @param key as it is written down
    record Paper(String agency, String fingerprint, String key, FormInput input) {}

    @GetMapping("/admin/keys")
    Page show(Frame frame) {
        return new Page("exchange/keys.jte", model(frame, FormInput.starting(Map.of())));
    }

    private Show model(Frame frame, FormInput input) {
        List<Theirs> theirs = partners.all().stream()
                .map(each -> new Theirs(
                        each,
                        frame.language() == Language.EN ? each.nameEn() : each.nameVi(),
                        partners.roster(each.identity()).pairs()))
                .toList();
        var own = partners.self().agency();
        Roster roster = partners.roster(own);
        return new Show(
                own.fingerprint(),
                roster.pairs(),
                partners.lostPairs(),
                partners.keysAreLost(),
                partners.recoveryKey().isPresent(),
                !roster.steps().isEmpty(),
                partners.isLineChanging(),
                partners.unaware(),
                partners.claim().orElse(null),
                partners.recoveries(),
                theirs,
                input);
    }

    private Answer attempt(Frame frame, FormInput input, Runnable command, Redirect done) {
        var refused = Attempt.of(input, command);
        return refused.isPresent() ? new Page("exchange/keys.jte", model(frame, input), refused.getAsInt()) : done;
    }

    /// The recovery key, to be written down or printed.
    @GetMapping("/admin/keys/recovery")
    Answer paper() {
        return partners.recoveryKey()
                .<Answer>map(key -> paper(key, FormInput.starting(Map.of()), 200))
                .orElseGet(() -> Redirect.to("/admin/keys"));
    }

    private Page paper(RecoveryKey key, FormInput input, int status) {
        var own = partners.self().agency();
        return new Page("exchange/recovery.jte", new Paper(own.name(), own.fingerprint(), key.text(), input), status);
    }

    @PostMapping("/admin/keys/recovery/confirmation")
    Answer carriedAway(FormInput input, Officer officer) {
        String end = input.text("end", 40);
        var refused = input.hasErrors()
                ? OptionalInt.of(400)
                : Attempt.of(input, () -> partners.recoveryKeyCarriedAway(end, PartnerRefusals.actor(officer)));
        var key = partners.recoveryKey();
        return refused.isPresent() && key.isPresent()
                ? paper(key.get(), input, refused.getAsInt())
                : Redirect.to("/admin/keys").saying("exchange.recovery.is-carried");
    }

    @PostMapping("/admin/keys/recovery")
    Answer recover(FormInput input, Officer officer, Frame frame) {
        String key = input.raw("key");
        Redirect done = Redirect.to("/admin/keys").saying("exchange.recovery.done");
        return attempt(frame, input, () -> partners.recoverKeys(key, PartnerRefusals.actor(officer)), done);
    }

    @PostMapping("/admin/keys/receipts")
    Answer changeMirrorKey(FormInput input, Officer officer, Frame frame) {
        Redirect done = Redirect.to("/admin/keys").saying("exchange.recovery.mirror-changed");
        return attempt(frame, input, () -> partners.changeMirrorKey(PartnerRefusals.actor(officer)), done);
    }

    @PostMapping("/admin/keys/line")
    Answer announceLine(FormInput input, Officer officer, Frame frame) {
        Redirect done = Redirect.to("/admin/keys").saying("exchange.line.announced");
        return attempt(frame, input, () -> partners.announceLine(PartnerRefusals.actor(officer)), done);
    }

    @GetMapping("/admin/keys/line/switch")
    Page askToSwitch(Frame frame) {
        String unaware = partners.unaware().stream().map(AgencyCode::value).collect(Collectors.joining(", "));
        String question = unaware.isEmpty()
                ? frame.text("exchange.line.question")
                : frame.text("exchange.line.question-unaware", unaware);
        return new Page(
                "web/confirmation.jte",
                new Confirmation(
                        frame.text("exchange.line.title"),
                        question,
                        frame.text("exchange.line.switch"),
                        "/admin/keys/line/switch",
                        "/admin/keys"));
    }

    @PostMapping("/admin/keys/line/switch")
    Answer switchLine(FormInput input, Officer officer, Frame frame) {
        Redirect done = Redirect.to("/admin/keys").saying("exchange.line.switched");
        return attempt(frame, input, () -> partners.switchLine(PartnerRefusals.actor(officer)), done);
    }

    @PostMapping("/admin/keys/objection")
    Answer object(FormInput input, Officer officer, Frame frame) {
        Redirect done = Redirect.to("/admin/keys").saying("exchange.recovery.objected");
        return attempt(frame, input, () -> partners.object(PartnerRefusals.actor(officer)), done);
    }

    @PostMapping("/admin/keys/partners/{code}/approval")
    Answer approve(@PathVariable String code, FormInput input, Officer officer, Frame frame) {
        var partner = PartnerRefusals.code(code);
        String typed = input.raw("fingerprint");
        Redirect done = Redirect.to("/admin/keys").saying("exchange.recovery.approved", partner);
        return attempt(
                frame, input, () -> partners.approveRecovery(partner, typed, PartnerRefusals.actor(officer)), done);
    }

    @GetMapping("/admin/keys/statement")
    ResponseEntity<byte[]> statement() {
        String name = "hiepdong-keys-" + partners.self().code() + ".txt";
        return ResponseEntity.ok()
                .contentType(MediaType.TEXT_PLAIN)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .body(partners.keyStatement().getBytes(StandardCharsets.UTF_8));
    }

    @PostMapping("/admin/keys")
    Answer add(Officer officer) {
        partners.addKeys(PartnerRefusals.actor(officer));
        return Redirect.to("/admin/keys").saying("exchange.pair.added");
    }

    @GetMapping("/admin/keys/{pair}/retirement")
    Page ask(@PathVariable int pair, Frame frame) {
        var known = partners.roster(partners.self().agency()).pairs();
        if (pair < 0 || pair >= known.size()) {
            throw new NotFound();
        }
        return new Page(
                "web/confirmation.jte",
                new Confirmation(
                        frame.text("exchange.pair.retire-title", pair),
                        frame.text("exchange.pair.retire-question"),
                        frame.text("exchange.pair.retire"),
                        "/admin/keys/" + pair + "/retirement",
                        "/admin/keys"));
    }

    @PostMapping("/admin/keys/{pair}/retirement")
    Answer retire(@PathVariable int pair, Officer officer) {
        partners.retireKeys(pair, PartnerRefusals.actor(officer));
        return Redirect.to("/admin/keys").saying("exchange.pair.is-retired");
    }

    @Configuration(proxyBeanMethods = false)
    static class Setup {
        @Bean
        NavigationItem keysInTheMenu() {
            return NavigationItem.of("exchange.pair.navigation", "/admin/keys", "key", 132, Role.ADMINISTRATOR);
        }
    }
}
