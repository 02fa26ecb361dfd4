package vn.hiepdong.node.guardrails;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.guardrails.Agencies.Agency;
import vn.hiepdong.node.information.Filter;
import vn.hiepdong.node.information.InformationId;
import vn.hiepdong.node.information.Item;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.web.Refused;

/// G13: what an agency writes is its own until it releases it, to whom it chose, and it can take that back. Three whole
/// nodes that exchange as they do in earnest.
class ReleaseByOwnerTest {
    @TempDir
    private static Path folder;

    private static Agencies agencies;
    private static Agency pol;
    private static Agency mil;
    private static Agency aut;

    @BeforeAll
    static void meet() throws InterruptedException {
        agencies = new Agencies(folder, "POL", "MIL", "AUT");
        pol = agencies.get("POL");
        mil = agencies.get("MIL");
        aut = agencies.get("AUT");
        agencies.pair();
        agencies.agreeOverTheWire(Realm.REAL);
    }

    @AfterAll
    static void close() {
        agencies.close();
    }

    @Test
    void whatIsReleasedToNobodyIsNowhereElseThoughItsEntryIs() throws InterruptedException {
        InformationId item = write(Set.of(), "Riêng-51", "Nội-bộ-51");
        awaitHeldBy(item, 1, mil, aut);

        for (Agency other : new Agency[] {mil, aut}) {
            assertThat(other.information.item(item)).isEmpty();
            assertThat(other.tablesThatHold("Riêng-51")).isEmpty();
            assertThat(other.tablesThatHold("Nội-bộ-51")).isEmpty();
        }
    }

    @Test
    void whatIsReleasedToOneIsNotAtTheOther() throws InterruptedException {
        InformationId item = write(Agencies.to("MIL"), "Một-bên-52", "Chỉ-MIL-52");
        Agencies.until("MIL sees it", () -> mil.information.item(item).isPresent());
        awaitHeldBy(item, 1, mil, aut);

        assertThat(aut.information.item(item)).isEmpty();
        assertThat(aut.tablesThatHold("Một-bên-52")).isEmpty();
        assertThat(aut.tablesThatHold("Chỉ-MIL-52")).isEmpty();
        assertThat(titles(aut)).doesNotContain("Một-bên-52");
    }

    @Test
    void aLaterReleaseBringsTheWholeItem() throws InterruptedException {
        InformationId item = write(Set.of(), "Sau-53", "Bản-một-53");
        pol.information.correct(Agencies.DUTY, item, 1, Agencies.content("Sau-53", "Bản-hai-53"), "đo lại");
        awaitHeldBy(item, 2, aut);
        assertThat(aut.tablesThatHold("Bản-hai-53")).isEmpty();

        pol.information.release(Agencies.DUTY, item, aut.code);

        Agencies.until(
                "AUT sees both versions",
                () -> aut.information
                        .item(item)
                        .filter(each -> each.versions().size() == 2)
                        .isPresent());
        assertThat(aut.information.item(item).orElseThrow().content().text()).isEqualTo("Bản-hai-53");
        assertThat(mil.tablesThatHold("Bản-hai-53")).isEmpty();
    }

    @Test
    void whatIsTakenBackIsErasedAtThePartnerAndThePartnerConfirms() throws InterruptedException {
        InformationId item = write(Agencies.to("MIL", "AUT"), "Rút-54", "Đã-gửi-54");
        pol.information.correct(Agencies.DUTY, item, 1, Agencies.content("Rút-54", "Đính-chính-54"), "Vì-54");
        Agencies.until("both see the correction", () -> sees(mil, item, 2) && sees(aut, item, 2));
        mil.information.acknowledge(Agencies.DUTY, item, null);

        pol.information.revoke(Agencies.DUTY, item, mil.code, "gửi nhầm");

        Agencies.until(
                "MIL cannot read it any more", () -> mil.information.item(item).isEmpty());
        Agencies.until(
                "POL knows that it is erased", () -> confirmedBy(mil, item).isPresent());
        for (String text : new String[] {"Rút-54", "Đã-gửi-54", "Đính-chính-54", "Vì-54"}) {
            assertThat(mil.tablesThatHold(text)).as(text).isEmpty();
        }
        assertThat(titles(mil)).doesNotContain("Rút-54");
        assertThat(aut.information.item(item).orElseThrow().content().text()).isEqualTo("Đính-chính-54");

        // What the owner says about it afterwards does not reach the partner either.
        pol.information.correct(Agencies.DUTY, item, 2, Agencies.content("Rút-54", "Sau-khi-rút-54"), "đo lại");
        awaitHeldBy(item, 3, mil);
        assertThat(mil.tablesThatHold("Sau-khi-rút-54")).isEmpty();
    }

