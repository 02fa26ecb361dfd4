package vn.hiepdong.node.access;

import java.util.Optional;
import org.springframework.stereotype.Component;

/// The officer whose request is being answered, for what is not a handler.
@Component
public class CurrentOfficer {
    CurrentOfficer() {}

    /// Empty outside a request, and for a visitor who has not signed in.
    public Optional<Officer> get() {
        return OfficerAuthentication.current().map(OfficerAuthentication::officer);
    }
}
