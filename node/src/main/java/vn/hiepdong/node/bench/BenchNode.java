package vn.hiepdong.node.bench;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.exchange.Pairing;
import vn.hiepdong.node.exchange.Partner;
import vn.hiepdong.node.exchange.Partners;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Regulation;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.space.Usual;

/// A whole node with its own database, as `serve` would start it, on free ports of loopback.
final class BenchNode implements AutoCloseable {
    static final Actor DUTY = new Actor("TB", "Trực ban");

    private final Path folder;
    private final AgencyCode code;
    private final int webPort;
    private final int exchangePort;
    private final Function<Map<String, ?>, StartedNode> starter;
    private StartedNode node;

    BenchNode(Function<Map<String, ?>, StartedNode> starter, Path folder, String code) {
        this.starter = starter;
        this.folder = folder;
        this.code = new AgencyCode(code);
        webPort = freePort();
        exchangePort = freePort();
        node = start();
    }

    private StartedNode start() {
        return starter.apply(Map.ofEntries(
                Map.entry("hiepdong.data", folder.resolve(code.value())),
                Map.entry("hiepdong.database.binaries", folder.resolve("postgresql")),
                Map.entry("hiepdong.agency.code", code.value()),
                Map.entry("hiepdong.agency.name-vi", "Cơ quan " + code),
                Map.entry("hiepdong.agency.name-en", "Agency " + code),
                Map.entry("hiepdong.web.port", webPort),
                Map.entry("hiepdong.exchange.address", "127.0.0.1"),
                Map.entry("hiepdong.exchange.port", exchangePort),
                Map.entry("logging.level.root", "WARN")));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    <T> T part(Class<T> type) {
        return node.part(type);
    }

    AgencyCode code() {
        return code;
    }

    String url() {
        return node.url();
    }

    Ledger ledger() {
        return part(Ledger.class);
    }

    void restart() {
        node = start();
    }

    /// Pairs two nodes and puts a regulation between them in force.
    static void join(BenchNode one, BenchNode other) throws InterruptedException {
        String invitation = one.part(Partners.class).invitation().line();
        partner(other.part(Partners.class).accept(invitation, DUTY));
        until(() -> one.part(Partners.class).partner(other.code).isPresent());
        confirm(one, other);
        confirm(other, one);
        Usual usual = one.part(Spaces.class).usual();
        var regulation = new Regulation(
                "Đo",
                null,
                List.of(one.code, other.code),
                List.of("Đo"),
                usual.acknowledgeWithin(),
                usual.verifyWithin(),
                LocalDate.EPOCH,
                null);
        Hash hash = one.part(Spaces.class).propose(DUTY, null, Realm.TEST, regulation);
        until(() -> other.part(Spaces.class).version(hash).isPresent());
        other.part(Spaces.class).sign(DUTY, hash);
        until(() -> one.part(Spaces.class)
                .inForceWith(Realm.TEST, List.of(other.code))
                .isPresent());
    }

    private static void confirm(BenchNode here, BenchNode there) {
        String readAloud =
                there.part(Partners.class).partner(here.code).orElseThrow().fingerprint();
        partner(here.part(Partners.class).confirm(there.code, readAloud, DUTY));
    }

    private static Partner partner(Pairing outcome) {
        if (outcome instanceof Pairing.Done done) {
            return done.partner();
        }
        throw new IllegalStateException("pairing was refused: " + outcome);
    }

    static void until(java.util.function.BooleanSupplier so) throws InterruptedException {
        long end = System.nanoTime() + 600_000_000_000L;
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("waited ten minutes in vain");
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
