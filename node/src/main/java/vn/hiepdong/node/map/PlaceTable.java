package vn.hiepdong.node.map;

import java.sql.Array;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// The names of places, and how they are found.
@Component
final class PlaceTable {
    private static final int BATCH = 1000;

    /// How alike the words must be, of 1. Lower than PostgreSQL's own 0.6, since Vietnamese words are short and
    /// one wrong letter spoils up to three of a word's few trigrams.
    private static final String LIKENESS = "0.45";

    /// In degrees of latitude: some 500 m.
    private static final double NEAR = 0.0045;

    private static final String LIKE = "word_similarity(:plain, p.folded) + 0.5 * similarity(:plain, p.plain)";

    private final JdbcClient sql;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;

    PlaceTable(JdbcClient sql, JdbcTemplate batches, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.batches = batches;
        transaction = new TransactionTemplate(transactions);
    }

    void insert(UUID pack, List<Place> places) {
        batches.batchUpdate("""
                insert into map_place (pack, kind, title, title_en, code, province, within, rank, valid_to,
                    lon, lat, box, plain, folded)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, places, BATCH, (row, place) -> fill(row, pack, place));
    }

    private static void fill(PreparedStatement row, UUID pack, Place place) throws SQLException {
        row.setObject(1, pack);
        row.setString(2, place.kind());
        row.setString(3, place.title());
        row.setString(4, place.titleEn());
        row.setString(5, place.code());
        row.setString(6, place.province());
        row.setString(7, place.within());
        row.setInt(8, place.rank());
        row.setDate(9, place.validTo() == null ? null : Date.valueOf(place.validTo()));
        row.setObject(10, place.lon(), Types.DOUBLE);
        row.setObject(11, place.lat(), Types.DOUBLE);
        row.setArray(12, box(row, place.box()));
        row.setString(13, place.plain());
        row.setString(14, place.folded());
    }

    private static @Nullable Array box(PreparedStatement row, @Nullable List<Double> box) throws SQLException {
        return box == null ? null : row.getConnection().createArrayOf("float8", box.toArray());
    }

    /// The provinces as they are called where something lies in them, by code.
    Map<String, String> provinces() {
        return sql
                .sql("select code, title from map_place where pack = :pack and kind = 'province'")
                .param("pack", BuiltInPlaces.PACK)
                .query((row, n) -> Map.entry(row.getString("code"), row.getString("title")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// The index on trigrams finds what is alike, in any order of the words; only that is weighed. Of several
    /// with one name and one code, as a list of names and a map of borders both have them, the one that knows
    /// where comes first. Several lists that know the same place by the same name and kind, some hundred metres
    /// apart, say one place.
    ///
    /// @param plain folded, without the word for what it is; not empty
    List<Place> like(String plain, String folded, int limit) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            // One syllable is like a fifth of all names. Where enough begin with it, those are meant.
            if (plain.indexOf(' ') < 0) {
                var beginning = best("p.plain like :plain || '%'", "1.0", plain, folded, limit);
                if (beginning.size() == limit) return beginning;
            }
            lowerTheBar();
            return best(":plain <% p.folded", LIKE, plain, folded, limit);
        }));
    }

    /// For this transaction only. The planner does not know how dear a comparison is, and would rather compare
    /// with all names of a small table than look into the index.
    private void lowerTheBar() {
        sql.sql("""
                select set_config('pg_trgm.word_similarity_threshold', :likeness, true),
                    set_config('enable_seqscan', 'off', true)
                """).param("likeness", LIKENESS).query((row, n) -> "").single();
    }

    /// @param condition which names to weigh
    /// @param likeness how much alike the words are
    private List<Place> best(String condition, String likeness, String plain, String folded, int limit) {
        return sql.sql("""
                with weighed as (
                    select p.*,
                        %s
                        + case when p.plain = :plain or p.plain = :folded then 1.0
                               when starts_with(p.plain, :plain) then 0.6
                               when strpos(' ' || p.folded, ' ' || :plain) > 0 then 0.3
                               else 0 end
                        - 0.05 * p.rank - 0.01 * length(p.plain)
                        - case when p.valid_to is null then 0 else 0.3 end as weight
                    from map_place p
                    where %s
                ), once as (
                    select distinct on (code, plain, case when code = '' then id end) *
                    from weighed
                    order by code, plain, case when code = '' then id end, valid_to desc nulls first,
                        lon is null, rank, id
                ), best as (
                    select o.*
                    from once o
                    where not exists (
                        select 1
                        from once same
                        where same.plain = o.plain and same.kind = o.kind
                            and (same.valid_to is null) = (o.valid_to is null)
                            and abs(same.lat - o.lat) < :near
                            and abs(same.lon - o.lon) * cos(radians(o.lat)) < :near
                            and (same.weight, -same.rank, -same.id) > (o.weight, -o.rank, -o.id)
                    )
                    order by weight desc, rank, plain, id
                    limit :limit
                )
                select b.kind, b.title, b.title_en, b.code, b.province, b.within, b.rank, b.valid_to,
                    coalesce(b.lon, o.lon) as lon, coalesce(b.lat, o.lat) as lat, coalesce(b.box, o.box) as box
                from best b
                left join lateral (
                    select lon, lat, box
                    from map_place
                    where code = b.code and code <> '' and plain = b.plain and lon is not null
                    limit 1
                ) o on b.lon is null
                order by b.weight desc, b.rank, b.plain, b.id
                """.formatted(likeness, condition))
                .param("plain", plain)
                .param("folded", folded)
                .param("limit", limit)
                .param("near", NEAR)
                .query((row, n) -> new Place(
                        row.getString("kind"),
                        row.getString("title"),
                        row.getString("title_en"),
                        row.getString("code"),
                        row.getString("province"),
                        row.getString("within"),
                        row.getInt("rank"),
                        row.getDate("valid_to") == null
                                ? null
                                : row.getDate("valid_to").toLocalDate(),
                        row.getObject("lon", Double.class),
                        row.getObject("lat", Double.class),
                        box(row.getArray("box"))))
                .list();
    }

    private static @Nullable List<Double> box(@Nullable Array box) throws SQLException {
        return box == null ? null : Arrays.asList((Double[]) box.getArray());
    }
}
