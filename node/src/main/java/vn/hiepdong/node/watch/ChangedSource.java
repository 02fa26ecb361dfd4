package vn.hiepdong.node.watch;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.hiepdong.node.access.Officer;

/// A feature that can say what its entries in the ledger were about, contributed as a bean.
public interface ChangedSource {
    /// Key of the text for an entry of this kind, said of an agency (`POL` + "wrote"); empty when it is none of this
    /// feature's, or nothing that an officer would want to hear of.
    Optional<String> says(String kind);

    /// These records for this officer. One that the officer may not see, or that is no longer here, is left out.
    Map<UUID, Changed> changed(Collection<UUID> records, Officer officer);
}
