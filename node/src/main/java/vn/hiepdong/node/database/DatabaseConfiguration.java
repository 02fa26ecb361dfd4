package vn.hiepdong.node.database;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.core.type.AnnotatedTypeMetadata;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {
    /// Connections that others than the node's pool may open: an operator, a backup.
    private static final int CONNECTIONS_TO_SPARE = 28;

    @Bean
    @Conditional(NoneIsNamed.class)
    ManagedPostgres postgres(DatabaseSettings settings, @Value("${hiepdong.data}") Path data) {
        var binaries = settings.binaries() == null ? data.resolve("postgresql") : Path.of(settings.binaries());
        return ManagedPostgres.start(new ManagedPostgres.Settings(
                data.resolve("database"),
                binaries,
                settings.sharedBuffersMb(),
                settings.poolSize() + CONNECTIONS_TO_SPARE));
    }

    /// Every table is there when anybody gets hold of it. It is closed before the server that it leads to, since it was
    /// made after it.
    @Bean
    HikariDataSource dataSource(DatabaseSettings settings, Optional<ManagedPostgres> own) {
        var pool = new HikariDataSource();
        pool.setPoolName("database");
        pool.setJdbcUrl(own.map(ManagedPostgres::url).orElse(settings.url()));
        pool.setUsername(own.map(ManagedPostgres::username).orElse(settings.username()));
        pool.setPassword(own.map(ManagedPostgres::password).orElse(settings.password()));
        pool.setMaximumPoolSize(settings.poolSize());
        // Each idle connection costs a server process of several megabytes.
        pool.setMinimumIdle(Math.min(2, settings.poolSize()));
        pool.setIdleTimeout(60_000);
        pool.setConnectionTimeout(10_000);
        pool.setInitializationFailTimeout(-1);
        // Many entries of one batch become one statement.
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        pool.addDataSourceProperty("ApplicationName", "hiepdong");
        // Values of rows stand in it, and messages are kept: with an entry that could not be projected, in logs.
        pool.addDataSourceProperty("logServerErrorDetail", "false");
        refuseUnlessReachable(pool);
        Migrations.apply(pool);
        return pool;
    }

    private static void refuseUnlessReachable(HikariDataSource pool) {
        try (var connection = pool.getConnection()) {
            var version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < 18) {
                throw new DatabaseFailure("The database at " + pool.getJdbcUrl() + " is PostgreSQL " + version
                        + "; the node needs 18 or later.");
            }
        } catch (SQLException e) {
            pool.close();
            var why = e.getCause() == null ? e : e.getCause();
            throw new DatabaseFailure(
                    "The database at " + pool.getJdbcUrl() + " cannot be reached as user " + pool.getUsername() + ": "
                            + why.getMessage(),
                    e);
        }
    }

    /// The machine's clock, unless somebody (a test) brings another.
    @Bean
    @Fallback
    InstantSource clock() {
        return InstantSource.system();
    }

    /// The agency names no database, so the node runs one of its own.
    static final class NoneIsNamed implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !context.getEnvironment().containsProperty("hiepdong.database.url");
        }
    }
}
