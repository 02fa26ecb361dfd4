package vn.hiepdong.node.notice;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.node.access.AccountNames;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Confirmation;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// Where an administrator looks after what leaves the node: the mail server, the webhooks, and what could not be
/// delivered. Shows ids and states, no content.
@Controller
@Allowed(Role.ADMINISTRATOR)
class AdminPages {
    private static final String HERE = "/admin/notices";
    private static final int MOST = 50;

    private final Hooks hooks;
    private final HookTable table;
    private final NoticeTable notices;
    private final MailSettings mail;
    private final NoticeSettings settings;
    private final AccountNames names;
    private final Waker waker;
    private final InstantSource clock;

    AdminPages(
            Hooks hooks,
            HookTable table,
            NoticeTable notices,
            MailSettings mail,
            NoticeSettings settings,
            AccountNames names,
            Waker waker,
            InstantSource clock) {
        this.hooks = hooks;
        this.table = table;
        this.notices = notices;
        this.mail = mail;
        this.settings = settings;
        this.names = names;
        this.waker = waker;
        this.clock = clock;
    }

    /// @param origins where webhooks may go
    /// @param opened the one that is looked at, with the last that was sent to it; null for none
    /// @param names of the accounts whose mail could not be delivered
    record Index(
            FormInput input,
            MailSettings mail,
            List<String> origins,
            List<Hook> hooks,
            @Nullable Hook opened,
            List<HookTable.Delivery> deliveries,
            List<HookTable.Delivery> dead,
            List<NoticeTable.Notice> deadMail,
            Map<UUID, String> names,
            List<Option> steps,
            List<Option> urgencies,
            List<Option> realms,
            Confirmation removal) {
        String label(UUID hook) {
            return hooks.stream()
                    .filter(each -> each.id().equals(hook))
                    .map(Hook::label)
                    .findFirst()
                    .orElse("");
        }

        String name(UUID account) {
            return names.getOrDefault(account, account.toString());
        }

        static String style(Hook hook) {
            return switch (hook.state()) {
                case ON -> "badge-good";
                case OFF -> "";
                case GONE, FULL -> "badge-bad";
            };
        }

        static String style(HookTable.Delivery delivery) {
            return switch (delivery.state()) {
                case OPEN -> "";
                case DONE -> "badge-good";
                case DEAD -> "badge-bad";
            };
        }
    }

    @GetMapping(value = HERE, params = "!remove")
    Page index(@RequestParam(required = false) @Nullable UUID webhook, Frame frame) {
        return new Page("notice/admin.jte", index(start(), webhook == null ? null : hooks.get(webhook), frame));
    }

    /// The question without script.
    @GetMapping(value = HERE, params = "remove")
    Page ask(@RequestParam UUID remove, Frame frame) {
        return new Page("web/confirmation.jte", removal(hooks.get(remove), frame));
    }

    @PostMapping(HERE + "/webhooks")
    Answer add(FormInput input, Officer officer, Frame frame) {
        String label = input.text("label", 80);
        String address = input.text("address", 500);
        Set<Hook.Step> steps = ticked(input, "steps", Hook.Step.class);
        Set<Urgency> urgencies = ticked(input, "urgencies", Urgency.class);
        Set<Realm> realms = ticked(input, "realms", Realm.class);
        List<String> kinds = Arrays.stream(
                        input.optionalText("kinds", 300).orElse("").split("[,\\s]+"))
                .filter(each -> !each.isEmpty())
                .distinct()
                .toList();
        input.that(
                kinds.size() <= 20
                        && kinds.stream()
                                .allMatch(each -> Hook.KIND.matcher(each).matches()),
                "kinds",
                "notice.hook.expected.kinds");
        if (!input.hasErrors()) {
            try {
                Hook hook = hooks.add(
                        new Hooks.Wish(label, address, input.raw("secret").strip(), steps, urgencies, realms, kinds),
                        officer);
                return new Page(
                        "notice/secret.jte",
                        new MyNoticesPages.Secret(
                                frame.text("notice.hook.made"),
                                frame.text("notice.hook.made-text", hook.label()),
                                hook.secret(),
                                HERE + "?webhook=" + hook.id()));
            } catch (BadInput bad) {
                input.add(bad);
            }
        }
        return Page.again("notice/admin.jte", index(input, null, frame));
    }

