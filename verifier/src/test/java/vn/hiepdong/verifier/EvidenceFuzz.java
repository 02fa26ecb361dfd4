package vn.hiepdong.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Set;
import vn.hiepdong.format.FormatException;

/// Hostile bytes as an evidence file: the verifier says what is wrong with them, and proves nothing.
class EvidenceFuzz {
    @FuzzTest(maxDuration = "5m")
    void container(byte[] data) {
        try {
            assertThat(EvidenceFile.read(data).toBytes()).isEqualTo(data);
        } catch (FormatException _) {
            return;
        }
    }

    @FuzzTest(maxDuration = "5m")
    void verification(byte[] data) {
        assertThat(Verification.of(data, Set.of())).isNotNull();
    }
}
