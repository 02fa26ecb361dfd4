package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.map.MapCard;
import vn.hiepdong.node.retention.RetentionClass;
import vn.hiepdong.node.retention.RetentionRule;
import vn.hiepdong.node.web.RealmMark;

/// An item made ready for its page.
///
/// @param standing what each party has and said of the newest versions; empty where there is only one
/// @param older the lowest version shown, if there are older ones; 0 if not
/// @param earlier how many events are not shown
/// @param next the one thing for this officer to do
/// @param owed until when this agency owes an acknowledgement of the newest version; see `acts.acknowledge`
/// @param holds legal holds that stand on it
/// @param erasedMeanwhile its author erased it; here it stays for our hold
/// @param keeping how long it is kept
/// @param map where it lies; null when it lies nowhere
/// @param remarks what other features know about it
record ItemView(
        Item item,
        Content content,
        List<Party> parties,
        List<Revision> revisions,
        List<Standing> standing,
        int older,
        List<Timeline.Event> timeline,
        int earlier,
        Acts acts,
        Next next,
        @Nullable Instant owed,
        boolean overdue,
        KnownAgencies agencies,
        Words words,
        List<Hold> holds,
        boolean erasedMeanwhile,
        Keeping keeping,
        @Nullable MapCard map,
        List<ItemRemarks.Remark> remarks) {
    /// As much as one looks through at once.
    static final int REVISIONS = 5;

    static final int EVENTS = 40;

    /// What one agency has of the item and what its officers said, kept apart.
    ///
    /// @param held when its node got the newest version; null when it has not said so
    /// @param knowable whether this node can know: of others' items only the author's node gets the receipts
    /// @param acknowledged by an officer, the newest version
    /// @param found what this agency found out about the newest version
    /// @param earlier acknowledgements of versions that are no longer the newest
    record Party(
            AgencyCode agency,
            boolean author,
            boolean self,
            @Nullable Instant held,
            boolean knowable,
            Item.@Nullable Acknowledgement acknowledged,
            Item.@Nullable Finding found,
            List<Item.Acknowledgement> earlier,
            @Nullable Instant awaitedBy,
            boolean overdue,
            Item.@Nullable Release revoked) {}

    /// How long it is kept.
    ///
    /// @param kind null for a class that only a newer node knows
    /// @param due when that time is over; null for ever, or when only its author knows
    /// @param then what happens then
    record Keeping(
            String code,
            @Nullable RetentionClass kind,
            @Nullable Instant due,
            RetentionRule.@Nullable Then then) {}

    /// A version with what changed and what was found out about it.
    record Revision(
            Item.Version version,
            boolean newest,
            List<Changes.Change> changes,
            List<Item.Request> requests,
            List<Item.Finding> findings) {}

    /// What this officer can do now.
    record Acts(
            boolean acknowledge,
            boolean ask,
            boolean find,
            boolean correct,
            boolean retract,
            boolean release,
            boolean revoke,
            boolean hold,
            boolean classify,
            boolean erase) {
        /// Whether anything is left besides the one thing that stands out.
        boolean anyBesides(Next next) {
            return ask && next.what() != Next.What.ASK
                    || find && next.what() != Next.What.FIND
                    || correct && next.what() != Next.What.CORRECT
                    || release && next.what() != Next.What.RELEASE
                    || retract
                    || hold
                    || erase;
        }
    }

    RealmMark realm() {
        return RealmMark.valueOf(item.place().realm().name());
    }

    /// @param held by version, then by agency
    /// @param members the other parties of the regulation
    static ItemView of(
            Item item,
            Map<Integer, Map<AgencyCode, Instant>> held,
            Set<AgencyCode> members,
            AgencyCode self,
            Officer officer,
            KnownAgencies agencies,
            Words words,
            int below,
            boolean wholeHistory,
            List<Hold> holds,
            boolean erasedMeanwhile,
            Keeping keeping,
            List<ItemRemarks.Remark> remarks) {
        Instant now = words.frame().now();
        List<Party> parties = parties(item, held.getOrDefault(item.newest().version(), Map.of()), self, now);
        Optional<Party> ours = parties.stream().filter(Party::self).findFirst();
        List<Item.Version> shown = shown(item, below);
        List<Timeline.Event> events = Timeline.of(item, self);
        int earlier = wholeHistory ? 0 : Math.max(0, events.size() - EVENTS);
        Acts acts = acts(item, members, self, officer, !holds.isEmpty());
        return new ItemView(
                item,
                item.content(),
                parties,
                revisions(item, shown, words),
                Standing.of(item, held, self),
                shown.isEmpty() || shown.getFirst().version() <= 1
                        ? 0
                        : shown.getFirst().version(),
                events.subList(earlier, events.size()),
                earlier,
                acts,
                Next.of(item, parties, acts, self, now),
                ours.map(Party::awaitedBy).orElse(null),
                ours.map(Party::overdue).orElse(false),
                agencies,
                words,
                holds,
                erasedMeanwhile,
                keeping,
                ItemsOnMap.item(item, agencies, words)
                        .map(each -> MapCard.showing(List.of(each), each.realm(), words.frame())
                                .withoutList())
                        .orElse(null),
                remarks);
    }

    private static List<Party> parties(Item item, Map<AgencyCode, Instant> held, AgencyCode self, Instant now) {
        var parties = new ArrayList<Party>();
        parties.add(new Party(
                item.origin(),
                true,
                item.origin().equals(self),
                held.get(item.origin()),
                true,
                null,
                null,
                List.of(),
                null,
                false,
                null));
        for (Item.Release release : item.releases()) {
            parties.add(party(item, release, held, self, now));
        }
        return parties;
    }

    private static Party party(
            Item item, Item.Release release, Map<AgencyCode, Instant> held, AgencyCode self, Instant now) {
        AgencyCode agency = release.agency();
        int newest = item.newest().version();
        List<Item.Acknowledgement> given = item.acknowledgements().stream()
                .filter(each -> each.agency().equals(agency))
                .toList();
        Instant due = release.awaitedVersion() == null ? null : release.awaitedBy();
        return new Party(
                agency,
                false,
                agency.equals(self),
                held.get(agency),
                agency.equals(self) || item.origin().equals(self),
                given.stream()
                        .filter(each -> each.version() == newest)
                        .findFirst()
                        .orElse(null),
                Standing.found(item, agency, newest),
                given.stream().filter(each -> each.version() < newest).toList(),
                due,
                due != null && due.isBefore(now),
                release.revokedAt() == null ? null : release);
    }

    /// The versions to show, oldest first.
    private static List<Item.Version> shown(Item item, int below) {
        List<Item.Version> wanted = item.versions().stream()
                .filter(each -> below <= 0 || each.version() < below)
                .toList();
        return wanted.subList(Math.max(0, wanted.size() - REVISIONS), wanted.size());
    }

    private static List<Revision> revisions(Item item, List<Item.Version> shown, Words words) {
        var revisions = new ArrayList<Revision>();
        for (Item.Version version : shown) {
            Content content = version.content();
            Content before = before(item, version);
            int number = version.version();
            revisions.add(new Revision(
                    version,
                    number == item.newest().version(),
                    before == null || content == null ? List.of() : Changes.between(before, content, words),
                    item.requests().stream()
                            .filter(each -> each.version() == number)
                            .toList(),
                    item.findings().stream()
                            .filter(each -> each.version() == number)
                            .toList()));
        }
        return revisions.reversed();
    }

    /// What the item said before this version.
    private static @Nullable Content before(Item item, Item.Version version) {
        Content before = null;
        for (Item.Version each : item.versions()) {
            if (each.version() >= version.version()) {
                break;
            }
            before = each.content() == null ? before : each.content();
        }
        return before;
    }

    private static Acts acts(Item item, Set<AgencyCode> members, AgencyCode self, Officer officer, boolean isHeld) {
        boolean duty = officer.is(Role.DUTY_OFFICER, Role.DUTY_COMMANDER);
        boolean stands = !item.retracted();
        boolean own = item.origin().equals(self);
        boolean others = !own || !item.releasedTo().isEmpty();
        return new Acts(
                duty && !own && !item.acknowledged(self, item.newest().version()),
                (duty || officer.is(Role.ANALYST)) && stands && others,
                officer.is(Role.VERIFIER) && stands,
                duty && own && stands,
                duty && own && stands,
                duty && own && stands && !item.releasedTo().containsAll(members),
                duty && own && !item.releasedTo().isEmpty() && !isHeld,
                officer.is(Role.DUTY_COMMANDER),
                duty && own,
                own && officer.is(Role.DUTY_COMMANDER) && !isHeld);
    }
}
