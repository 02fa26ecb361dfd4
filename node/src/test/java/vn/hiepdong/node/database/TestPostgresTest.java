package vn.hiepdong.node.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class TestPostgresTest {
    @Test
    void eachTestHasADatabaseOfItsOwn() {
        try (var one = TestPostgres.freshDatabase();
                var other = TestPostgres.freshDatabase()) {
            JdbcClient.create(one).sql("create table only_here (n int)").update();

            assertThat(exists(one, "only_here")).isTrue();
            assertThat(exists(other, "only_here")).isFalse();
        }
    }

    @Test
    void theDatabaseIsMigrated() {
        try (var database = TestPostgres.freshDatabase()) {
            assertThat(exists(database, "database_history")).isTrue();
        }
    }

    private static boolean exists(javax.sql.DataSource database, String table) {
        return JdbcClient.create(database)
                .sql("select to_regclass(:table) is not null")
                .param("table", table)
                .query(Boolean.class)
                .single();
    }
}
