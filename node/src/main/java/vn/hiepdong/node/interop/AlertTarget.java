package vn.hiepdong.node.interop;

import java.util.Set;
import vn.hiepdong.node.ledger.SpaceId;

/// What an import asks of the feature that keeps information items. It decides who may write, and refuses in
/// its own words; what it throws passes through the import unchanged, and nothing is recorded.
///
/// Each call is safe to repeat: an import that was cut off by a crash is done again from its file, and must
/// find the item, correction or retraction that the same [CapImport#key()] already made in that space.
public interface AlertTarget {
    /// Writes a new item.
    ItemRef write(CapImport alert, Order order);

    /// Writes a new version of an item that an earlier import wrote.
    ItemRef correct(ItemRef item, CapImport alert, Order order);

    /// Retracts an item that an earlier import wrote, for good.
    ItemRef retract(ItemRef item, String reason, CapImport alert, Order order);

    /// Who wants the alert where.
    ///
    /// @param releasableTo codes of the agencies a new item is released to
    record Order(SpaceId space, Set<String> releasableTo) {
        public Order {
            releasableTo = Set.copyOf(releasableTo);
        }
    }
}
