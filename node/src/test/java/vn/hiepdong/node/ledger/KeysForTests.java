package vn.hiepdong.node.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.hiepdong.format.RecoveryKey;
import vn.hiepdong.format.Roster;

/// What somebody does who has a folder of keys, and nothing else of the node.
public final class KeysForTests {
    private KeysForTests() {}

    public static Roster compromised(
            AgencyKeys keys, RecoveryKey by, SortedMap<String, Roster.End> ends, InstantSource clock) {
        try {
            return keys.compromised(by, "copied", ends, clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Roster add(AgencyKeys keys, InstantSource clock) {
        try {
            return keys.add(new TreeMap<>(), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
