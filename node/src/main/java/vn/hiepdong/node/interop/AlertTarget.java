package vn.hiepdong.node.interop;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;

/// What an import asks of the feature that keeps information items. It decides who may write, and refuses in
/// its own words; what it throws passes through the import unchanged, and nothing is recorded.
interface AlertTarget {
    /// The item that this alert made before a crash kept the import from recording it.
    Optional<ItemRef> madeBy(CapImport alert);

    /// Writes a new item.
    ItemRef write(CapImport alert, Order order);

    /// Writes a new version of an item that an earlier import wrote.
    ItemRef correct(String item, CapImport alert, String reason, Order order);

    /// Retracts an item that an earlier import wrote, for good.
    ItemRef retract(String item, String reason, Order order);

    /// Whether an item still stands: it exists and is not retracted.
    boolean stands(String item);

    /// Who wants the alert where.
    ///
    /// @param by unit and post that import
    /// @param realm the realm the importer works in; the alert must be meant for it
    /// @param space where a new item goes; null for where the regulation with the receivers says
    /// @param releasableTo the agencies a new item is released to
    record Order(Actor by, Realm realm, @Nullable SpaceId space, Set<AgencyCode> releasableTo) {
        public Order {
            releasableTo = Set.copyOf(releasableTo);
        }
    }
}
