package vn.hiepdong.node.database;

import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/// What a supervisor or load balancer asks: does the process live, and can it serve. Both without a sign-in.
@RestController
class HealthApi {
    private static final int SECONDS = 2;
    private static final Logger log = LoggerFactory.getLogger(HealthApi.class);

    private final DataSource database;
    private final ApplicationAvailability node;
    private final ObjectProvider<HealthDetail> details;

    HealthApi(DataSource database, ApplicationAvailability node, ObjectProvider<HealthDetail> details) {
        this.database = database;
        this.node = node;
        this.details = details;
    }

    @GetMapping("/api/v1/health/live")
    Map<String, String> live() {
        return Map.of("status", "UP");
    }

    /// The pages are served only after every migration; what is left to ask is whether the work that belongs to the
    /// start is done and whether the database answers.
    @GetMapping("/api/v1/health/ready")
    ResponseEntity<Map<String, String>> ready() {
        if (node.getReadinessState() == ReadinessState.ACCEPTING_TRAFFIC && databaseAnswers()) {
            var answer = new TreeMap<>(Map.of("status", "UP"));
            details.forEach(each -> answer.putAll(each.detail()));
            return ResponseEntity.ok(answer);
        }
        return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body(Map.of("status", "DOWN"));
    }

    private boolean databaseAnswers() {
        try (var connection = database.getConnection()) {
            return connection.isValid(SECONDS);
        } catch (SQLException e) {
            log.warn("Not ready: the database does not answer: {}", e.getMessage());
            return false;
        }
    }
}
