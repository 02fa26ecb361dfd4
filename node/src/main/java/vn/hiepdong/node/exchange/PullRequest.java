package vn.hiepdong.node.exchange;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.format.FormatException;

/// The body of `POST /exchange/v1/pull`: what the asker has, and what it wants.
///
/// @param all also the logs of the one who is asked that are not named, from their beginning
/// @param patience seconds that the asker is willing to wait until there is something
/// @param most bytes that an answer should have at most, as far as entries can be divided
/// @param logs of whom the asker wants more
/// @param taken late payloads of the last answer that are stored
record PullRequest(boolean all, int patience, int most, List<Log> logs, List<Taken> taken) {
    static final int MAX_BYTES = 1 << 20;
    static final int MAX_LOGS = 512;

    /// Shorter than the 30 seconds after which a request counts as lost.
    static final int MAX_WAIT = 25;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// @param checkpoint size of the newest checkpoint that the asker has
    /// @param next first entry that it lacks
    /// @param receipt that the author has not had yet
    record Log(
            String origin,
            long checkpoint,
            long next,
            @Nullable CarriedReceipt receipt) {
        Log {
            if (origin == null || checkpoint < 0 || next < 0) {
                throw new FormatException("an incomplete log in a pull");
            }
        }
    }

    record Taken(String origin, long index) {
        Taken {
            if (origin == null || index < 0) {
                throw new FormatException("an incomplete payload in a pull");
            }
        }
    }

    PullRequest {
        if (logs == null || taken == null || logs.size() > MAX_LOGS || taken.size() > Pulls.LATE_AT_ONCE) {
            throw new FormatException("an incomplete pull");
        }
        if (patience < 0 || most < 0) {
            throw new FormatException("a pull with a negative limit");
        }
    }

    static PullRequest parse(byte[] body) {
        try {
            return JSON.readValue(body, PullRequest.class);
        } catch (JacksonException e) {
            throw new FormatException("unreadable pull: " + e.getOriginalMessage());
        }
    }

    byte[] toBytes() {
        return JSON.writeValueAsBytes(this);
    }
}
