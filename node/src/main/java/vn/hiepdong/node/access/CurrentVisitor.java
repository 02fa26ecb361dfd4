package vn.hiepdong.node.access;

import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.Visitor;
import vn.hiepdong.node.web.Visitors;

/// Tells the frame of a page who is looking.
@Component
final class CurrentVisitor implements Visitors {
    @Override
    public Optional<Visitor> current() {
        return OfficerAuthentication.current()
                .map(OfficerAuthentication::officer)
                .map(CurrentVisitor::visitor);
    }

    @Override
    public Optional<Language> language() {
        return OfficerAuthentication.current().map(OfficerAuthentication::language);
    }

    private static Visitor visitor(Officer officer) {
        return new Visitor(
                officer.displayName(),
                officer.unit(),
                officer.post(),
                officer.roles().stream().map(Enum::name).collect(Collectors.toUnmodifiableSet()));
    }
}
