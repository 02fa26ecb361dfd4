package vn.hiepdong.node.watch;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.hiepdong.node.access.Officer;

/// A feature that can say what its entries in the ledger were about, contributed as a bean.
public interface ChangedSource {
    /// The kinds of this feature's entries that an officer wants to hear of. What one says of an agency (`POL` +
    /// "wrote") is the text `watch.changed.<kind>`.
    Set<String> kinds();

    /// These records for this officer. One that the officer may not see, or that is no longer here, is left out.
    Map<UUID, Changed> changed(Collection<UUID> records, Officer officer);
}
