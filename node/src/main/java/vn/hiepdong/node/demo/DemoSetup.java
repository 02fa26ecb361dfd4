package vn.hiepdong.node.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The files of the demo: what each node is configured with, and what scripts and people read to use them.
final class DemoSetup {
    /// What partners dial, and what the nodes listen on behind it (see [DemoLines]).
    static final int EXCHANGE_PORTS_ABOVE = 10;

    static final int LISTENING_PORTS_ABOVE = 20;
    static final String CUT = "cut";

    private static final List<String> SCOPES = List.of(
            "information:read",
            "information:write",
            "partners:read",
            "partners:write",
            "regulation:write",
            "import:write");

    private final JsonMapper json =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private final SecureRandom random = new SecureRandom();
    private final Path folder;
    private final int firstPort;

    DemoSetup(Path folder, int firstPort) {
        this.folder = folder;
        this.firstPort = firstPort;
    }

    /// An agency as `demo/agencies.json` has it.
    record Cast(String code, String nameVi, String nameEn, String kind, Map<String, String> units) {}

    /// An officer of every agency as `demo/officers.json` has it.
    record Role(String username, String displayName, String unit, String post, List<String> roles) {}

    /// What a node reads at its start (`hiepdong.setup`).
    record Accounts(List<Officer> officers, List<Token> tokens) {
        String token(String name) {
            return tokens.stream()
                    .filter(each -> each.name().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .token();
        }
    }

    record Officer(
            String username, String password, String displayName, String unit, String post, List<String> roles) {}

    record Token(String name, String token, String username, List<String> scopes) {}

    /// Writes what is missing; the ports follow this start's `--port`, passwords and tokens stay as they were.
    List<DemoParty> write() throws IOException {
        var parties = new ArrayList<DemoParty>();
        for (var agency : read("agencies.json", new TypeReference<List<Cast>>() {})) {
            parties.add(write(agency, firstPort + parties.size()));
        }
        var summary = parties.stream()
                .map(party -> Map.of(
                        "code", party.code(),
                        "url", party.url().toString(),
                        "apiToken", party.apiToken(),
                        "officers", party.officers()))
                .toList();
        writePrivately(folder.resolve("demo.json"), json.writeValueAsString(Map.of("agencies", summary)));
        return parties;
    }

    Path configuration(String code) {
        return folder.resolve(code).resolve("node.properties");
    }

    private DemoParty write(Cast agency, int port) throws IOException {
        var home = Files.createDirectories(folder.resolve(agency.code()));
        var accounts = accounts(agency, home.resolve("setup.json"));
        var exchangePort = port + EXCHANGE_PORTS_ABOVE;
        var exchangeUrl = "https://127.0.0.1:" + exchangePort;
        writePrivately(configuration(agency.code()), """
                hiepdong.data=data
                hiepdong.agency.code=%s
                hiepdong.agency.name-vi=%s
                hiepdong.agency.name-en=%s
                hiepdong.agency.kind=%s
                hiepdong.setup=setup.json
                hiepdong.web.port=%d
                hiepdong.exchange.address=127.0.0.1
                hiepdong.exchange.port=%d
                hiepdong.exchange.url=%s
                hiepdong.database.binaries=../postgresql
                hiepdong.design=true
                hiepdong.demo.cut-file=../%s
                """.formatted(
                        agency.code(),
                        agency.nameVi(),
                        agency.nameEn(),
                        agency.kind(),
                        port,
                        port + LISTENING_PORTS_ABOVE,
                        exchangeUrl,
                        CUT));
        return new DemoParty(
                agency.code(),
                URI.create("http://127.0.0.1:" + port),
                URI.create(exchangeUrl),
                accounts.token("demo"),
                accounts.token("demo-admin"),
                accounts.officers().stream()
                        .map(each -> new DemoParty.DemoOfficer(
                                each.username(), each.password(), String.join(",", each.roles())))
                        .toList());
    }

    private Accounts accounts(Cast agency, Path file) throws IOException {
        if (Files.exists(file)) {
            return json.readValue(Files.readAllBytes(file), Accounts.class);
        }
        var officers = read("officers.json", new TypeReference<List<Role>>() {}).stream()
                .map(role -> new Officer(
                        role.username(),
                        secret(15),
                        role.displayName(),
                        agency.units().getOrDefault(role.unit(), ""),
                        role.post(),
                        role.roles()))
                .toList();
        var accounts = new Accounts(
                officers,
                List.of(
                        new Token("demo", secret(33), "ketnoi", SCOPES),
                        new Token("demo-admin", secret(33), "quantri", adminScopes())));
        writePrivately(file, json.writeValueAsString(accounts));
        return accounts;
    }

    private static List<String> adminScopes() {
        var scopes = new ArrayList<>(SCOPES);
        scopes.add("admin");
        return scopes;
    }

    private String secret(int bytes) {
        var secret = new byte[bytes];
        random.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private <T> List<T> read(String name, TypeReference<List<T>> type) throws IOException {
        try (InputStream text = DemoSetup.class.getResourceAsStream("/demo/" + name)) {
            if (text == null) {
                throw new IOException("/demo/" + name + " is missing from the node's jar");
            }
            return json.readValue(text, type);
        }
    }

    /// Whole or not at all, and for nobody else to read: it holds passwords.
    private static void writePrivately(Path file, String text) throws IOException {
        var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        Files.deleteIfExists(unfinished);
        var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = Files.newByteChannel(unfinished, options, owner)) {
            channel.write(java.nio.charset.StandardCharsets.UTF_8.encode(text));
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
