package vn.hiepdong.node.exchange;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;

/// Where an administrator states that others have the log keys, and sees before what that does.
@Controller
@Allowed(Role.ADMINISTRATOR)
class CompromisePages {
    private static final String PATH = "/admin/keys/compromise";

    private final Compromise compromise;
    private final Ledger ledger;
    private final Spaces spaces;

    CompromisePages(Compromise compromise, Ledger ledger, Spaces spaces) {
        this.compromise = compromise;
        this.ledger = ledger;
        this.spaces = spaces;
    }

    /// @param title of the regulation of the space, empty where none is in force
    record Row(Compromise.Ending ending, String title, boolean isPrivate) {
        RealmMark realm() {
            return RealmMark.valueOf(ending.origin().realm().name());
        }
    }

    record Show(int holders, List<Row> rows, List<Option> reasons, FormInput input) {}

    @GetMapping(PATH)
    Page show(FormInput input, Frame frame) {
        int holders = input.raw("holders").isEmpty()
                ? compromise.usualHolders()
                : input.number("holders", 1, Compromise.MOST_HOLDERS);
        if (input.hasErrors()) {
            return new Page(PAGE, model(compromise.usualHolders(), input, frame), 400);
        }
        var starting = FormInput.starting(Map.of("holders", Integer.toString(holders)));
        return new Page(PAGE, model(holders, starting, frame));
    }

    private static final String PAGE = "exchange/compromise.jte";

    private Show model(int holders, FormInput input, Frame frame) {
        var rows = compromise.plan(holders).endings().stream().map(this::row).toList();
        var reasons = Arrays.stream(Compromise.Reason.values())
                .map(each -> new Option(each.name(), frame.text("exchange.compromise.reason", each)))
                .toList();
        return new Show(holders, rows, reasons, input);
    }

    private Row row(Compromise.Ending ending) {
        var space = ending.origin().space();
        String title =
                spaces.inForce(space).map(each -> each.regulation().title()).orElse("");
        return new Row(ending, title, space.equals(ledger.privatePlace().space()));
    }

    @PostMapping(PATH)
    Answer declare(FormInput input, Officer officer, Frame frame) {
        int holders = input.number("holders", 1, Compromise.MOST_HOLDERS);
        var reason = input.choice("reason", Compromise.Reason.class);
        String key = input.raw("key");
        var refused = input.hasErrors()
                ? OptionalInt.of(400)
                : Attempt.of(input, () -> compromise.declare(reason, holders, key, PartnerRefusals.actor(officer)));
        return refused.isPresent()
                ? new Page(
                        PAGE,
                        model(input.error("holders").isPresent() ? compromise.usualHolders() : holders, input, frame),
                        refused.getAsInt())
                : Redirect.to("/admin/keys").saying("exchange.compromise.done");
    }
}
