package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.node.database.TestPostgres;

class OutageTableTest {
    private static final Instant NINE = Instant.parse("2026-09-10T14:00:00Z");
    private static final Duration GAP = Duration.ofSeconds(90);
    private static final UUID MIL = UUID.randomUUID();
    private static final UUID BP = UUID.randomUUID();

    private final TestPostgres.Database database = TestPostgres.freshDatabase();
    private final LinkTable table = new LinkTable(database);

    @AfterEach
    void close() {
        database.close();
    }

    private static Instant hour(int hours) {
        return NINE.plus(Duration.ofHours(hours));
    }

    private List<Link.Outage> outages(UUID partner, Instant from, Instant to) {
        return table.outages(Set.of(MIL, BP), from, to).getOrDefault(partner, List.of());
    }

    @Test
    void aPeriodShowsTheOutagesThatReachIntoItAndNoOthers() {
        table.outageBegan(MIL, hour(0), OutageCause.TIMEOUT);
        table.outageEnded(MIL, hour(1));
        table.outageBegan(MIL, hour(3), OutageCause.REFUSED);
        table.outageEnded(MIL, hour(5));
        table.outageBegan(MIL, hour(8), OutageCause.TLS);

        assertThat(outages(MIL, hour(4), hour(7)))
                .containsExactly(new Link.Outage(hour(3), hour(5), OutageCause.REFUSED));
        assertThat(outages(MIL, hour(1), hour(3))).isEmpty();
        assertThat(outages(MIL, hour(9), hour(10))).containsExactly(new Link.Outage(hour(8), null, OutageCause.TLS));
        assertThat(outages(BP, hour(0), hour(10))).isEmpty();
    }

    @Test
    void anOutageThatEndsByAClockThatWasSetBackDoesNotEndBeforeItBegan() {
        table.outageBegan(MIL, hour(3), OutageCause.TIMEOUT);
        table.outageEnded(MIL, hour(2));

        assertThat(outages(MIL, hour(2), hour(6)))
                .containsExactly(new Link.Outage(hour(3), hour(3), OutageCause.TIMEOUT));
    }

    @Test
    void theTimeInWhichThisNodeDidNotRunStandsWithEveryPartner() {
        table.watching(hour(0), GAP);
        table.watching(hour(0).plusSeconds(10), GAP);
        table.watching(hour(4), GAP);
        table.watching(hour(4).plusSeconds(10), GAP);

        var off = new Link.Outage(hour(0).plusSeconds(10), hour(4), OutageCause.OWN_NODE_OFF);
        assertThat(outages(MIL, hour(0), hour(9))).containsExactly(off);
        assertThat(outages(BP, hour(0), hour(9))).containsExactly(off);
        assertThat(table.watchedSince()).contains(hour(0));
    }

    @Test
    void whatWasHeardIsNotLaterThanAClockThatWasSetBack() {
        table.watching(hour(5), GAP);
        table.heard(MIL, hour(5));

        table.watching(hour(2), GAP);

        assertThat(table.row(MIL).orElseThrow().lastContact()).isEqualTo(hour(2));
        assertThat(outages(MIL, hour(0), hour(9))).isEmpty();
    }

    @Test
    void outagesOfAPeriodAreFoundByAnIndex() {
        var sql = JdbcClient.create(database);
        sql.sql("""
                        insert into exchange_outage (partner, from_at, to_at, cause)
                        select :partner, :from + i * interval '1 hour', :from + i * interval '1 hour 1 second', 'TIMEOUT'
                        from generate_series(1, 20000) i
                        """)
                .param("partner", MIL)
                .param("from", vn.hiepdong.node.ledger.Sql.time(hour(-30_000)))
                .update();
        sql.sql("analyze exchange_outage").update();
        var plan = String.join(
                "\n",
                sql.sql("""
                                explain select from_at from exchange_outage
                                where partner = :partner
                                  and coalesce(to_at, 'infinity'::timestamptz) > :from and from_at < :to
                                """)
                        .param("partner", MIL)
                        .param("from", vn.hiepdong.node.ledger.Sql.time(hour(-10_010)))
                        .param("to", vn.hiepdong.node.ledger.Sql.time(hour(-10_000)))
                        .query(String.class)
                        .list());
        assertThat(plan).contains("exchange_outage_ends");
    }
}
