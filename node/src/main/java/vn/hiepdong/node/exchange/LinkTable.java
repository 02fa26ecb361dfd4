package vn.hiepdong.node.exchange;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
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
            @Nullable Instant fetchedAt,
            @Nullable Instant headsAt,
            @Nullable Instant currentAt) {
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
                Sql.instantOrNull(row, "fetched_at"),
                Sql.instantOrNull(row, "heads_at"),
                Sql.instantOrNull(row, "current_at"));
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

    /// The partner said how long its logs are that we may have.
    ///
    /// @param complete whether all of that is here
    void heads(UUID partner, Map<String, Long> sizes, Instant at, boolean complete) {
        sql.sql("delete from exchange_head where partner = :partner and origin <> all(:origins)")
                .param("partner", partner)
                .param("origins", Sql.array(sizes.keySet()))
                .update();
        sql.sql("""
                        insert into exchange_head (origin, partner, size)
                        select origin, :partner, size from unnest(:origins, :sizes) h (origin, size)
                        on conflict (origin) do update set partner = excluded.partner, size = excluded.size
                        where exchange_head.size <> excluded.size
                        """)
                .param("partner", partner)
                .param("origins", Sql.array(sizes.keySet()))
                .param("sizes", sizes.values().toArray(Long[]::new))
                .update();
        sql.sql("""
                        insert into exchange_link (partner, state, since, heads_at, current_at)
                        values (:partner, 'DOWN', :at, :at, case when :complete then :at::timestamptz end)
                        on conflict (partner) do update
                        set heads_at = greatest(exchange_link.heads_at, excluded.heads_at),
                            current_at = greatest(exchange_link.current_at, excluded.current_at)
                        """)
                .param("partner", partner)
                .param("at", Sql.time(at))
                .param("complete", complete)
                .update();
    }

    /// How long partners said their logs are, by partner and log.
    Map<UUID, Map<String, Long>> heads() {
        Map<UUID, Map<String, Long>> heads = new HashMap<>();
        sql.sql("select partner, origin, size from exchange_head")
                .query((row, _) -> heads.computeIfAbsent(row.getObject("partner", UUID.class), _ -> new HashMap<>())
                        .put(row.getString("origin"), row.getLong("size")))
                .list();
        return heads;
    }

    Freshness.Limits limits(Instant now) {
        return sql.sql("""
                        select amber_minutes, red_minutes from exchange_age
                        where valid_from <= :now
                        order by valid_from desc
                        limit 1
                        """)
                .param("now", Sql.time(now))
                .query((row, _) -> new Freshness.Limits(
                        Duration.ofMinutes(row.getInt("amber_minutes")), Duration.ofMinutes(row.getInt("red_minutes"))))
                .single();
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

    void outageBegan(UUID partner, Instant from, OutageCause cause) {
        sql.sql("""
                        insert into exchange_outage (partner, from_at, cause) values (:partner, :from, :cause)
                        on conflict do nothing
                        """)
                .param("partner", partner)
                .param("from", Sql.time(from))
                .param("cause", cause.name())
                .update();
    }

    /// Never ends before it began, even if the clock was set back meanwhile.
    void outageEnded(UUID partner, Instant to) {
        sql.sql("""
                        update exchange_outage set to_at = greatest(:to, from_at)
                        where partner = :partner and to_at is null
                        """).param("partner", partner).param("to", Sql.time(to)).update();
    }

    /// This node runs. If it did not for longer than `gap`, then nobody knows how the lines were
    /// meanwhile; if its clock was set back, then what was heard cannot have been heard later than now.
    void watching(Instant now, Duration gap) {
        boolean back = sql.sql("""
                        with before as (select at from exchange_watching for update),
                        off as (
                            insert into exchange_off (from_at, to_at)
                            select at, :now from before where at < :limit
                            on conflict do nothing),
                        running as (
                            insert into exchange_watching (since, at) values (:now, :now)
                            on conflict (one) do update set at = excluded.at)
                        select exists (select from before where at > :ahead)
                        """)
                .param("now", Sql.time(now))
                .param("limit", Sql.time(now.minus(gap)))
                .param("ahead", Sql.time(now.plus(gap)))
                .query(Boolean.class)
                .single();
        if (back) {
            sql.sql("""
                            update exchange_link
                            set last_contact = least(last_contact, :now), fetched_at = least(fetched_at, :now),
                                heads_at = least(heads_at, :now), current_at = least(current_at, :now)
                            """).param("now", Sql.time(now)).update();
        }
    }

    /// Since when this node writes down that it runs.
    Optional<Instant> watchedSince() {
        return sql.sql("select since from exchange_watching")
                .query((row, _) -> Sql.instant(row, "since"))
                .optional();
    }

    /// What of outages lies in a period, and when this node itself was off, by partner, the oldest first.
    Map<UUID, List<Link.Outage>> outages(Collection<UUID> partners, Instant from, Instant to) {
        Map<UUID, List<Link.Outage>> outages = new HashMap<>();
        sql.sql("""
                        select p.id, o.from_at, o.to_at, o.cause
                        from unnest(:partners) p (id) cross join lateral (
                            select from_at, to_at, coalesce(cause, 'UNKNOWN') as cause from exchange_outage
                            where partner = p.id and coalesce(to_at, 'infinity'::timestamptz) > :from and from_at < :to
                            union all
                            select from_at, to_at, 'OWN_NODE_OFF' from exchange_off
                            where to_at > :from and from_at < :to) o
                        order by o.from_at
                        """)
                .param("partners", partners.toArray(UUID[]::new))
                .param("from", Sql.time(from))
                .param("to", Sql.time(to))
                .query((row, _) -> outages.computeIfAbsent(row.getObject("id", UUID.class), _ -> new ArrayList<>())
                        .add(outage(row)))
                .list();
        return outages;
    }

    private static Link.Outage outage(ResultSet row) throws SQLException {
        return new Link.Outage(
                Sql.instant(row, "from_at"),
                Sql.instantOrNull(row, "to_at"),
                OutageCause.valueOf(row.getString("cause")));
    }

    /// What officers wrote about outages that began then or later.
    Map<Instant, OutageNote> notes(UUID partner, Instant from) {
        Map<Instant, OutageNote> notes = new HashMap<>();
        sql.sql("select * from exchange_outage_note where partner = :partner and from_at >= :from")
                .param("partner", partner)
                .param("from", Sql.time(from))
                .query((row, _) -> notes.put(
                        Sql.instant(row, "from_at"),
                        new OutageNote(
                                row.getString("cause"),
                                Sql.strings(row, "fallbacks").stream()
                                        .map(Fallback::valueOf)
                                        .toList(),
                                row.getString("unit"),
                                row.getString("post"),
                                Sql.instant(row, "at"))))
                .list();
        return notes;
    }

    List<Link.Outage> outages(UUID partner) {
        return sql.sql("""
                        select from_at, to_at, coalesce(cause, 'UNKNOWN') as cause from exchange_outage
                        where partner = :partner
                        order by from_at desc
                        limit :limit
                        """)
                .param("partner", partner)
                .param("limit", SHOWN_OUTAGES)
                .query((row, _) -> outage(row))
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
