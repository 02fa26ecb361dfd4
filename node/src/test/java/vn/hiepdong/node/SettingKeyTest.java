package vn.hiepdong.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/// What the features read may stand in a configuration file.
class SettingKeyTest {
    @Test
    void everySettingOfAFeatureIsAKeyOfTheFile() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        var keys = scanner.findCandidateComponents("vn.hiepdong.node").stream()
                .map(found -> ClassUtils.resolveClassName(String.valueOf(found.getBeanClassName()), null))
                .flatMap(SettingKeyTest::keys)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(keys).contains("hiepdong.mail.host", "hiepdong.notice.webhook-origins");
        assertThat(keys.stream().filter(each -> SettingKey.named(each).isEmpty()))
                .isEmpty();
    }

    private static Stream<String> keys(Class<?> settings) {
        String prefix = settings.getAnnotation(ConfigurationProperties.class).value();
        return Arrays.stream(settings.getRecordComponents()).map(each -> prefix + "." + name(each));
    }

    private static String name(RecordComponent component) {
        String name = component.getName().replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(java.util.Locale.ROOT);
        return Map.class.isAssignableFrom(component.getType()) ? name + "[one]" : name;
    }
}
