package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class CommitmentTest {
    private static final byte[] SALT = Hash.sha256(Strict.utf8("salt")).bytes();
    private static final Hlc AT = Hlc.parse("0199a3f2c4000000");
    private static final byte[] PAYLOAD = Strict.utf8("{\"text\":\"Nước lên\"}");

    private final Hash commitment = Commitment.of(SALT, "log.example", AT, "report.made", PAYLOAD);

    @Test
    void aCommitmentIsTheHmacThatItsDescriptionSays() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SALT, "any"));
        mac.update(Strict.utf8("hiepdong/commitment/v1\nlog.example\n0199a3f2c4000000\nreport.made\n"));
        assertThat(commitment).isEqualTo(Hash.of(mac.doFinal(PAYLOAD)));
    }

    @Test
    void itHoldsForItsPayloadAndPlaceAlone() {
        assertThat(Commitment.verify(commitment, SALT, "log.example", AT, "report.made", PAYLOAD))
                .isTrue();
        assertThat(Commitment.verify(commitment, SALT, "log.example", AT, "report.made", new byte[0]))
                .isFalse();
        assertThat(Commitment.verify(commitment, SALT, "other.example", AT, "report.made", PAYLOAD))
                .isFalse();
        assertThat(Commitment.verify(commitment, SALT, "log.example", Hlc.ZERO, "report.made", PAYLOAD))
                .isFalse();
        assertThat(Commitment.verify(commitment, SALT, "log.example", AT, "report.sent", PAYLOAD))
                .isFalse();
        byte[] otherSalt = Hash.sha256(SALT).bytes();
        assertThat(Commitment.verify(commitment, otherSalt, "log.example", AT, "report.made", PAYLOAD))
                .isFalse();
    }

    @Test
    void aSaltHasExactly32Bytes() {
        assertThatThrownBy(() -> Commitment.of(new byte[31], "log.example", AT, "report.made", PAYLOAD))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Commitment.verify(commitment, new byte[33], "log.example", AT, "report.made", PAYLOAD))
                .isFalse();
    }

    @Test
    void aPlaceCannotPretendToBeAnotherByItsLines() {
        assertThatThrownBy(() -> Commitment.of(SALT, "log\n.example", AT, "report.made", PAYLOAD))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(Commitment.verify(commitment, SALT, "log.example\n0199a3f2c4000000", AT, "report.made", PAYLOAD))
                .isFalse();
        assertThat(Commitment.verify(commitment, SALT, "log.example", AT, "report.made\n", PAYLOAD))
                .isFalse();
    }
}
