package vn.hiepdong.node.audit;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.hiepdong.node.access.AccessEvent;
import vn.hiepdong.node.access.AccountNames;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.NavigationItem;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Paging;

/// Where an auditor reads the audit.
@Controller
@Allowed(Role.AUDITOR)
final class AuditPages {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final AuditTable table;
    private final AccountNames names;

    AuditPages(AuditTable table, AccountNames names) {
        this.table = table;
        this.names = names;
    }

    /// @param names of the accounts that are mentioned, as far as they still exist
    record Index(Paging.Slice<AuditTable.Event> slice, Map<UUID, String> names, FormInput input, List<Option> acts) {
        /// Who did it, or what it was about.
        String name(@Nullable UUID account, Frame frame) {
            if (account == null) return "";
            if (account.equals(AccessEvent.NODE)) return frame.text("audit.node");
            return names.getOrDefault(account, account.toString());
        }

        String rights(AuditTable.Event event, Frame frame) {
            String prefix = event.token() == null ? "access.role." : "access.scope.";
            return String.join(
                    ", ",
                    event.rights().stream()
                            .map(each -> frame.text(prefix + each))
                            .toList());
        }
    }

    @GetMapping("/audit")
    Page index(FormInput input, Paging paging, Frame frame) {
        String chosen = input.raw("act");
        AuditTable.Act act = Arrays.stream(AuditTable.Act.values())
                .filter(each -> each.name().equals(chosen))
                .findFirst()
                .orElse(null);
        var slice = paging.slice(
                table.list(before(paging), act, paging.limit()), event -> List.of(Long.toString(event.applied())));
        var mentioned = new HashSet<UUID>();
        for (AuditTable.Event event : slice.items()) {
            if (event.account() != null) mentioned.add(event.account());
            if (event.by() != null) mentioned.add(event.by());
        }
        List<Option> acts = Arrays.stream(AuditTable.Act.values())
                .map(each -> new Option(each.name(), frame.text("audit.act", each)))
                .toList();
        return new Page("audit/index.jte", new Index(slice, names.of(mentioned), input, acts));
    }

    private static long before(Paging paging) {
        if (paging.atStart()) return Long.MAX_VALUE;
        String key = paging.after().getFirst();
        if (!NUMBER.matcher(key).matches()) throw new BadInput("after", "web.expected.cursor");
        return Long.parseLong(key);
    }

    @Configuration(proxyBeanMethods = false)
    static class Setup {
        @Bean
        NavigationItem auditNavigation() {
            return NavigationItem.of("audit.navigation", "/audit", "file-text", 140, Role.AUDITOR);
        }
    }
}
