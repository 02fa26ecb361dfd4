package vn.hiepdong.node.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.node.NodeApplication;
import vn.hiepdong.node.RunningNode;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.exchange.Pairing;
import vn.hiepdong.node.exchange.Partners;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Credibility;
import vn.hiepdong.node.information.Handling;
import vn.hiepdong.node.information.Information;
import vn.hiepdong.node.information.Purpose;
import vn.hiepdong.node.information.Reliability;
import vn.hiepdong.node.information.SourceKind;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.Received;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.space.Regulation;
import vn.hiepdong.node.space.RegulationVersion;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.space.UsualTimes;

/// Whole nodes, each with a database of its own. What one says is carried to the other by hand, so that a test decides
/// when.
final class Agencies implements AutoCloseable {
    static final Actor DUTY = new Actor("PC08", "Trực ban");

    private final List<Agency> agencies;

    Agencies(Path folder, String... codes) {
        agencies = Stream.of(codes).map(code -> new Agency(folder, code)).toList();
    }

    Agency get(String code) {
        return agencies.stream()
                .filter(each -> each.code.value().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /// Everything that anybody has said goes to everybody who may have it.
    void carry() throws InterruptedException {
        for (Agency from : agencies) {
            for (Agency to : agencies) {
                if (from != to) {
                    from.carryTo(to);
                }
            }
        }
    }

    /// A regulation between all of them, in force.
    SpaceId agree(Realm realm) throws InterruptedException {
        Agency first = agencies.getFirst();
        var hash = first.spaces.propose(DUTY, null, realm, regulation(realm.name()));
        carry();
        for (Agency each : agencies.subList(1, agencies.size())) {
            each.spaces.sign(DUTY, hash);
        }
        carry();
        return first.spaces.version(hash).orElseThrow().space();
    }

    Regulation regulation(String title) {
        return new Regulation(
                title,
                null,
                agencies.stream().map(each -> each.code).toList(),
                List.of("lũ"),
                UsualTimes.ACKNOWLEDGEMENT,
                UsualTimes.VERIFICATION,
                LocalDate.of(2026, 1, 1),
                null);
    }

    static Content content(String title, String text) {
        return new Content(
                title,
                text,
                "flood",
                Urgency.ROUTINE,
                Purpose.RESPONSE,
                Handling.NOI_BO,
                Instant.parse("2026-09-01T02:10:00Z"),
                null,
                SourceKind.SENSOR,
                null,
                Reliability.A,
                Credibility.of("2"),
                List.of(),
                null);
    }

    static Set<AgencyCode> to(String... codes) {
        return Stream.of(codes).map(AgencyCode::new).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        agencies.forEach(Agency::close);
    }

    /// Pairs all of them, so that what is said travels by itself.
    void pair() throws InterruptedException {
        for (int i = 0; i < agencies.size(); i++) {
            for (Agency guest : agencies.subList(i + 1, agencies.size())) {
                Agency host = agencies.get(i);
                var invitation = host.node.part(Partners.class).invitation();
                guest.node.part(Partners.class).accept(invitation.line(), DUTY);
                until(
                        "the invitation arrives",
                        () -> host.node.part(Partners.class).partner(guest.code).isPresent());
                confirm(host, guest);
                confirm(guest, host);
            }
        }
    }

    private static void confirm(Agency one, Agency other) {
        var partners = one.node.part(Partners.class);
        var fingerprint = partners.partner(other.code).orElseThrow().fingerprint();
        assertThat(partners.confirm(other.code, fingerprint, DUTY)).isInstanceOf(Pairing.Done.class);
    }

    /// A regulation between all paired ones, in force everywhere.
    void agreeOverTheWire(Realm realm) throws InterruptedException {
        Agency first = agencies.getFirst();
        var hash = first.spaces.propose(DUTY, null, realm, regulation(realm.name()));
        for (Agency each : agencies.subList(1, agencies.size())) {
            until("the proposal arrives", () -> each.spaces.version(hash).isPresent());
            each.spaces.sign(DUTY, hash);
        }
        for (Agency each : agencies) {
            until(
                    "the regulation is in force",
                    () -> each.spaces
                            .version(hash)
                            .filter(RegulationVersion::inForce)
                            .isPresent());
        }
    }

    /// Waits for what other nodes do; a minute is what guardrail G13 gives them.
    static void until(String what, BooleanSupplier happened) throws InterruptedException {
        for (int i = 0; i < 1200; i++) {
            if (happened.getAsBoolean()) {
                return;
            }
            Thread.sleep(50);
        }
        throw new AssertionError("not after a minute: " + what);
    }

    /// One of them.
    static final class Agency implements AutoCloseable {
        final AgencyCode code;
        final TestPostgres.Database database;
        private final Path data;
        private final Map<String, Long> carried = new HashMap<>();
        RunningNode node;
        Ledger ledger;
        Spaces spaces;
        Information information;

        Agency(Path folder, String code) {
            this.code = new AgencyCode(code);
            data = folder.resolve(code);
            database = TestPostgres.freshDatabase();
            start();
        }

        void start() {
            node = NodeApplication.start(settings(data, code.value(), database));
            ledger = node.part(Ledger.class);
            spaces = node.part(Spaces.class);
            information = node.part(Information.class);
        }

        void stop() {
            node.close();
        }

        private static Map<String, Object> settings(Path data, String code, TestPostgres.Database database) {
            return Map.ofEntries(
                    Map.entry("hiepdong.data", data),
                    Map.entry("hiepdong.agency.code", code),
                    Map.entry("hiepdong.agency.name-vi", "Cơ quan " + code),
                    Map.entry("hiepdong.agency.name-en", "Agency " + code),
                    Map.entry("hiepdong.agency.kind", "other"),
                    Map.entry("hiepdong.web.port", 0),
                    Map.entry("hiepdong.exchange.address", "127.0.0.1"),
                    Map.entry("hiepdong.exchange.port", 0),
                    Map.entry("hiepdong.database.url", database.getJdbcUrl()),
                    Map.entry("hiepdong.database.username", database.getUsername()),
                    Map.entry("hiepdong.database.password", Objects.requireNonNull(database.getPassword())),
                    Map.entry("hiepdong.database.pool-size", 6));
        }

        JdbcClient sql() {
            return JdbcClient.create(database);
        }

        private void carryTo(Agency other) throws InterruptedException {
            for (LogView log : ledger.logs()) {
                var space = log.origin().space();
                if (log.own() && spaces.audience(space).contains(other.code)) {
                    carry(signed(log), other);
                }
            }
            for (Ledger.Late late : ledger.late(other.code, 1000)) {
                other.ledger.receiveLate(late.origin(), late.index(), late.payload());
                ledger.delivered(other.code, late.origin().toString(), late.index());
            }
        }

        private void carry(LogView log, Agency other) {
            String line = log.origin() + " → " + other.code;
            long from = carried.getOrDefault(line, 0L);
            if (from < log.size()) {
                var entries = ledger.entries(log.id(), from, log.size(), other.code);
                other.ledger.receive(new Received(log.origin(), from, entries, log.checkpoint()));
                carried.put(line, log.size());
            }
        }

        private LogView signed(LogView log) throws InterruptedException {
            for (int i = 0; i < 3000; i++) {
                LogView now = ledger.log(log.id()).orElseThrow();
                if (now.signedSize() == now.size()) {
                    return now;
                }
                Thread.sleep(10);
            }
            throw new AssertionError(log.origin() + " is not signed after 30 s");
        }

        /// Tables of this node in which this text stands, readable by anybody who has the database.
        List<String> tablesThatHold(String text) {
            var found = new ArrayList<String>();
            sql().sql("""
                            select table_name, column_name, data_type from information_schema.columns
                            where table_schema = 'public' order by 1, 2
                            """)
                    .query((row, _) -> List.of(row.getString(1), row.getString(2), row.getString(3)))
                    .list()
                    .forEach(column -> {
                        String holds = column.get(2).equals("bytea")
                                ? "position(convert_to(:text, 'UTF8') in \"%s\") > 0"
                                : "position(:text in \"%s\"::text) > 0";
                        boolean there = sql().sql("select exists (select from \"%s\" where %s)"
                                        .formatted(column.get(0), holds.formatted(column.get(1))))
                                .param("text", text)
                                .query(Boolean.class)
                                .single();
                        if (there) {
                            found.add(column.get(0) + "." + column.get(1));
                        }
                    });
            return found;
        }

        /// Columns in which these bytes stand.
        List<String> columnsThatHold(byte[] secret) {
            return sql().sql("""
                            select table_name, column_name from information_schema.columns
                            where table_schema = 'public' and data_type = 'bytea'
                            """).query((row, _) -> List.of(row.getString(1), row.getString(2))).list().stream()
                    .filter(column -> sql().sql(
                                    "select exists (select from \"%s\" where position(:secret in \"%s\") > 0)"
                                            .formatted(column.get(0), column.get(1)))
                            .param("secret", secret)
                            .query(Boolean.class)
                            .single())
                    .map(column -> column.get(0) + "." + column.get(1))
                    .toList();
        }

        @Override
        public void close() {
            node.close();
            database.close();
        }
    }
}
