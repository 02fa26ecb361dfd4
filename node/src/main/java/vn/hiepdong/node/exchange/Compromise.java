package vn.hiepdong.node.exchange;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.format.Roster;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Sql;
import vn.hiepdong.node.web.Refused;

/// What to do when others have our log keys: each of our logs ends at the last checkpoint that enough partners hold,
/// and another one goes on.
public final class Compromise {
    /// Most partners that can be asked for.
    static final int MOST_HOLDERS = 50;

    private final Ledger ledger;
    private final Partners partners;
    private final Membership membership;
    private final ReceiptTable receipts;
    private final JdbcClient sql;
    private final InstantSource clock;

    Compromise(
            DataSource database,
            Ledger ledger,
            Partners partners,
            Membership membership,
            ReceiptTable receipts,
            InstantSource clock) {
        this.ledger = ledger;
        this.partners = partners;
        this.membership = membership;
        this.receipts = receipts;
        this.clock = clock;
        sql = JdbcClient.create(database);
    }

    /// What happened to the keys, as partners are told.
    public enum Reason {
        COPIED,
        INTRUSION,
        MEDIUM_LOST,
        MISUSED;

        /// As the statement says it.
        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Optional<Reason> of(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word().equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst();
        }
    }

    /// Where our logs would end now.
    ///
    /// @param holders how many partners have to hold what counts; all of a space that has fewer
    public record Plan(int holders, List<Ending> endings) {}

    /// @param size entries that are here
    /// @param end entries that count
    /// @param held how many each partner of its space confirmed to hold
    public record Ending(LogOrigin origin, long size, long end, Map<AgencyCode, Long> held) {
        /// Entries that are said again in the log that follows.
        public long again() {
            return size - end;
        }
    }

    /// How many partners have to hold what counts, unless an administrator says otherwise.
    public int usualHolders() {
        return sql.sql("""
                        select members from exchange_ending where valid_from <= :now
                        order by valid_from desc limit 1
                        """)
                .param("now", Sql.time(clock.instant()))
                .query(Integer.class)
                .single();
    }

    public Plan plan(int holders) {
        if (holders < 1 || holders > MOST_HOLDERS) {
            throw Refused.unacceptable("exchange.compromise.refused-holders", MOST_HOLDERS);
        }
        List<Known> known = partners.known().stream()
                .filter(each -> each.confirmedAt().isPresent())
                .toList();
        var endings = new ArrayList<Ending>();
        for (LogView log : ledger.logs()) {
            if (log.own() && log.ended() == null && log.signedSize() > 0) {
                endings.add(ending(log, known, holders));
            }
        }
        return new Plan(holders, endings);
    }

    private Ending ending(LogView log, List<Known> known, int holders) {
        Set<AgencyCode> audience = membership.audience(log.origin().space());
        var held = new TreeMap<AgencyCode, Long>(Comparator.comparing(AgencyCode::value));
        known.stream()
                .filter(each -> audience.contains(each.code()))
                .forEach(each ->
                        held.put(each.code(), Math.min(receipts.newest(log.id(), each.id()), log.signedSize())));
        List<Long> sizes =
                held.values().stream().sorted(Comparator.reverseOrder()).toList();
        long end = sizes.isEmpty() ? log.signedSize() : sizes.get(Math.min(holders, sizes.size()) - 1);
        return new Ending(log.origin(), log.size(), end, new LinkedHashMap<>(held));
    }

    /// States that others have our log keys. The logs end as the plan says at this moment.
    ///
    /// @param typed the recovery key as it was written down
    public Roster declare(Reason reason, int holders, String typed, Actor by) {
        if (ledger.isRestored()) {
            throw new Refused("exchange.compromise.refused-restored");
        }
        var sizes = new LinkedHashMap<LogOrigin, Long>();
        plan(holders).endings().forEach(each -> sizes.put(each.origin(), each.end()));
        return partners.compromisedKeys(typed, reason.word(), sizes, by);
    }
}
