package vn.hiepdong.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.DependencyType;

/// The walls between the features, which stand on floors: arrows only point down, or sideways without a circle.
class ModulesTest {
    private static final Map<String, Integer> FLOORS = Map.ofEntries(
            Map.entry("terminal", 0),
            Map.entry("database", 0),
            Map.entry("ledger", 0),
            Map.entry("web", 0),
            Map.entry("attachment", 1),
            Map.entry("directory", 1),
            Map.entry("access", 1),
            Map.entry("audit", 1),
            Map.entry("space", 1),
            Map.entry("deadline", 1),
            Map.entry("exchange", 2),
            Map.entry("watch", 1),
            Map.entry("map", 1),
            Map.entry("job", 1),
            Map.entry("palette", 1),
            Map.entry("retention", 1),
            Map.entry("help", 2),
            Map.entry("notice", 2),
            Map.entry("duty", 2),
            Map.entry("tour", 3),
            Map.entry("information", 2),
            Map.entry("interop", 3),
            Map.entry("design", 3),
            Map.entry("evidence", 3),
            Map.entry("witness", 3),
            Map.entry("report", 3),
            Map.entry("operations", 3),
            Map.entry("backup", 3),
            Map.entry("call", 3),
            Map.entry("demo", 4),
            Map.entry("bench", 4));

    private final ApplicationModules modules = ApplicationModules.of(NodeApplication.class);

    @Test
    void noFeatureReachesIntoAnotherAndNoneStandInACircle() {
        modules.verify();
    }

    @Test
    void everyFeatureHasItsFloor() {
        assertThat(modules.stream().map(ModulesTest::name)).isSubsetOf(FLOORS.keySet());
    }

    @Test
    void noFeatureKnowsOneAboveIt() {
        var up = new TreeSet<String>();
        for (ApplicationModule module : modules) {
            module.getDirectDependencies(modules, DependencyType.values()).stream()
                    .filter(each -> floor(each.getTargetModule()) > floor(module))
                    .forEach(each -> up.add(each.getSourceType().getName() + " → "
                            + each.getTargetType().getName()));
        }
        assertThat(up).isEmpty();
    }

    @Test
    void theLedgerAndTheDatabaseKnowNoFeature() {
        for (String ground : List.of("ledger", "database", "web", "terminal")) {
            modules
                    .getModuleByName(ground)
                    .orElseThrow()
                    .getDirectDependencies(modules, DependencyType.values())
                    .stream()
                    .forEach(each -> assertThat(floor(each.getTargetModule()))
                            .as(
                                    "%s → %s",
                                    each.getSourceType().getName(),
                                    each.getTargetType().getName())
                            .isZero());
        }
    }

    private static int floor(ApplicationModule module) {
        return FLOORS.getOrDefault(name(module), Integer.MAX_VALUE);
    }

    private static String name(ApplicationModule module) {
        return module.getIdentifier().toString();
    }
}
