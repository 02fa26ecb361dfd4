package vn.hiepdong.node.notice;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.HashJson;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SigningGuard;
import vn.hiepdong.node.watch.Appointment;
import vn.hiepdong.node.watch.CalendarSource;
import vn.hiepdong.node.watch.Waiting;
import vn.hiepdong.node.watch.WaitingSource;
import vn.hiepdong.node.web.LiveUpdates;
import vn.hiepdong.node.web.Texts;

/// One instance of a node that has accounts, an audit and notices; several may share a database. What waits is what a
/// test puts into [Desk].
final class Instance implements AutoCloseable {
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    /// What waits, for whom it waits, and what is in the calendar.
    static final class Desk implements WaitingSource, CalendarSource {
        private final List<Waiting> waiting = new CopyOnWriteArrayList<>();
        final List<Appointment> appointments = new CopyOnWriteArrayList<>();

        @Override
        public List<Waiting> waitingFor(Officer officer) {
            return officer.is(Role.DUTY_OFFICER) ? List.copyOf(waiting) : List.of();
        }

        @Override
        public List<Appointment> appointments(Officer officer, Instant from, Instant to) {
            return List.copyOf(appointments);
        }

        void put(String number, String title, String urgency, @Nullable Instant due) {
            put(number, title, urgency, due, Realm.REAL, false);
        }

        void put(String number, String title, String urgency, @Nullable Instant due, Realm realm, boolean restricted) {
            waiting.add(new Waiting(
                    "information.waiting.WRITTEN",
                    title,
                    "/information/" + number,
                    urgency,
                    new AgencyCode("MIL"),
                    realm,
                    Instant.parse("2026-11-28T01:00:00Z"),
                    due,
                    restricted,
                    null));
        }

        void settle(String number) {
            waiting.removeIf(each -> each.href().endsWith("/" + number));
        }
    }

    Instance(
            Path keys,
            TestPostgres.Database database,
            InstantSource clock,
            Desk desk,
            MailSettings mail,
            String... to) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test", Map.of("hiepdong.web.strict-texts", "true")));
        context.registerBean("database", DataSource.class, () -> database, bean -> bean.setDestroyMethodName(""));
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
        context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.registerBean("clock", InstantSource.class, () -> clock);
        context.registerBean(JsonMapper.class, (Supplier<JsonMapper>)
                () -> JsonMapper.builder().addModule(HashJson.module()).build());
        context.registerBean(Uuid7.class, () -> new Uuid7(clock, new SecureRandom()));
        context.registerBean(Texts.class);
        context.registerBean(LiveUpdates.class);
        context.registerBean("desk", Desk.class, () -> desk);
        context.registerBean(MailSettings.class, () -> mail);
        context.registerBean(QuietRules.class, () -> List::of);
        context.registerBean(NoticeSettings.class, () -> new NoticeSettings("https://node.example.vn", List.of(to)));
        scan("vn.hiepdong.node.access", ".*\\.(Recipients|AccountTable|AccountNames|SecretAddresses|Throttle|Secrets)");
        scan("vn.hiepdong.node.audit", ".*\\.(Audit|AuditTable)");
        scan(
                "vn.hiepdong.node.notice",
                ".*\\.(CloudEvents|Hooks|HookTable|HookRound|Letters|MailRound|Look|Queues|NoticeTable|ChoiceTable"
                        + "|FloorTable|FeedTable|CalendarPages)");
        context.registerBean(AgencyKeys.class, () -> AgencyKeys.in(keys, new AgencyCode("POL")));
        context.registerBean(
                Ledger.class,
                () -> new Ledger(
                        database,
                        context.getBean(JdbcTransactionManager.class),
                        context.getBean(AgencyKeys.class),
                        context.getBeansOfType(Projection.class).values().stream()
                                .<Projection<?>>map(each -> each)
                                .toList(),
                        clock,
                        Duration.ofMillis(5),
                        SigningGuard.none()));
        context.refresh();
    }

    private void scan(String where, String which) {
        var scanner = new ClassPathBeanDefinitionScanner(context, false);
        scanner.addIncludeFilter(new RegexPatternTypeFilter(Pattern.compile(which)));
        scanner.scan(where);
    }

    static MailSettings noMail() {
        return new MailSettings("", 25, "", "", "", MailSettings.Security.NONE, Duration.ofSeconds(5));
    }

    static MailSettings mail(int port) {
        return new MailSettings(
                "127.0.0.1", port, "", "", "trucban@pol.example.vn", MailSettings.Security.NONE, Duration.ofSeconds(5));
    }

    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /// An account as an administrator would open one.
    static UUID account(TestPostgres.Database database, String username, String mailbox, Role role, String language) {
        UUID id = UUID.randomUUID();
        JdbcClient.create(database)
                .sql("""
                        insert into access_account
                               (id, username, display_name, password_hash, unit, post, roles, language, mailbox,
                                active, must_change_password, created_at)
                        values (:id, :username, 'Sĩ quan', '$argon2id$none', 'D1', 'Trực ban', :roles, :language,
                                :mailbox, true, false, now())
                        """)
                .param("id", id)
                .param("username", username)
                .param("roles", new String[] {role.name()})
                .param("language", language)
                .param("mailbox", mailbox)
                .update();
        return id;
    }

    @Override
    public void close() {
        context.close();
    }
}