    @Test
    void takingBackFromAPartnerThatCannotBeReachedWaitsUntilItIsBack() throws InterruptedException {
        InformationId item = write(Agencies.to("MIL"), "Đứt-55", "Xa-55");
        Agencies.until("MIL sees it", () -> sees(mil, item, 1));
        mil.stop();

        pol.information.revoke(Agencies.DUTY, item, mil.code, "gửi nhầm");

        assertThat(release(mil, item).revokedAt()).isNotNull();
        assertThat(confirmedBy(mil, item)).isEmpty();
        assertThat(mil.tablesThatHold("Xa-55")).isNotEmpty();

        mil.start();
        Agencies.until("MIL erased it", () -> mil.information.item(item).isEmpty());
        Agencies.until(
                "POL knows that it is erased", () -> confirmedBy(mil, item).isPresent());
        assertThat(mil.tablesThatHold("Xa-55")).isEmpty();
        assertThat(mil.tablesThatHold("Đứt-55")).isEmpty();
    }

    @Test
    void onlyTheOwnerReleasesAndTakesBack() throws InterruptedException {
        InformationId item = write(Agencies.to("MIL"), "Chủ-56", "Của-POL-56");
        Agencies.until("MIL sees it", () -> sees(mil, item, 1));

        assertThatThrownBy(() -> mil.information.release(Agencies.DUTY, item, aut.code))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> mil.information.revoke(Agencies.DUTY, item, pol.code, "không phải của mình"))
                .isInstanceOf(Refused.class);
        assertThatThrownBy(() -> mil.information.retract(Agencies.DUTY, item, "không phải của mình"))
                .isInstanceOf(Refused.class);
    }

    private static InformationId write(Set<vn.hiepdong.node.ledger.AgencyCode> to, String title, String text) {
        return pol.information
                .write(Agencies.DUTY, Realm.REAL, space(), to, Agencies.content(title, text))
                .id();
    }

    private static SpaceId space() {
        return pol.spaces
                .inForceWith(Realm.REAL, Agencies.to("MIL", "AUT"))
                .orElseThrow()
                .space();
    }

    private static boolean sees(Agency agency, InformationId item, int version) {
        return agency.information
                .item(item)
                .filter(each -> each.newest().version() == version)
                .isPresent();
    }

    private static Item.Release release(Agency to, InformationId item) {
        return pol.information.item(item).orElseThrow().releases().stream()
                .filter(each -> each.agency().equals(to.code))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Instant> confirmedBy(Agency agency, InformationId item) {
        return Optional.ofNullable(release(agency, item).confirmedAt());
    }

    /// The partner's receipt: the entry is there, whatever the partner may read of it.
    private static void awaitHeldBy(InformationId item, int version, Agency... holders) throws InterruptedException {
        Item.Version written =
                pol.information.item(item).orElseThrow().version(version).orElseThrow();
        for (Agency holder : holders) {
            Agencies.until(
                    holder.code + " holds the entry",
                    () -> pol.node.part(Links.class).holders(written.log(), written.index()).stream()
                            .anyMatch(held -> held.agency().equals(holder.code)));
        }
    }

    private static java.util.List<String> titles(Agency agency) {
        return agency.information.list(Filter.all(Realm.REAL), Long.MAX_VALUE, 1000).stream()
                .map(each -> each.title())
                .toList();
    }
}
