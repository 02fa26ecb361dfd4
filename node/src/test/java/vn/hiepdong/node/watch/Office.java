package vn.hiepdong.node.watch;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.NodeApplication;
import vn.hiepdong.node.RunningNode;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.exchange.Partners;
import vn.hiepdong.node.information.Information;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Regulation;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.space.UsualTimes;

/// A whole node with an officer for every role, whose username is the role's name in small letters. It speaks to
/// others over the real exchange.
public final class Office implements AutoCloseable {
    public static final Actor COMMANDER = new Actor("CH", "Trực chỉ huy");
    public static final String PASSWORD = "một mật khẩu để thử";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    public final AgencyCode code;
    public final String name;
    public final TestPostgres.Database database = TestPostgres.freshDatabase();
    public final RunningNode node;

    public Office(Path folder, String code, String name) throws IOException {
        this(folder, code, name, freePort(), "");
    }

    /// A node that partners are told to look for where nothing is.
    public static Office alone(Path folder, String code, String name) throws IOException {
        return new Office(folder, code, name, freePort(), "https://127.0.0.1:1");
    }

    /// A node with further parts, such as a clock that a test moves.
    ///
    /// @param parts a class with beans that is not found by itself
    public static Office with(Path folder, String code, String name, Class<?> parts) throws IOException {
        return new Office(folder, code, name, freePort(), "", Map.of("spring.main.sources", parts.getName()));
    }

    private Office(Path folder, String code, String name, int port, String url) throws IOException {
        this(folder, code, name, port, url, Map.of());
    }

    private Office(Path folder, String code, String name, int port, String url, Map<String, ?> more)
            throws IOException {
        this.code = new AgencyCode(code);
        this.name = name;
        Path home = Files.createDirectories(folder.resolve(code));
        Map<String, Object> settings = new HashMap<>(more);
        settings.putAll(Map.ofEntries(
                Map.entry("hiepdong.data", home),
                Map.entry("hiepdong.setup", Files.writeString(home.resolve("setup.json"), officers(code))),
                Map.entry("hiepdong.agency.code", code),
                Map.entry("hiepdong.agency.name-vi", name),
                Map.entry("hiepdong.agency.name-en", "Agency " + code),
                Map.entry("hiepdong.agency.kind", "other"),
                Map.entry("hiepdong.web.port", 0),
                Map.entry("hiepdong.web.strict-texts", true),
                Map.entry("hiepdong.exchange.address", "127.0.0.1"),
                Map.entry("hiepdong.exchange.port", port),
                Map.entry("hiepdong.exchange.url", url.isEmpty() ? "https://127.0.0.1:" + port : url),
                Map.entry("hiepdong.database.url", database.getJdbcUrl()),
                Map.entry("hiepdong.database.username", database.getUsername()),
                Map.entry("hiepdong.database.password", Objects.requireNonNull(database.getPassword())),
                Map.entry("hiepdong.database.pool-size", 10)));
        node = NodeApplication.start(settings);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String officers(String code) {
        return Stream.of(Role.values())
                .map(role -> """
                        {"username": "%s", "password": "%s", "displayName": "Sĩ quan %s", "unit": "%s-PC08",
                         "post": "Trực ban %s", "roles": ["%s"]}
                        """.formatted(username(role), PASSWORD, role, code, code, role))
                .collect(Collectors.joining(",", "{\"officers\": [", "], \"tokens\": [" + tokens() + "]}"));
    }

    private static String tokens() {
        return Stream.of(Role.values())
                .map(role ->
                        """
                        {"name": "%1$s", "username": "%1$s", "token": "%2$s", "scopes": ["partners:read", "partners:write", "metrics:read", "information:read", "information:write"%3$s]}
                        """.formatted(username(role), token(role), role == Role.ADMINISTRATOR ? ", \"admin\"" : ""))
                .collect(Collectors.joining(","));
    }

    /// A token of the officer with that role.
    public static String token(Role role) {
        return "token-for-tests-of-the-officer-" + username(role);
    }

    private static String username(Role role) {
        return role.name().toLowerCase(java.util.Locale.ROOT);
    }

    public Browser as(Role role) {
        var browser = new Browser(node.url());
        browser.signIn(username(role), PASSWORD);
        return browser;
    }

    public Information information() {
        return node.part(Information.class);
    }

    public Spaces spaces() {
        return node.part(Spaces.class);
    }

    public Partners partners() {
        return node.part(Partners.class);
    }

    public JdbcClient sql() {
        return JdbcClient.create(database);
    }

    /// Connects two offices as their administrators would.
    public void connect(Office other) {
        other.partners().accept(partners().invitation().line(), COMMANDER);
        until(() -> partners().partner(other.code).isPresent());
        for (Office one : List.of(this, other)) {
            AgencyCode far = one == this ? other.code : code;
            one.partners()
                    .confirm(far, one.partners().partner(far).orElseThrow().fingerprint(), COMMANDER);
        }
    }

    /// A regulation between the two, signed by both.
    public Hash agree(Office other, Realm realm, String title) {
        var regulation = new Regulation(
                title,
                "01/QCPH",
                List.of(code, other.code),
                List.of("Ứng phó thiên tai", "Tìm kiếm cứu nạn"),
                UsualTimes.ACKNOWLEDGEMENT,
                UsualTimes.VERIFICATION,
                LocalDate.parse("2026-01-01"),
                null);
        Hash hash = spaces().propose(COMMANDER, null, realm, regulation);
        until(() -> other.spaces().version(hash).isPresent());
        other.spaces().sign(COMMANDER, hash);
        until(() -> spaces().version(hash).orElseThrow().inForce()
                && other.spaces().version(hash).orElseThrow().inForce());
        return hash;
    }

    /// Waits for what the exchange has to bring about. The limit ends a failed test and measures nothing.
    public static void until(BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("did not come to pass within " + LIMIT);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    public static Set<AgencyCode> codes(String... codes) {
        return Stream.of(codes).map(AgencyCode::new).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        node.close();
        database.close();
    }
}
