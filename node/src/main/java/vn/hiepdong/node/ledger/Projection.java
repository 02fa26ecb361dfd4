package vn.hiepdong.node.ledger;

import java.util.List;

/// What a feature makes of its entries. The only road by which its tables change.
///
/// @param <E> the feature's sealed interface of entries
public interface Projection<E extends Entry> {
    /// What the entries are called in the logs.
    Kinds<E> kinds();

    /// Brings the feature's tables up to date. Refuses nothing: a partner's statement that we dislike is shown
    /// as such.
    /// Writes through `sql` only, reads nothing but its own tables (after [Batch#flush]), knows no clock, and
    /// does
    /// not depend on the order of entries of different logs. Throws on a contradiction: an own command is then
    /// refused, a partner's entry is kept and flagged.
    void apply(Position at, E entry, Batch sql);

    /// The tables this projection fills. A rebuild empties them and applies every entry again, in the old order.
    List<String> tables();
}
