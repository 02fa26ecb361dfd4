package vn.hiepdong.node.ledger;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A feature small enough to try the ledger with: remarks, each written once and struck out any number of times.
sealed interface RemarkEntry extends Entry {
    UUID id();

    @Override
    default UUID subject() {
        return id();
    }

    record Made(UUID id, String text) implements RemarkEntry {}

    record StruckOut(UUID id, String why) implements RemarkEntry {}

    /// Fails on the text "unbearable", as a projection with a mistake would.
    final class Table implements Projection<RemarkEntry> {
        private final JdbcClient sql;

        Table(JdbcClient sql) {
            this.sql = sql;
            sql.sql("""
                    create table if not exists remark (
                        id uuid primary key, text text, agency text, strikes int not null default 0, last text,
                        applied bigint)
                    """).update();
        }

        @Override
        public Kinds<RemarkEntry> kinds() {
            return new Kinds<>("remark", RemarkEntry.class);
        }

        @Override
        public List<String> tables() {
            return List.of("remark");
        }

        @Override
        public void apply(Position at, RemarkEntry entry, Batch batch) {
            switch (entry) {
                case Made made -> {
                    if (made.text().equals("unbearable")) {
                        throw new IllegalArgumentException("the projection has a mistake");
                    }
                    batch.add(
                            "insert into remark (id, text, agency, applied) values (?, ?, ?, ?)",
                            made.id(),
                            made.text(),
                            at.agency(),
                            at.applied());
                }
                case StruckOut struck -> {
                    batch.add("update remark set strikes = strikes + 1 where id = ?", struck.id());
                    batch.add("update remark set last = ? where id = ?", struck.why(), struck.id());
                }
            }
        }

        List<String> dump() {
            return sql.sql("select concat_ws('|', id, text, agency, strikes, last, applied) from remark order by id")
                    .query(String.class)
                    .list();
        }

        long count() {
            return sql.sql("select count(*) from remark").query(Long.class).single();
        }
    }
}
