package vn.hiepdong.node.retention;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.node.access.AccountNames;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// Whether what was erased is gone from the disk too, and having it cleaned now.
@Controller
@Allowed({Role.ADMINISTRATOR, Role.AUDITOR})
class CleaningPages {
    private final Cleaning cleaning;
    private final CleaningPlan plan;
    private final AccountNames names;

    CleaningPages(Cleaning cleaning, CleaningPlan plan, AccountNames names) {
        this.cleaning = cleaning;
        this.plan = plan;
        this.names = names;
    }

    /// @param quietHour as a clock shows it
    /// @param mayOrder whether the reader may have it cleaned now
    record Show(Cleaning.Status status, String quietHour, Map<UUID, String> names, boolean mayOrder) {
        String by(CleaningRun run, Frame frame) {
            UUID account = run.orderedBy();
            return account == null
                    ? frame.text("retention.cleaning.by-clock")
                    : names.getOrDefault(account, account.toString());
        }

        static String style(CleaningRun run) {
            return switch (run.state()) {
                case DONE -> "badge-good";
                case LOG_KEPT, FAILED -> "badge-bad";
                case ORDERED, RUNNING, BUSY, CUT -> "";
            };
        }
    }

    @GetMapping("/admin/cleaning")
    Page show(Officer officer) {
        Cleaning.Status status = cleaning.status();
        Set<UUID> mentioned = status.runs().stream()
                .map(CleaningRun::orderedBy)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Page(
                "retention/cleaning.jte",
                new Show(status, plan.quietHour().toString(), names.of(mentioned), officer.is(Role.ADMINISTRATOR)));
    }

    @PostMapping("/admin/cleaning")
    @Allowed(Role.ADMINISTRATOR)
    Answer order(Officer officer) {
        cleaning.order(officer);
        return Redirect.to("/admin/cleaning").saying("retention.cleaning.is-ordered");
    }
}
