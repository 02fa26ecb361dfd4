package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.format.Cosignature;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Roster;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.LedgerCheck;
import vn.hiepdong.node.ledger.LogOrigin;

/// What [LedgerCheck] has to know of partners: their keys, and the receipts that they gave.
public final class ExchangeCheck {
    private final JdbcClient sql;
    private final List<Known> partners;

    public ExchangeCheck(DataSource database) {
        sql = JdbcClient.create(database);
        var table = new PartnerTable(database);
        Instant now = Instant.now();
        partners = Stream.concat(table.known(now).stream(), table.removed(now).stream())
                .toList();
    }

    /// The keys of the partner whose log it is.
    public Optional<Roster> roster(LogOrigin origin) {
        return partners.stream()
                .filter(each -> each.code().equals(origin.agency())
                        && each.agency().id().equals(origin.agencyId()))
                .map(Known::roster)
                .findFirst();
    }

    public List<LedgerCheck.Receipt> receipts(int log) {
        return sql.sql("""
                        select partner, size, cosignature from exchange_receipt
                        where log = :log
                        order by size, partner
                        """)
                .param("log", log)
                .query((row, _) -> receipt(
                        row.getObject("partner", java.util.UUID.class),
                        row.getLong("size"),
                        row.getBytes("cosignature")))
                .list();
    }

    private LedgerCheck.Receipt receipt(java.util.UUID partner, long size, byte[] raw) {
        Optional<Known> by =
                partners.stream().filter(each -> each.id().equals(partner)).findFirst();
        String name = by.map(each -> each.code().value()).orElse(partner.toString());
        return new LedgerCheck.Receipt(size, name, checkpoint -> {
            try {
                return by.orElseThrow(() -> new FormatException("no such partner")).mirrorKeys().stream()
                        .anyMatch(key -> Cosignature.of(key, raw).verify(key, checkpoint));
            } catch (FormatException e) {
                return false;
            }
        });
    }
}
