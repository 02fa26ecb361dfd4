package vn.hiepdong.node;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The node of one agency, put together from its features.
@SpringBootApplication
public class NodeApplication {
    /// Starts a node and returns when it serves pages. Several may run in one JVM, each with settings of its own.
    ///
    /// @param settings what a configuration file would say, and any of Spring Boot's own
    public static RunningNode start(Map<String, ?> settings) {
        var application = new SpringApplication(NodeApplication.class);
        // Nothing that happens to lie in the working directory may change a node.
        application.setDefaultProperties(Map.of("spring.config.location", "classpath:/application.yaml"));
        var arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        return new RunningNode(application.run(arguments));
    }
}
