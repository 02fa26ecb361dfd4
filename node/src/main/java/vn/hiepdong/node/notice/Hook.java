package vn.hiepdong.node.notice;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

/// A program elsewhere that is told of what waits here.
///
/// @param secret signs what it gets, as Standard Webhooks writes it: `whsec_` and Base64
/// @param steps whether it hears of what is new, of what is late
/// @param kinds beginnings of kinds, such as `information`; empty for all
/// @param lastOk when it last took something
record Hook(
        UUID id,
        String label,
        String address,
        String secret,
        Set<Step> steps,
        Set<Urgency> urgencies,
        Set<Realm> realms,
        List<String> kinds,
        State state,
        Instant createdAt,
        @Nullable Instant lastOk) {
    static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/]{32,88}={0,2}");
    static final Pattern KIND = Pattern.compile("[a-z][a-z-]{0,30}(\\.[A-Za-z][A-Za-z0-9-]{0,40}){0,4}");

    enum Step {
        NEW,
        LATE
    }

    enum State {
        ON,
        OFF,
        /// It answered that it is gone for good (410).
        GONE,
        /// Too much was waiting for it.
        FULL
    }

    boolean wants(Matter matter) {
        return steps.contains(matter.late() ? Step.LATE : Step.NEW)
                && urgencies.contains(matter.urgency())
                && realms.contains(matter.waiting().realm())
                && (kinds.isEmpty()
                        || kinds.stream()
                                .anyMatch(each -> matter.step().equals(each)
                                        || matter.step().startsWith(each + ".")
                                        || matter.step().startsWith(each + ":")));
    }

    /// The value of `webhook-signature`: HMAC-SHA256 over id, time and body, joined by dots.
    String signature(String id, long seconds, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            byte[] signed = mac.doFinal((id + "." + seconds + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signed);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
