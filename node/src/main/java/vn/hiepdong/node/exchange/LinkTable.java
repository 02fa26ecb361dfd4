package vn.hiepdong.node.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.Sql;

/// How the lines are, for every instance to show.
final class LinkTable {
    private static final int SHOWN_OUTAGES = 20;

    private final JdbcClient sql;

    LinkTable(DataSource database) {
        sql = JdbcClient.create(database);
    }

    /// What is written down about a line.
    record Row(
            LinkState state,
            Instant since,
            @Nullable Instant lastContact,
            @Nullable Duration roundTrip,
            @Nullable Duration clockAhead,
            @Nullable String version,
            @Nullable String problem,
            @Nullable Instant fetchedAt) {
        /// Whether the partner, which we cannot reach, comes by itself.
        boolean comes(Instant now, Duration downAfter) {
            return fetchedAt != null && fetchedAt.plus(downAfter).isAfter(now);
        }
    }

    Optional<Row> row(UUID partner) {
        return sql.sql("select * from exchange_link where partner = :partner")
                .param("partner", partner)
                .query((row, _) -> row(row))
                .optional();
    }

    Map<UUID, Row> rows() {
        Map<UUID, Row> rows = new HashMap<>();
        sql.sql("select * from exchange_link")
                .query((row, _) -> rows.put(row.getObject("partner", UUID.class), row(row)))
                .list();
        return rows;
    }

    private static Row row(ResultSet row) throws SQLException {
        Integer micros = row.getObject("round_trip", Integer.class);
        Long ahead = row.getObject("clock_ahead", Long.class);
        return new Row(
                LinkState.valueOf(row.getString("state")),
                Sql.instant(row, "since"),
                Sql.instantOrNull(row, "last_contact"),
                micros == null ? null : Duration.ofNanos(micros * 1000L),
                ahead == null ? null : Duration.ofMillis(ahead),
                row.getString("version"),
                row.getString("problem"),
                Sql.instantOrNull(row, "fetched_at"));
    }

    /// Writes down how the line is. Contact never goes back: another instance may have had it later.
    void keep(UUID partner, Row row) {
        sql.sql("""
                        insert into exchange_link (partner, state, since, last_contact, round_trip, problem)
                        values (:partner, :state, :since, :contact, :roundTrip, :problem)
                        on conflict (partner) do update
                        set state = excluded.state, since = excluded.since, round_trip = excluded.round_trip,
                            problem = excluded.problem,
                            last_contact = greatest(exchange_link.last_contact, excluded.last_contact)
                        """)
                .param("partner", partner)
                .param("state", row.state.name())
                .param("since", Sql.time(row.since))
                .param("contact", Sql.timeOrNull(row.lastContact))
                .param(
                        "roundTrip",
                        row.roundTrip == null
                                ? null
                                : (int) Math.min(Integer.MAX_VALUE, row.roundTrip.toNanos() / 1000))
                .param("problem", row.problem)
                .update();
    }

    /// The partner was heard, perhaps by an instance that does not serve the line.
    void heard(UUID partner, Instant at) {
        sql.sql("""
                        insert into exchange_link (partner, state, since, last_contact)
                        values (:partner, 'DOWN', :at, :at)
                        on conflict (partner) do update
                        set last_contact = greatest(exchange_link.last_contact, excluded.last_contact)
                        """).param("partner", partner).param("at", Sql.time(at)).update();
    }

    /// How far the partner's clock is ahead of ours.
    void clock(UUID partner, Duration ahead) {
        sql.sql("update exchange_link set clock_ahead = :ahead where partner = :partner")
                .param("partner", partner)
                .param("ahead", ahead.toMillis())
                .update();
    }

    /// The partner came to fetch what it lacks.
    void fetched(UUID partner, Instant at) {
        sql.sql("update exchange_link set fetched_at = greatest(fetched_at, :at) where partner = :partner")
                .param("partner", partner)
                .param("at", Sql.time(at))
                .update();
    }

    /// What the partner says about itself: its version, and where it is reached if it moved.
    void described(UUID partner, String version, String url, Instant at) {
        sql.sql("""
                        insert into exchange_link (partner, state, since, version, url)
                        values (:partner, 'DOWN', :at, :version, :url)
                        on conflict (partner) do update set version = excluded.version, url = excluded.url
                        """)
                .param("partner", partner)
                .param("version", version)
                .param("url", url)
                .param("at", Sql.time(at))
                .update();
    }

    void outageBegan(UUID partner, Instant from) {
        sql.sql("insert into exchange_outage (partner, from_at) values (:partner, :from) on conflict do nothing")
                .param("partner", partner)
                .param("from", Sql.time(from))
                .update();
    }

    void outageEnded(UUID partner, Instant to) {
        sql.sql("update exchange_outage set to_at = :to where partner = :partner and to_at is null")
                .param("partner", partner)
                .param("to", Sql.time(to))
                .update();
    }

    List<Link.Outage> outages(UUID partner) {
        return sql.sql("""
                        select from_at, to_at from exchange_outage
                        where partner = :partner
                        order by from_at desc
                        limit :limit
                        """)
                .param("partner", partner)
                .param("limit", SHOWN_OUTAGES)
                .query((row, _) -> new Link.Outage(Sql.instant(row, "from_at"), Sql.instantOrNull(row, "to_at")))
                .list();
    }

    /// The TLS key that partners were paired with. The first one that is asked about is.
    Hash paired(Hash pin) {
        sql.sql("insert into exchange_self (pin) values (:pin) on conflict do nothing")
                .param("pin", pin.bytes())
                .update();
        return sql.sql("select pin from exchange_self")
                .query((row, _) -> Hash.of(row.getBytes("pin")))
                .single();
    }
}
