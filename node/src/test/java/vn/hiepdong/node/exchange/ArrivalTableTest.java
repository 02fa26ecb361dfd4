package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.exchange.ArrivalTable.Arrival;
import vn.hiepdong.node.ledger.AgencyCode;

/// What an author is told of entries that came by another way, while more of them come.
class ArrivalTableTest {
    private static final String LOG = "hiepdong.vn/agency/log";
    private static final AgencyCode AUTHOR = new AgencyCode("POL");
    private static final AgencyCode OTHER = new AgencyCode("AUT");

    private TestPostgres.Database database;
    private ArrivalTable table;

    @BeforeEach
    void open() {
        database = TestPostgres.freshDatabase();
        table = new ArrivalTable(database);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private Arrival now() {
        return table.find(LOG).orElseThrow();
    }

    @Test
    void whatComesWhileTheAuthorIsToldIsToldTheNextTime() {
        table.arrives(LOG, OTHER, 5, true);
        assertThat(now().relayedFrom()).isEqualTo(5);

        table.arrives(LOG, OTHER, 8, true);
        table.told(LOG, 5, 8);
        assertThat(now().relayedFrom()).isEqualTo(8);
    }

    @Test
    void whoIsToldEverythingHasNothingLeftToHearOnceTheAuthorGoesOn() {
        table.arrives(LOG, OTHER, 5, true);
        table.told(LOG, 5, 8);
        table.arrives(LOG, AUTHOR, 8, false);
        assertThat(now()).isEqualTo(new Arrival(AUTHOR, null, null));
    }

    @Test
    void whatWasNotToldIsNotForgottenWhenTheAuthorGoesOn() {
        table.arrives(LOG, OTHER, 5, true);
        table.arrives(LOG, AUTHOR, 12, false);
        table.told(LOG, 4, 12);
        assertThat(now()).isEqualTo(new Arrival(AUTHOR, 5L, null));
    }
}
