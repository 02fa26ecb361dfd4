package vn.hiepdong.node.notice;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.space.Quiet;
import vn.hiepdong.node.space.Spaces;

/// Those of the regulations in force.
@Component
final class AgreedQuiet implements QuietRules {
    private final Spaces spaces;

    AgreedQuiet(Spaces spaces) {
        this.spaces = spaces;
    }

    @Override
    public List<Quiet> agreed() {
        return spaces.inForce().stream()
                .flatMap(each -> Optional.ofNullable(each.regulation().quiet()).stream())
                .toList();
    }
}
