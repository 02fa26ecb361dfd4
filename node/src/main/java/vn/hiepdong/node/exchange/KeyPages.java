package vn.hiepdong.node.exchange;

import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.format.Roster;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Confirmation;
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
    record Show(String fingerprint, List<Roster.Pair> own, List<Theirs> theirs) {
        long current() {
            return own.stream().filter(each -> !each.isRetired()).count();
        }
    }

    @GetMapping("/admin/keys")
    Page show(Frame frame) {
        List<Theirs> theirs = partners.all().stream()
                .map(each -> new Theirs(
                        each,
                        frame.language() == Language.EN ? each.nameEn() : each.nameVi(),
                        partners.roster(each.identity()).pairs()))
                .toList();
        var own = partners.self().agency();
        return new Page(
                "exchange/keys.jte",
                new Show(own.fingerprint(), partners.roster(own).pairs(), theirs));
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
