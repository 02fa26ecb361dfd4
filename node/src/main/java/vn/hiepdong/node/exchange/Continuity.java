package vn.hiepdong.node.exchange;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;

/// Finds out after every start, before this node signs again, whether its logs still have all that it signed.
///
/// First every partner is tried once. Then a log is signed when the file outside the database confirms it, or when
/// every
/// partner that may hold it answered and none holds more; of a log of which a partner holds more the rest is fetched
/// first. The private log, which nobody else holds, follows when all others are signed and a partner answered. Until
/// then what is said is accepted and not signed. An operator may decide otherwise.
///
/// An instance that joins others on the same database takes their word.
public final class Continuity {
    private static final Logger LOG = LoggerFactory.getLogger(Continuity.class);

    /// A partner that has not answered by then counts as tried.
    private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

    private final Ledger ledger;
    private final Partners partners;
    private final Membership membership;
    private final SenderLocks locks;
    private final long until = System.nanoTime() + PATIENCE;
    private final Set<UUID> answered = ConcurrentHashMap.newKeySet();
    private final Set<UUID> tried = ConcurrentHashMap.newKeySet();
    private final Map<LogOrigin, Long> most = new ConcurrentHashMap<>();

    Continuity(Ledger ledger, Partners partners, Membership membership, SenderLocks locks) {
        this.ledger = ledger;
        this.partners = partners;
        this.membership = membership;
        this.locks = locks;
    }

    /// A log of ours that is written to but not signed.
    ///
    /// @param unsigned entries that wait for a signature
    /// @param lost entries that a partner holds and this node lost
    /// @param awaited partners that may hold it and have not answered since the start
    public record HeldBack(LogOrigin origin, long unsigned, long lost, Set<AgencyCode> awaited) {}

    /// Logs that are not signed because it is not sure that nothing of them was lost.
    public List<HeldBack> heldBack() {
        List<Known> active = active();
        return ledger.extents().stream()
                .filter(each -> isOpen(each) && !ledger.maySign(each.origin(), each.signedSize()))
                .map(each -> {
                    var awaited = new TreeSet<AgencyCode>();
                    members(each.origin(), active).stream()
                            .filter(member -> !answered.contains(member.id()))
                            .forEach(member -> awaited.add(member.code()));
                    long lost = Math.max(0, most.getOrDefault(each.origin(), 0L) - each.signedSize());
                    return new HeldBack(each.origin(), each.size() - each.signedSize(), lost, awaited);
                })
                .toList();
    }

    /// An operator answers for it that nothing was lost. Logs of which a partner is known to hold more stay as they
    /// are.
    public synchronized void resume() {
        heldBack().stream().filter(each -> each.lost() == 0).forEach(each -> {
            LOG.warn("{} is signed again: an operator decided so", each.origin());
            ledger.allowSigning(each.origin());
        });
        evaluate();
    }

    /// The partner could not be reached.
    void tried(UUID partner) {
        if (tried.add(partner)) {
            evaluate();
        }
    }

    /// The partner showed what it holds. Throws [RefusedException] if what it shows of our logs was not signed by us.
    void answered(Known partner, List<SignedNote> shown) {
        for (SignedNote note : shown) {
            Checkpoint checkpoint = Checkpoint.parse(note.text());
            LogOrigin origin = LogOrigin.parse(checkpoint.origin());
            if (!origin.isBy(ledger.self())) {
                continue;
            }
            Optional<LogView> log = ledger.log(checkpoint.origin());
            long signed = log.map(LogView::signedSize).orElse(0L);
            // Of a log that ended others may still hold more: that does not count.
            if (checkpoint.size() > signed && log.filter(LogView::isComplete).isEmpty()) {
                Receiver.verified(note, ledger.keys().roster(), checkpoint);
                if (checkpoint.size() > most.getOrDefault(origin, 0L)) {
                    most.put(origin, checkpoint.size());
                    LOG.error(
                            "{} holds {} entries of {}, this node has {}: it has lost data and fetches it",
                            partner.code(),
                            checkpoint.size(),
                            origin,
                            signed);
                }
                ledger.holdSigning(origin);
            }
        }
        answered.add(partner.id());
        evaluate();
    }

    /// Allows what may be signed by now.
    synchronized void evaluate() {
        if (!ledger.isGuarded()) {
            return;
        }
        List<Known> active = active();
        boolean settled = System.nanoTime() - until > 0
                || active.stream().allMatch(each -> answered.contains(each.id()) || tried.contains(each.id()));
        boolean vouched = locks.isVouchedFor();
        if (!settled && !vouched) {
            return;
        }
        ledger.openToNew();
        var waiting = new ArrayList<LogView>();
        boolean all = true;
        for (Ledger.Extent each : ledger.extents()) {
            if (!isOpen(each) || ledger.maySign(each.origin(), each.signedSize())) {
                continue;
            }
            LogView log = ledger.log(each.id()).orElseThrow();
            List<Known> members = members(each.origin(), active);
            if (most.getOrDefault(each.origin(), 0L) > each.signedSize()) {
                all = false; // the rest is being fetched
            } else if (vouched || isConfirmed(log, members)) {
                ledger.allowSigning(each.origin());
            } else if (members.isEmpty()) {
                waiting.add(log);
            } else {
                all = false;
            }
        }
        if (all && !answered.isEmpty()) {
            waiting.forEach(each -> ledger.allowSigning(each.origin()));
            waiting.clear();
        }
        if (all && waiting.isEmpty()) {
            ledger.confirmed();
            locks.vouch();
        }
    }

    private static boolean isOpen(Ledger.Extent log) {
        return log.own() && log.frozen() == null && log.ended() == null;
    }

    private boolean isConfirmed(LogView log, List<Known> members) {
        return ledger.outside(log) != Ledger.Outside.DIFFERS
                || !members.isEmpty() && members.stream().allMatch(each -> answered.contains(each.id()));
    }

    private List<Known> active() {
        return partners.known().stream().filter(Known::isActive).toList();
    }

    private List<Known> members(LogOrigin origin, List<Known> active) {
        Set<AgencyCode> audience = membership.audience(origin.space());
        return active.stream().filter(each -> audience.contains(each.code())).toList();
    }
}
