package vn.hiepdong.node.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/// How tables come into being: each feature brings its own folder under `db/migration`, all share one history.
///
/// The features are numbered, not their releases, so a feature that grows later adds a version below one that has long
/// been applied: hence out of order.
final class Migrations {
    private Migrations() {}

    static void apply(DataSource database) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .table("database_history")
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }
}
