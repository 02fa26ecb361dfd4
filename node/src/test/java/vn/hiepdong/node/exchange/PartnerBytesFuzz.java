package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.node.ledger.LogOrigin;

/// Hostile bytes against what reads the wire: they are refused with [FormatException], or read and written again so
/// that they are read as the same. `FuzzTest` of the trials searches.
class PartnerBytesFuzz {
    @FuzzTest(maxDuration = "5m")
    void push(byte[] data) {
        try {
            assertThat(Push.parse(data).toBytes()).isEqualTo(data);
        } catch (FormatException _) {
            return;
        }
    }

    @FuzzTest(maxDuration = "5m")
    void greeting(byte[] data) {
        check(data, bytes -> Greeting.parse(bytes).toBytes());
    }

    @FuzzTest(maxDuration = "5m")
    void pairingRequest(byte[] data) {
        check(data, bytes -> PairingRequest.parse(bytes).toBytes());
    }

    @FuzzTest(maxDuration = "5m")
    void pullRequest(byte[] data) {
        check(data, bytes -> PullRequest.parse(bytes).toBytes());
    }

    @FuzzTest(maxDuration = "5m")
    void texts(byte[] data) {
        check(data, PartnerBytesFuzz::invitation);
        check(data, PartnerBytesFuzz::origin);
    }

    private static byte[] invitation(byte[] data) {
        return Invitation.parse(new String(data, StandardCharsets.UTF_8)).line().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] origin(byte[] data) {
        return LogOrigin.parse(new String(data, StandardCharsets.UTF_8))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /// What was read is written so that it is read as the same: the text may have been spaced otherwise.
    private static void check(byte[] data, Function<byte[], byte[]> rewrite) {
        byte[] once;
        try {
            once = rewrite.apply(data);
        } catch (FormatException | RefusedException _) {
            return;
        }
        assertThat(rewrite.apply(once)).isEqualTo(once);
    }
}
