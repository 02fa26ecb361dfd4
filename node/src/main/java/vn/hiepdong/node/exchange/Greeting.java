package vn.hiepdong.node.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.node.ledger.HashJson;

/// What two nodes tell each other on a quiet line.
///
/// @param protocols versions of the protocol that the speaker speaks; see [Protocol]
/// @param clock for the operator to see when clocks run apart; nothing depends on it
/// @param url where this node is reached now
/// @param unreachable the speaker cannot reach the hearer, who has to come and fetch what there is for it
/// @param held how much it holds of the other's logs
/// @param frozen names of logs of those spaces that the speaker has stopped, its own or others'
/// @param checkpoints the newest of every log of the spaces that both share, so that a log that says different
///     things to different partners is found out
/// @param keys what became of the speaker's log keys; null from a node that does not know of such changes
record Greeting(
        String version,
        List<Integer> protocols,
        Instant clock,
        String url,
        boolean unreachable,
        List<HeldLog> held,
        List<String> frozen,
        List<String> checkpoints,
        @Nullable Keys keys) {
    static final int MAX_BYTES = 4 << 20;
    static final int MAX_LOGS = 512;

    /// Newer nodes say more, and older ones less.
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(HashJson.module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /// @param receipt that the author has not had yet
    /// @param relayedFrom from here on the entries came from another than the author, payloads may be missing
    record HeldLog(
            String origin,
            long size,
            @Nullable CarriedReceipt receipt,
            @Nullable Long relayedFrom) {}

    /// @param known steps of the hearer's roster that the speaker has
    /// @param root of the tree of these steps; older nodes do not say it
    /// @param from the first step of the speaker's own roster that follows
    /// @param steps as [vn.hiepdong.format.Roster#format] writes them
    /// @param recovery a step by which the hearer's keys were recovered, as the speaker was told,
    ///     and against which the old keys may still object; null if there is none
    record Keys(
            int known,
            @Nullable Hash root,
            int from,
            String steps,
            @Nullable String recovery) {
        Keys {
            if (known < 0 || from < 0 || steps == null) {
                throw new FormatException("steps of keys that cannot be");
            }
        }

        /// What the speaker's roster is now. Throws [FormatException] if the steps do not hold, or contradict those
        /// that are here and do not overrule them.
        Roster after(Roster before) {
            try {
                return before.with(from, steps);
            } catch (FormatException e) {
                try {
                    return before.overruled(from, steps);
                } catch (FormatException _) {
                    throw e;
                }
            }
        }
    }

    Greeting {
        protocols = Protocol.named(protocols);
        frozen = frozen == null ? List.of() : List.copyOf(frozen); // older nodes do not say it
        boolean complete = version != null && clock != null && url != null && held != null && checkpoints != null;
        if (!complete
                || version.length() > 64
                || held.size() > MAX_LOGS
                || checkpoints.size() > MAX_LOGS
                || frozen.size() > MAX_LOGS) {
            throw new FormatException("an incomplete greeting");
        }
        NodeIdentity.url(url);
    }

    static Greeting parse(byte[] body) {
        try {
            return JSON.readValue(body, Greeting.class);
        } catch (JacksonException e) {
            throw new FormatException("unreadable greeting: " + e.getOriginalMessage());
        }
    }

    byte[] toBytes() {
        return JSON.writeValueAsBytes(this);
    }

    List<SignedNote> notes() {
        return checkpoints.stream()
                .map(each -> SignedNote.parse(each.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