    @PostMapping(HERE + "/webhooks/{id}/test")
    Redirect test(@PathVariable UUID id) {
        hooks.test(id);
        waker.soon(NoticeSetup.WEBHOOKS);
        return Redirect.to(HERE + "?webhook=" + id).saying("notice.hook.tested");
    }

    @PostMapping(HERE + "/webhooks/{id}/state")
    Redirect set(@PathVariable UUID id, @RequestParam boolean on, Officer officer) {
        hooks.set(id, on, officer);
        return Redirect.to(HERE + "?webhook=" + id).saying(on ? "notice.hook.is-on" : "notice.hook.is-off");
    }

    @PostMapping(HERE + "/webhooks/{id}/removal")
    Redirect remove(@PathVariable UUID id, Officer officer) {
        hooks.remove(id, officer);
        return Redirect.to(HERE).saying("notice.hook.removed");
    }

    @PostMapping(HERE + "/undelivered/{way:mail|webhooks}/{id}/{act:again|removal}")
    Redirect settle(@PathVariable String way, @PathVariable long id, @PathVariable String act) {
        boolean again = act.equals("again");
        int settled = way.equals("mail")
                ? again ? notices.again(id, clock.instant()) : notices.drop(id)
                : again ? table.again(id, clock.instant()) : table.drop(id);
        if (settled == 0) {
            throw new NotFound();
        }
        return Redirect.to(HERE).saying(again ? "notice.dead.is-again" : "notice.dead.is-dropped");
    }

    private Index index(FormInput input, @Nullable Hook opened, Frame frame) {
        List<NoticeTable.Notice> deadMail = notices.dead(MOST);
        return new Index(
                input,
                mail,
                settings.webhookOrigins(),
                table.all(),
                opened,
                opened == null ? List.of() : table.of(opened.id(), MOST),
                table.dead(MOST),
                deadMail,
                names.of(deadMail.stream().map(NoticeTable.Notice::account).collect(Collectors.toSet())),
                options(Stream.of(Hook.Step.values()), "notice.step.", frame),
                options(Stream.of(Urgency.values()).sorted(Collections.reverseOrder()), "web.urgency.", frame),
                options(Stream.of(Realm.values()), "notice.realm.", frame),
                removal(opened, frame));
    }

    private static Confirmation removal(@Nullable Hook hook, Frame frame) {
        String label = hook == null ? "" : hook.label();
        String id = hook == null ? "" : hook.id().toString();
        return new Confirmation(
                frame.text("notice.hook.remove-title"),
                frame.text("notice.hook.remove-question", label),
                frame.text("notice.hook.remove"),
                HERE + "/webhooks/" + id + "/removal",
                HERE + "?webhook=" + id);
    }

    private static <E extends Enum<E>> List<Option> options(Stream<E> constants, String prefix, Frame frame) {
        return constants
                .map(each -> new Option(each.name(), frame.text(prefix + each.name())))
                .toList();
    }

    private static FormInput start() {
        var ticked = new HashMap<String, Set<String>>();
        ticked.put("steps", Set.of("NEW", "LATE"));
        ticked.put("urgencies", Set.of("FLASH", "IMMEDIATE"));
        ticked.put("realms", Set.of("REAL"));
        return FormInput.starting(Map.of(), ticked);
    }

    private static <E extends Enum<E>> Set<E> ticked(FormInput input, String field, Class<E> type) {
        Set<E> ticked = Arrays.stream(type.getEnumConstants())
                .filter(each -> input.ticked(field, each.name()))
                .collect(Collectors.toSet());
        input.that(!ticked.isEmpty(), field, "notice.hook.expected.one");
        return ticked;
    }
}
