package vn.hiepdong.node.guardrails;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.node.NodeApplication;
import vn.hiepdong.node.RunningNode;
import vn.hiepdong.node.database.TestPostgres;
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
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.space.Urgency;

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
                Regulation.USUAL_ACKNOWLEDGEMENT,
                Regulation.USUAL_VERIFICATION,
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

    /// One of them.
    static final class Agency implements AutoCloseable {
        final AgencyCode code;
        final TestPostgres.Database database;
        final RunningNode node;
        final Ledger ledger;
        final Spaces spaces;
        final Information information;
        private final Map<String, Long> carried = new HashMap<>();

        Agency(Path folder, String code) {
            this.code = new AgencyCode(code);
            database = TestPostgres.freshDatabase();
            node = NodeApplication.start(settings(folder.resolve(code), code, database));
            ledger = node.part(Ledger.class);
            spaces = node.part(Spaces.class);
            information = node.part(Information.class);
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
                ledger.delivered(other.code, late);
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

        @Override
        public void close() {
            node.close();
            database.close();
        }
    }
}
