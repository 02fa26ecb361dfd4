package vn.hiepdong.node.operations;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.ledger.Ledger;

/// What this node is and how much it holds.
@Component
final class NodeFacts {
    private final JdbcClient sql;
    private final HikariDataSource database;
    private final String version;
    private final Ledger ledger;

    NodeFacts(HikariDataSource database, @Value("${hiepdong.version}") String version, Ledger ledger) {
        sql = JdbcClient.create(database);
        this.database = database;
        this.version = version;
        this.ledger = ledger;
    }

    /// @param version of the program
    /// @param java of the JVM
    /// @param postgresql of the database
    /// @param databaseMb how large the database is
    /// @param heapMb memory in use, of `heapMostMb`
    /// @param connections to the database in use, of `connectionsMost`
    /// @param logs how many logs are here, with `entries` in all
    record Facts(
            String version,
            String java,
            String postgresql,
            Instant started,
            long databaseMb,
            long heapMb,
            long heapMostMb,
            int connections,
            int connectionsMost,
            int logs,
            long entries) {}

    Facts now() {
        var heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        var extents = ledger.extents();
        return new Facts(
                version,
                Runtime.version().toString(),
                sql.sql("show server_version").query(String.class).single(),
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime()),
                sql.sql("select pg_database_size(current_database())")
                                .query(Long.class)
                                .single()
                        >> 20,
                heap.getUsed() >> 20,
                heap.getMax() >> 20,
                database.getHikariPoolMXBean().getActiveConnections(),
                database.getMaximumPoolSize(),
                extents.size(),
                extents.stream().mapToLong(Ledger.Extent::size).sum());
    }
}
