package vn.hiepdong.node.operations;

import java.util.List;
import vn.hiepdong.node.exchange.Partners;

/// Whether the keys that sign are here, and the recovery key is not.
final class KeysAreThere implements Check {
    private final Partners partners;

    KeysAreThere(Partners partners) {
        this.partners = partners;
    }

    @Override
    public List<Finding> look() {
        if (partners.keysAreLost()) return List.of(Finding.of(Finding.Level.BAD, "keys-lost"));
        return partners.recoveryKey().isPresent()
                ? List.of(Finding.of(Finding.Level.WARNING, "recovery-key"))
                : List.of(Finding.of(Finding.Level.GOOD, "keys"));
    }
}
