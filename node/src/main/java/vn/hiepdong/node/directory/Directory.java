package vn.hiepdong.node.directory;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;
import vn.hiepdong.node.directory.DirectoryEntry.AgencyDescribed;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Statement;

/// The door of the directory.
@Service
public class Directory {
    private final Ledger ledger;
    private final DirectoryTable table;
    private final Agency own;

    Directory(
            Ledger ledger,
            DirectoryTable table,
            @Value("${hiepdong.agency.name-vi}") String nameVi,
            @Value("${hiepdong.agency.name-en}") String nameEn,
            @Value("${hiepdong.agency.kind:other}") String kind) {
        this.ledger = ledger;
        this.table = table;
        own = new Agency(ledger.self().code(), nameVi, nameEn, AgencyKind.of(kind), true);
    }

    /// This node's agency, as its configuration names it.
    public Agency own() {
        return own;
    }

    public List<Agency> agencies() {
        return table.agencies();
    }

    public Optional<Agency> agency(AgencyCode code) {
        return table.agency(code);
    }

    /// Writes down the configured names when they changed.
    @EventListener(ApplicationReadyEvent.class)
    @Order(0)
    void describeSelf() {
        if (!table.agency(own.code()).equals(Optional.of(own))) {
            introduce(ledger.privatePlace(), Set.of());
        }
    }

    /// Tells the parties of a space who we are.
    public void introduce(Place place, Set<AgencyCode> parties) {
        var described = new AgencyDescribed(own.nameVi(), own.nameEn(), own.kind());
        ledger.append(new Statement(place, Actor.NODE, parties, described));
    }
}
