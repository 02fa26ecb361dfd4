package vn.hiepdong.node.exchange;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Why one node turns another away, as far as there are words for it in a reader's language. On the wire it is how the
/// line begins with which an error says why.
public enum Refusal {
    /// There is no version of the protocol that both speak.
    PROTOCOL("protocol"),
    /// A log's name does not say whether it is for real or for an exercise, or says something unknown.
    REALM("unknown realm"),
    /// The other one has not confirmed us, or has suspended us.
    NOT_CONFIRMED("this agency has not confirmed you"),
    /// The other one takes nothing more of this log.
    STOPPED("stopped"),
    /// The log ended, because its keys were compromised, and this is more of it.
    ENDED("the log ended"),
    /// The keys were recovered, and the other one still waits whether the old ones object.
    RECOVERY_WAITS("the recovery of these keys waits"),
    /// The other one has lost its keys.
    KEYS_LOST("the keys of this node are lost"),
    UNREACHABLE("cannot be reached"),
    BROKEN("the line broke");

    private final String beginning;

    Refusal(String beginning) {
        this.beginning = beginning;
    }

    String beginning() {
        return beginning;
    }

    /// @param reason as it came over the wire, or was found out here
    static @Nullable Refusal of(@Nullable String reason) {
        return reason == null
                ? null
                : Arrays.stream(values())
                        .filter(each -> reason.startsWith(each.beginning))
                        .findFirst()
                        .orElse(null);
    }
}
