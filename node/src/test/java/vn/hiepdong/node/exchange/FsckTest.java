package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.ledger.LedgerCheck;
import vn.hiepdong.node.ledger.LedgerCheck.Finding;
import vn.hiepdong.node.ledger.LedgerCheck.Kind;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;

/// Whatever is changed behind the node's back is named.
class FsckTest {
    private static final Place PLACE = new Place(new SpaceId(UUID.randomUUID()), Realm.REAL);

    private TestNode pol;
    private TestNode mil;

    @BeforeEach
    void twoPartnersHoldMuchOfEachOther() {
        pol = TestNode.start("POL");
        mil = TestNode.start("MIL");
        TestNode.pair(pol, mil);
        TestNode.join(PLACE, pol, mil);
        for (int i = 0; i < 300; i++) {
            pol.write(PLACE, "POL " + i, mil);
        }
        mil.write(PLACE, "MIL", pol);
        Until.isTrue(() -> pol.isHeldBy(mil, PLACE) && mil.isHeldBy(pol, PLACE));
    }

    @AfterEach
    void stop() {
        pol.close();
        mil.close();
    }

    private List<Finding> check(TestNode node) throws SQLException {
        var findings = new ArrayList<Finding>();
        try (var connection = node.database.getConnection()) {
            var moment = LedgerCheck.moment(connection);
            var exchange = new ExchangeCheck(moment);
            var check = new LedgerCheck(
                    moment,
                    origin -> origin.equals(node.ledger.self().origin(origin.realm(), origin.space()))
                            ? Optional.of(node.ledger.keys().roster())
                            : exchange.roster(origin),
                    exchange::receipts,
                    findings::add);
            assertThat(check.logs()).isPositive();
            check.projections(List.of(new PartnerTable(moment), new NoteEntry.Table()));
            connection.rollback();
            // Temporary tables would hide the real ones from whoever gets this connection next.
            connection.createStatement().execute("discard temp");
            connection.commit();
            connection.setAutoCommit(true);
        }
        return findings;
    }

    private Finding onlyAfter(TestNode node, String change) throws SQLException {
        List<Finding> findings = after(node, change);
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private List<Finding> after(TestNode node, String change) throws SQLException {
        assertThat(check(node)).isEmpty();
        assertThat(node.sql().sql(change).update()).isEqualTo(1);
        return check(node);
    }

    private static String flip(String column, int at) {
        return column + " = set_byte(" + column + ", " + at + ", get_byte(" + column + ", " + at + ") # 1)";
    }

    @Test
    void aFlippedBitInAnEntryIsNamed() throws SQLException {
        int log = pol.log(PLACE).id();
        // What the projections show of it differs too, perhaps.
        Finding found = after(
                        pol, "update ledger_entry set " + flip("bytes", 40) + " where log = " + log + " and index = 17")
                .getFirst();
        assertThat(found.index()).isEqualTo(17);
        assertThat(found.kind()).isIn(Kind.ENTRY, Kind.PAYLOAD, Kind.ROOT);
    }

    @Test
    void aFlippedBitInATileIsNamed() throws SQLException {
        int log = mil.logOf(pol, PLACE).id();
        Finding found = onlyAfter(
                mil,
                "update ledger_tile set " + flip("hashes", 32 * 9) + " where level = 0 and n = 0 and log = " + log);
        assertThat(found.kind()).isEqualTo(Kind.TILE);
        assertThat(found.index()).isEqualTo(9);
    }

    @Test
    void aFlippedBitInAPayloadIsNamed() throws SQLException {
        int log = mil.logOf(pol, PLACE).id();
        Finding found = onlyAfter(
                mil,
                "update ledger_payload set salt = set_byte(salt, 0, get_byte(salt, 0) # 1) where index = 250 and log = "
                        + log);
        assertThat(found.kind()).isEqualTo(Kind.PAYLOAD);
        assertThat(found.index()).isEqualTo(250);
    }

    @Test
    void aFlippedBitInAReceiptIsNamed() throws SQLException {
        int log = pol.log(PLACE).id();
        Finding found = onlyAfter(
                pol, "update exchange_receipt set " + flip("cosignature", 20) + " where size = 300 and log = " + log);
        assertThat(found.kind()).isEqualTo(Kind.RECEIPT);
        assertThat(found.index()).isEqualTo(300);
        assertThat(found.detail()).isEqualTo("MIL");
    }

    @Test
    void aRowOfAProjectionThatWasChangedIsNamed() throws SQLException {
        assertThat(check(mil)).isEmpty();
        mil.sql()
                .sql("update test_note set text = 'other' where text = 'POL 5'")
                .update();
        assertThat(check(mil)).hasSize(2).allSatisfy(each -> {
            assertThat(each.kind()).isEqualTo(Kind.PROJECTION);
            assertThat(each.where()).isEqualTo("test_note");
        });
    }

    @Test
    void aCheckpointThatNobodySignedIsNamed() throws SQLException {
        int log = mil.logOf(pol, PLACE).id();
        Finding found = onlyAfter(
                mil,
                "update ledger_log set checkpoint = " + "set_byte(checkpoint, octet_length(checkpoint) - 40,"
                        + " case get_byte(checkpoint, octet_length(checkpoint) - 40) when 65 then 66 else 65 end)"
                        + " where id = " + log);
        assertThat(found.kind()).isEqualTo(Kind.SIGNATURE);
    }

    @Test
    void anEntryThatIsGoneIsNamed() throws SQLException {
        int log = pol.log(PLACE).id();
        Finding found = after(pol, "delete from ledger_entry where index = 100 and log = " + log)
                .getFirst();
        assertThat(found.kind()).isEqualTo(Kind.ENTRY);
        assertThat(found.index()).isEqualTo(100);
    }
}
