package vn.hiepdong.node.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.guardrails.Agencies.Agency;
import vn.hiepdong.node.information.InformationEntry;
import vn.hiepdong.node.information.ItemRef;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;

/// A record has one writer, whatever a partner's node says that does not hold to the rules: it signs its entries with
/// its own keys, in its own log, and the receiver sees whose they are.
class OneWriterTest {
    private static final Map<Realm, SpaceId> SPACES = new EnumMap<>(Realm.class);

    @TempDir
    private static Path folder;

    private static Agencies agencies;
    private static Agency pol;
    private static Agency mil;
    private static Agency aut;

    @BeforeAll
    static void agree() throws InterruptedException {
        agencies = new Agencies(folder, "POL", "MIL", "AUT");
        pol = agencies.get("POL");
        mil = agencies.get("MIL");
        aut = agencies.get("AUT");
        for (Realm realm : List.of(Realm.REAL, Realm.EXERCISE)) {
            SPACES.put(realm, agencies.agree(realm));
        }
    }

    @AfterAll
    static void close() {
        agencies.close();
    }

    @Test
    void anotherAgencysCorrectionIsNoVersion() throws InterruptedException {
        ItemRef item = write("Gốc-61", "MIL");
        say(
                mil,
                Realm.REAL,
                new InformationEntry.Corrected(item.id(), 2, Agencies.content("Giả-61", "giả"), "giả", null));
        agencies.carry();

        for (Agency reader : List.of(pol, mil)) {
            assertThat(reader.information.item(item.id()).orElseThrow().versions())
                    .hasSize(1);
        }
        pol.information.correct(Agencies.DUTY, item.id(), 1, Agencies.content("Gốc-61", "thật"), "đo lại");
        agencies.carry();
        assertThat(mil.information.item(item.id()).orElseThrow().content().text())
                .isEqualTo("thật");
    }

    @Test
    void anotherAgencysRetractionRetractsNothing() throws InterruptedException {
        ItemRef item = write("Gốc-62", "MIL");
        say(mil, Realm.REAL, new InformationEntry.Retracted(item.id(), 2, "giả", null));
        agencies.carry();
        assertThat(pol.information.item(item.id()).orElseThrow().retracted()).isFalse();
    }

    @Test
    void anotherAgencyCannotReleaseWhatIsNotItsOwn() throws InterruptedException {
        ItemRef item = write("Gốc-63", "MIL");
        say(mil, Realm.REAL, new InformationEntry.ReleasedTo(item.id(), 1, aut.code, null));
        agencies.carry();
        agencies.carry();

        assertThat(aut.information.item(item.id())).isEmpty();
        assertThat(aut.tablesThatHold("Gốc-63")).isEmpty();
        assertThat(pol.information.item(item.id()).orElseThrow().releasedTo()).containsExactly(mil.code);
    }

    @Test
    void anotherAgencyCannotTakeBackWhatIsNotItsOwn() throws InterruptedException {
        ItemRef item = write("Gốc-64", "MIL");
        say(mil, Realm.REAL, new InformationEntry.ReleaseRevoked(item.id(), aut.code, "giả"));
        agencies.carry();
        pol.information.release(Agencies.DUTY, item.id(), aut.code);
        agencies.carry();
        agencies.carry();
        assertThat(aut.information.item(item.id()).orElseThrow().content().title())
                .isEqualTo("Gốc-64");

        assertThatThrownBy(() -> say(mil, Realm.REAL, new InformationEntry.ReleaseRevoked(item.id(), aut.code, "giả")))
                .as("a node that holds the item does not even say it")
                .isInstanceOf(IllegalArgumentException.class);
        agencies.carry();
        assertThat(aut.information.item(item.id())).isPresent();
        assertThat(pol.information.item(item.id()).orElseThrow().releasedTo(aut.code))
                .isTrue();
    }

    @Test
    void aResponseFromAnotherRealmIsNotTakenForOne() throws InterruptedException {
        for (Realm of : List.of(Realm.REAL, Realm.EXERCISE)) {
            Realm from = of == Realm.REAL ? Realm.EXERCISE : Realm.REAL;
            ItemRef item = pol.information.write(
                    Agencies.DUTY, of, SPACES.get(of), Agencies.to("MIL"), Agencies.content("nước lên", "khác giới"));
            agencies.carry();
            say(mil, from, new InformationEntry.Acknowledged(item.id(), 1, item.hash()));
            agencies.carry();
            assertThat(pol.information.item(item.id()).orElseThrow().acknowledgements())
                    .as("%s item, response in %s", of, from)
                    .isEmpty();
        }
    }

    private static ItemRef write(String title, String to) {
        return pol.information.write(
                Agencies.DUTY, Realm.REAL, SPACES.get(Realm.REAL), Agencies.to(to), Agencies.content(title, title));
    }

    private static void say(Agency agency, Realm realm, InformationEntry entry) {
        agency.ledger.append(
                new Statement(new Place(SPACES.get(realm), realm), Agencies.DUTY, Set.of(pol.code, aut.code), entry));
    }
}
