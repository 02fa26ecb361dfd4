package vn.hiepdong.node.space;

import java.time.LocalDate;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Appended;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Place;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;
import vn.hiepdong.node.ledger.Statement;
import vn.hiepdong.node.space.SpaceEntry.Commented;
import vn.hiepdong.node.space.SpaceEntry.Declined;
import vn.hiepdong.node.space.SpaceEntry.Proposed;
import vn.hiepdong.node.space.SpaceEntry.Signed;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Checks;
import vn.hiepdong.node.web.Refused;

/// The door of spaces and their regulations.
@Service
public class Spaces {
    static final int MAX_COMMENT = 2_000;

    private final Ledger ledger;
    private final Directory directory;
    private final SpaceTable table;
    private final Uuid7 ids;

    Spaces(Ledger ledger, Directory directory, SpaceTable table, Uuid7 ids) {
        this.ledger = ledger;
        this.directory = directory;
        this.table = table;
        this.ids = ids;
    }

    /// All versions of all regulations that we know, newest first.
    public List<RegulationVersion> versions() {
        return table.versions();
    }

    public Optional<RegulationVersion> inForce(SpaceId space) {
        return table.inForce(space);
    }

    /// All regulations that are in force today.
    public List<RegulationVersion> inForce() {
        return table.allInForce();
    }

    /// The rules of a space over time.
    public Rules rules(SpaceId space) {
        return table.rules(space);
    }

    /// What is usual on a day, where a regulation says nothing.
    public Usual usual(LocalDate day) {
        return table.usual(day);
    }

    /// What is usual today.
    public Usual usual() {
        return table.usual(table.today());
    }

    /// What the parties said to a version.
    List<SpaceTable.Comment> comments(Hash version) {
        return table.comments(version);
    }

    LocalDate today() {
        return table.today();
    }

    /// Says something to a version, for everybody who is a party of it.
    public void comment(Actor by, Hash hash, String text) {
        RegulationVersion version = known(hash);
        var checks = new Checks();
        String said = checks.text("comment", text, MAX_COMMENT);
        checks.done();
        ledger.append(new Statement(
                new Place(version.space(), version.realm()),
                by,
                others(version),
                new Commented(version.space().value(), version.version(), hash, said)));
    }

    /// The regulation in force under which one works with these parties; of several the one with the fewest
    /// others.
    public Optional<RegulationVersion> inForceWith(Realm realm, Collection<AgencyCode> parties) {
        var all = new HashSet<>(parties);
        all.add(ledger.self().code());
        return table.inForceWith(realm, all);
    }

    public Optional<Place> place(SpaceId space) {
        return space.equals(ledger.privatePlace().space()) ? Optional.of(ledger.privatePlace()) : table.place(space);
    }

    /// Who gets this agency's log of a space: every party of any version that names us too. Empty for the
    /// private
    /// space.
    public Set<AgencyCode> audience(SpaceId space) {
        Set<AgencyCode> parties = table.parties().getOrDefault(space, Set.of());
        if (!parties.contains(ledger.self().code())) {
            return Set.of();
        }
        var others = new HashSet<>(parties);
        others.remove(ledger.self().code());
        return others;
    }

    /// The spaces whose [#audience] has that agency, in one question: for whoever goes through many logs.
    public Set<SpaceId> sharedWith(AgencyCode other) {
        var shared = new HashSet<SpaceId>();
        table.parties().forEach((space, parties) -> {
            if (parties.contains(ledger.self().code()) && parties.contains(other)) {
                shared.add(space);
            }
        });
        return shared;
    }

    /// Whether a log of this space may come from that agency: from a party, or, while we know nothing of the
    /// space,
    /// from
    /// anyone we are paired with, since the proposal itself comes that way.
    public boolean accepts(SpaceId space, AgencyCode from) {
        Set<AgencyCode> parties = table.parties().get(space);
        return parties == null ? !space.equals(ledger.privatePlace().space()) : parties.contains(from);
    }

    /// Puts a regulation to its parties in a new space, or a new version of the one in force, and signs it.
    /// Returns the
    /// hash that names the version.
    public Hash propose(Actor by, @Nullable SpaceId existing, Realm realm, Regulation regulation) {
        AgencyCode self = ledger.self().code();
        if (!regulation.parties().contains(self)) {
            throw new BadInput("parties", "space.error.not-a-party", self);
        }
        Place place = existing == null
                ? new Place(new SpaceId(ids.next()), realm)
                : place(existing).orElseThrow(() -> new BadInput("space", "space.error.unknown", existing));
        if (place.realm() != realm) {
            throw new Refused("space.error.realm-is-fixed", place.realm());
        }
        int version = 1
                + table.versions().stream()
                        .filter(each -> each.space().equals(place.space()))
                        .mapToInt(RegulationVersion::version)
                        .max()
                        .orElse(0);
        var others = new HashSet<>(regulation.parties());
        others.remove(self);
        if (version == 1) {
            directory.introduce(place, others);
        }
        Appended proposed = ledger.append(
                new Statement(place, by, others, new Proposed(place.space().value(), version, regulation)));
        ledger.append(new Statement(place, by, others, new Signed(place.space().value(), version, proposed.hash())));
        return proposed.hash();
    }

    /// Binds this agency to exactly the text with this hash.
    public void sign(Actor by, Hash hash) {
        RegulationVersion version = open(hash);
        Place place = new Place(version.space(), version.realm());
        Set<AgencyCode> others = others(version);
        if (audienceNeverMet(place)) {
            directory.introduce(place, others);
        }
        ledger.append(
                new Statement(place, by, others, new Signed(version.space().value(), version.version(), hash)));
    }

    public void decline(Actor by, Hash hash, String reason) {
        if (reason.isBlank()) {
            throw new BadInput("reason", "space.error.reason");
        }
        RegulationVersion version = open(hash);
        ledger.append(new Statement(
                new Place(version.space(), version.realm()),
                by,
                others(version),
                new Declined(version.space().value(), version.version(), hash, reason.strip())));
    }

    private boolean audienceNeverMet(Place place) {
        return ledger.own(place).isEmpty();
    }

    private RegulationVersion open(Hash hash) {
        RegulationVersion version = known(hash);
        if (version.answeredBy(ledger.self().code())) {
            throw new Refused("space.error.answered");
        }
        return version;
    }

    private RegulationVersion known(Hash hash) {
        RegulationVersion version =
                version(hash).orElseThrow(() -> new BadInput("hash", "space.error.unknown", hash.hex()));
        AgencyCode self = ledger.self().code();
        if (!version.regulation().parties().contains(self)) {
            throw new Refused("space.error.not-a-party", self);
        }
        return version;
    }

    public Optional<RegulationVersion> version(Hash hash) {
        return table.versions().stream()
                .filter(each -> each.hash().equals(hash))
                .findFirst();
    }

    private Set<AgencyCode> others(RegulationVersion version) {
        var others = new HashSet<>(version.regulation().parties());
        others.remove(ledger.self().code());
        return others;
    }
}
