package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.node.ledger.HashJson;

/// What a carried file says beside its packages (`head.json`): everything that nodes on a line say in greetings and
/// answers.
///
/// @param greeting what is said on a line, with a receipt for every log; its clock says when the file was made
/// @param after when the file was made that this one goes on from; null if it stands alone
/// @param more whether another file is needed for the rest
/// @param taken files of the receiver that the maker has taken in, the newest
/// @param wanted attachments that the maker lacks
/// @param pairing the answer to an invitation, while the maker does not know that it arrived
record CarriedHead(
        String format,
        Greeting greeting,
        @Nullable Instant after,
        boolean more,
        List<UUID> taken,
        List<Want> wanted,
        @Nullable PairingRequest pairing) {
    static final int MOST = 512;
    private static final String FORMAT = "hiepdong/carry/v1";
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(HashJson.module())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES) // a newer partner may say more
            .build();

    /// @param have how many bytes of it are there
    record Want(String sha256, long have) {}

    CarriedHead {
        boolean complete = FORMAT.equals(format) && greeting != null && taken != null && wanted != null;
        if (!complete || taken.size() > MOST || wanted.size() > MOST) {
            throw new FormatException("the head of the file is not one that this version understands");
        }
    }

    CarriedHead(
            Greeting greeting,
            @Nullable Instant after,
            boolean more,
            List<UUID> taken,
            List<Want> wanted,
            @Nullable PairingRequest pairing) {
        this(FORMAT, greeting, after, more, taken, wanted, pairing);
    }

    static CarriedHead parse(byte[] member) {
        try {
            return JSON.readValue(member, CarriedHead.class);
        } catch (JacksonException e) {
            throw new FormatException("the head of the file is unreadable: " + e.getOriginalMessage());
        }
    }

    byte[] toBytes() {
        return JSON.writeValueAsBytes(this);
    }
}
