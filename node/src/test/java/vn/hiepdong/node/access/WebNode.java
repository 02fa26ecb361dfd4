package vn.hiepdong.node.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.database.TestPostgres;

/// One instance of a node that has pages and accounts and nothing else, on a real port and a real database.
public final class WebNode implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private WebNode(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /// A clock that stands still until a test moves it.
    public static final class Clock implements InstantSource {
        private volatile Instant now = Instant.parse("2026-11-22T02:10:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        public void advance(Duration by) {
            now = now.plus(by);
        }
    }

    /// Remembers what the audit would have been told.
    public static final class Told implements AccessEvents {
        public final List<AccessEvent> events = new CopyOnWriteArrayList<>();

        @Override
        public void happened(AccessEvent event) {
            events.add(event);
        }
    }

    public static WebNode start(TestPostgres.Database database, Clock clock, String... settings) {
        return start(database, clock, Map.of(), settings);
    }

    public static WebNode start(
            TestPostgres.Database database, Clock clock, Map<String, Object> beans, String... settings) {
        var application = new SpringApplication(Parts.class);
        application.addInitializers(context -> {
            var generic = (GenericApplicationContext) context;
            generic.registerBean(
                    "database", javax.sql.DataSource.class, () -> database, bean -> bean.setDestroyMethodName(""));
            generic.registerBean("clock", InstantSource.class, () -> clock);
            generic.registerBean("ids", Uuid7.class, () -> new Uuid7(clock, new SecureRandom()));
            generic.registerBean("told", Told.class, Told::new);
            beans.forEach((name, bean) -> register(generic, name, bean));
        });
        var arguments = new ArrayList<>(List.of(
                "--hiepdong.agency.code=POL",
                "--hiepdong.agency.name-vi=Công an thành phố",
                "--hiepdong.agency.name-en=City Police",
                "--hiepdong.web.port=0",
                "--spring.flyway.enabled=false",
                "--db-scheduler.enabled=false"));
        arguments.addAll(List.of(settings));
        return new WebNode(application.run(arguments.toArray(String[]::new)));
    }

    @SuppressWarnings("unchecked")
    private static <T> void register(GenericApplicationContext context, String name, T bean) {
        context.registerBean(name, (Class<T>) bean.getClass(), () -> bean);
    }

    public String url() {
        var server = ((ServletWebServerApplicationContext) context).getWebServer();
        if (server == null) throw new IllegalStateException("no server");
        return "http://localhost:" + server.getPort();
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    public List<AccessEvent> told() {
        return part(Told.class).events;
    }

    /// Opens an account with the password "mật khẩu của <name>".
    public void account(String username, Role... roles) {
        part(Accounts.class)
                .open(
                        username,
                        Accounts.details("Sĩ quan " + username, "D1", "Trực ban", Set.of(roles)),
                        password(username),
                        AccessEvent.NODE);
    }

    /// A token for programs, of an account that was opened before.
    public String token(String username, Scope... scopes) {
        var accounts = part(Accounts.class);
        var id = accounts.named(username).orElseThrow().id();
        return accounts.issueToken(id, "test", Set.of(scopes), Duration.ofDays(1), id);
    }

    public static String password(String username) {
        return "mật khẩu của " + username;
    }

    public Browser browser() {
        return new Browser(url());
    }

    public Browser signedIn(String username) {
        var browser = browser();
        browser.signIn(username, password(username));
        return browser;
    }

    @Override
    public void close() {
        context.close();
    }

    /// Not marked as a configuration, so that a whole node started by some other test does not find it.
    @EnableAutoConfiguration
    @ComponentScan(basePackages = {"vn.hiepdong.node.web", "vn.hiepdong.node.access"})
    static class Parts {}
}
