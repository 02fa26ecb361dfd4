package vn.hiepdong.node.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.node.guardrails.Agencies.Agency;
import vn.hiepdong.node.information.Filter;
import vn.hiepdong.node.information.InformationEntry;
import vn.hiepdong.node.information.InformationId;
import vn.hiepdong.node.information.ItemRow;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.Refused;

/// G20, AT-8.1, AT-8.2, AT-8.7: what is exercised or tested is never taken for real, nor the other way round.
class RealmsNeverMixTest {
    private static final Map<Realm, SpaceId> SPACES = new EnumMap<>(Realm.class);

    @TempDir
    private static Path folder;

    private static Agencies agencies;
    private static Agency pol;
    private static Agency mil;

    @BeforeAll
    static void agree() throws InterruptedException {
        agencies = new Agencies(folder, "POL", "MIL");
        pol = agencies.get("POL");
        mil = agencies.get("MIL");
        for (Realm realm : Realm.values()) {
            SPACES.put(realm, agencies.agree(realm));
        }
    }

    @AfterAll
    static void close() {
        agencies.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 20261122})
    void aQueryInOneRealmNeverReturnsAnItemOfAnother(long seed) throws InterruptedException {
        var random = new Random(seed);
        var said = new HashMap<InformationId, Realm>();
        for (int i = 0; i < 30; i++) {
            Agency writer = random.nextBoolean() ? pol : mil;
            Realm realm = Realm.values()[random.nextInt(3)];
            var item = writer.information.write(
                    Agencies.DUTY,
                    realm,
                    random.nextBoolean() ? SPACES.get(realm) : null,
                    Agencies.to(writer == pol ? "MIL" : "POL"),
                    Agencies.content("nước lên " + random.nextInt(5), "hạt giống " + seed));
            said.put(item.id(), realm);
        }
        agencies.carry();
        for (InformationId id : said.keySet()) {
            respond(random, id);
        }
        agencies.carry();

        for (Agency reader : List.of(pol, mil)) {
            for (Realm realm : Realm.values()) {
                for (Filter filter : filters(realm, random)) {
                    var seen = reader.information.list(filter, Long.MAX_VALUE, 10_000);
                    assertThat(seen)
                            .as("seed %d, %s asks %s", seed, reader.code, filter)
                            .extracting(ItemRow::realm)
                            .allMatch(realm::equals);
                    assertThat(seen)
                            .extracting(row -> said.getOrDefault(row.id(), realm))
                            .allMatch(realm::equals);
                }
                var all = new HashSet<InformationId>();
                reader.information
                        .list(Filter.all(realm), Long.MAX_VALUE, 10_000)
                        .forEach(row -> all.add(row.id()));
                said.forEach((id, of) -> assertThat(all.contains(id)).isEqualTo(of == realm));
            }
            assertThat(rowsInTheWrongRealm(reader)).isZero();
        }
    }

    private static void respond(Random random, InformationId id) {
        for (Agency agency : List.of(pol, mil)) {
            boolean own = agency.information.item(id).orElseThrow().origin().equals(agency.code);
            if (own && random.nextInt(3) == 0) {
                agency.information.correct(Agencies.DUTY, id, 1, Agencies.content("nước rút", "đính chính"), "đo lại");
            } else if (!own && random.nextBoolean()) {
                agency.information.acknowledge(Agencies.DUTY, id, null);
            }
        }
    }

    private static List<Filter> filters(Realm realm, Random random) {
        var filters = new ArrayList<>(List.of(Filter.all(realm)));
        for (int i = 0; i < 10; i++) {
            filters.add(new Filter(
                    realm,
                    maybe(random, Urgency.ROUTINE),
                    maybe(random, "flood"),
                    Optional.empty(),
                    maybe(random, random.nextBoolean() ? pol.code : mil.code),
                    Optional.empty(),
                    Optional.empty(),
                    maybe(random, "nuoc"),
                    random.nextBoolean()));
        }
        return filters;
    }

    private static <T> Optional<T> maybe(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    /// The realm of a row is that of the log that its statement stands in, which the log's name signs.
    private static int rowsInTheWrongRealm(Agency agency) {
        return agency.sql().sql("""
                        select count(*) from information_item i
                        join information_version v on v.id = i.id
                        join ledger_log l on l.id = v.log
                        where i.realm <> l.realm or i.space <> l.space
                           or l.origin not like 'hd1/' || lower(i.realm) || '/%'
                        """).query(Integer.class).single();
    }

    @Test
    void nothingIsWrittenIntoASpaceOfAnotherRealm() {
        for (Realm wanted : Realm.values()) {
            for (Realm other : Realm.values()) {
                if (wanted == other) {
                    continue;
                }
                long before = entries(pol);
                assertThatThrownBy(() -> pol.information.write(
                                Agencies.DUTY,
                                wanted,
                                SPACES.get(other),
                                Agencies.to("MIL"),
                                Agencies.content("nước lên", "nhầm")))
                        .as("%s into %s", wanted, other)
                        .isInstanceOf(Refused.class);
                assertThat(entries(pol)).isEqualTo(before);
            }
        }
    }

    @Test
    void whatIsExercisedCannotBeWrittenIntoThePrivateSpaceWhichIsReal() {
        assertThatThrownBy(() -> pol.information.write(
                        Agencies.DUTY,
                        Realm.EXERCISE,
                        pol.ledger.privatePlace().space(),
                        Set.of(),
                        Agencies.content("nước lên", "giả định")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void theLedgerItselfWritesNothingUnderAnotherRealm() {
        for (Realm wanted : Realm.values()) {
            for (Realm other : Realm.values()) {
                if (wanted != other) {
                    var place = new Place(SPACES.get(other), wanted);
                    var entry = new InformationEntry.RevocationConfirmed(
                            new InformationId(SPACES.get(other).value()));
                    assertThatThrownBy(() -> pol.ledger.append(new Statement(place, Agencies.DUTY, Set.of(), entry)))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("realm");
                }
            }
        }
    }

    @Test
    void aRegulationCannotChangeTheRealmOfItsSpace() {
        assertThatThrownBy(() -> pol.spaces.propose(
                        Agencies.DUTY, SPACES.get(Realm.EXERCISE), Realm.REAL, agencies.regulation("thật")))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> pol.spaces.propose(
                        Agencies.DUTY, SPACES.get(Realm.REAL), Realm.EXERCISE, agencies.regulation("diễn tập")))
                .isInstanceOf(Refused.class);
    }

    @Test
    void theNameOfALogWithoutAKnownRealmIsRefused() {
        var random = new Random(8);
        for (LogView log : pol.ledger.logs()) {
            String name = log.origin().toString();
            String realm = name.split("/")[1];
            for (String bad : List.of(
                    name.replace("/" + realm + "/", "/"),
                    name.replace("/" + realm + "/", "//"),
                    name.replace("/" + realm + "/", "/" + realm.toUpperCase(java.util.Locale.ROOT) + "/"),
                    name.replace("/" + realm + "/", "/" + realm + " /"),
                    name.replace("/" + realm + "/", "/live/"),
                    name.replace("/" + realm + "/", "/" + garbled(realm, random) + "/"))) {
                assertThatThrownBy(() -> LogOrigin.parse(bad)).as(bad).isInstanceOf(FormatException.class);
            }
        }
    }

    private static String garbled(String realm, Random random) {
        var letters = realm.toCharArray();
        int at = random.nextInt(letters.length);
        letters[at] = (char) (letters[at] + 1);
        return new String(letters);
    }

    private static long entries(Agency agency) {
        return agency.ledger.logs().stream().mapToLong(LogView::size).sum();
    }
}
