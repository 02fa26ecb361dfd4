package vn.hiepdong.node.notice;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.SecretAddresses;
import vn.hiepdong.node.audit.Audit;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.NotFound;

/// The door of the webhooks. What an administrator does and what the audit hears of it are one transaction.
@Component
class Hooks {
    static final int MOST = 20;
    /// What may wait for one of them; one that is so far behind is not told any more until somebody looked.
    static final int MOST_WAITING = 1000;

    private final HookTable table;
    private final CloudEvents events;
    private final NoticeSettings settings;
    private final Audit audit;
    private final SecretAddresses secrets;
    private final Uuid7 ids;
    private final InstantSource clock;
    private final TransactionTemplate transaction;

    Hooks(
            HookTable table,
            CloudEvents events,
            NoticeSettings settings,
            Audit audit,
            SecretAddresses secrets,
            Uuid7 ids,
            InstantSource clock,
            PlatformTransactionManager transactions) {
        this.table = table;
        this.events = events;
        this.settings = settings;
        this.audit = audit;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
        transaction = new TransactionTemplate(transactions);
    }

    /// What an administrator writes into the form.
    ///
    /// @param secret empty for one that is made here
    record Wish(
            String label,
            String address,
            String secret,
            Set<Hook.Step> steps,
            Set<Urgency> urgencies,
            Set<Realm> realms,
            List<String> kinds) {}

    boolean any() {
        return table.anyOn();
    }

    Hook get(UUID id) {
        return table.find(id).orElseThrow(NotFound::new);
    }

    /// @return the new one, with the secret that is told once
    Hook add(Wish wish, Officer officer) {
        if (NoticeSettings.origin(wish.address()).isEmpty()) {
            throw new BadInput("address", "notice.hook.expected.address");
        }
        if (!settings.allows(wish.address())) {
            throw new BadInput("address", "notice.hook.expected.allowed");
        }
        if (!wish.secret().isEmpty() && !isSecret(wish.secret())) {
            throw new BadInput("secret", "notice.hook.expected.secret");
        }
        var hook = new Hook(
                ids.next(),
                wish.label(),
                wish.address(),
                wish.secret().isEmpty() ? newSecret() : wish.secret(),
                wish.steps(),
                wish.urgencies(),
                wish.realms(),
                wish.kinds(),
                Hook.State.ON,
                clock.instant(),
                null);
        transaction.executeWithoutResult(_ -> {
            if (table.count() >= MOST) {
                throw new BadInput("address", "notice.hook.expected.fewer", MOST);
            }
            table.insert(hook);
            audit.receiversChanged(officer, "added " + hook.address());
        });
        return hook;
    }

    void remove(UUID id, Officer officer) {
        transaction.executeWithoutResult(_ -> {
            Hook hook = get(id);
            table.delete(id);
            audit.receiversChanged(officer, "removed " + hook.address());
        });
    }

    void set(UUID id, boolean on, Officer officer) {
        transaction.executeWithoutResult(_ -> {
            Hook hook = get(id);
            table.set(id, on ? Hook.State.ON : Hook.State.OFF);
            audit.receiversChanged(officer, (on ? "switched on " : "switched off ") + hook.address());
        });
    }

    /// Puts an event in the row that says nothing but that the way is open.
    void test(UUID id) {
        Hook hook = get(id);
        CloudEvents.Event event = events.test(clock.instant());
        table.enqueue(hook.id(), event.id(), event.body(), clock.instant());
    }

    /// Within the transaction in which these were found.
    void tell(List<Matter> fresh, Instant now) {
        for (Hook hook : table.on()) {
            List<Matter> wanted = fresh.stream().filter(hook::wants).toList();
            if (wanted.isEmpty()) {
                continue;
            }
            if (table.waiting(hook.id()) + wanted.size() > MOST_WAITING) {
                table.set(hook.id(), Hook.State.FULL);
                continue;
            }
            for (Matter matter : wanted) {
                CloudEvents.Event event = events.of(matter, now);
                table.enqueue(hook.id(), event.id(), event.body(), now);
            }
        }
    }

    private static boolean isSecret(String secret) {
        if (!Hook.SECRET.matcher(secret).matches()) {
            return false;
        }
        try {
            int bytes = Base64.getDecoder().decode(secret.substring("whsec_".length())).length;
            return bytes >= 24 && bytes <= 64;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private String newSecret() {
        return "whsec_"
                + Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(secrets.secret()));
    }
}
