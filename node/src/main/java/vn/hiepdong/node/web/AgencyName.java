package vn.hiepdong.node.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// What stands on the sign over the door, as the operator set it.
@Component
final class AgencyName {
    private final String code;
    private final String vi;
    private final String en;

    AgencyName(
            @Value("${hiepdong.agency.code}") String code,
            @Value("${hiepdong.agency.name-vi}") String vi,
            @Value("${hiepdong.agency.name-en}") String en) {
        this.code = code;
        this.vi = vi;
        this.en = en;
    }

    String code() {
        return code;
    }

    String name(Language language) {
        return language == Language.VI ? vi : en;
    }
}
