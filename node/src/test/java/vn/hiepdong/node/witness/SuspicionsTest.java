package vn.hiepdong.node.witness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.KeyType;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.SigningKey;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.ledger.SpaceId;

/// When something counts as withheld, by the clock alone. MIL is the author, AUT was shown more, and
/// this is POL.
class SuspicionsTest {
    private static final AgencyCode MIL = new AgencyCode("MIL");
    private static final AgencyCode AUT = new AgencyCode("AUT");
    private static final LogOrigin LOG =
            new LogOrigin(Realm.REAL, new SpaceId(UUID.randomUUID()), MIL, "0123456789abcdef");

    private final Suspicions suspicions = new Suspicions(Duration.ofMinutes(5), Duration.ofSeconds(90));
    private Instant now = Instant.parse("2026-11-22T07:00:00Z");
    private long held = 100;

    @Test
    void whatDoesNotComeInTimeIsDue() {
        shown(120);
        assertThat(due(4)).isFalse();
        assertThat(due(2)).isTrue();
    }

    @Test
    void whatComesInTimeIsNot() {
        shown(120);
        assertThat(due(4)).isFalse();
        held = 120;
        suspicions.given(LOG, 120);
        assertThat(due(10)).isFalse();
    }

    @Test
    void thatAnotherPassedItOnDoesNotExcuseTheAuthor() {
        shown(120);
        held = 120;
        assertThat(due(6)).isTrue();
        suspicions.given(LOG, 120);
        assertThat(due(0)).isFalse();
    }

    @Test
    void theLatestThatWasShownDoesNotPutTheTimeBack() {
        shown(120);
        assertThat(due(4)).isFalse();
        shown(150);
        assertThat(due(2)).isTrue();
    }

    @Test
    void aLongBacklogThatIsComingInIsNotWithheld() {
        shown(100_000);
        suspicions.given(LOG, 100_000);
        for (int i = 0; i < 30; i++) {
            held += 1000;
            assertThat(due(1)).isFalse();
        }
        assertThat(due(6)).as("it stopped coming").isTrue();
    }

    @Test
    void whileTheAuthorIsNotInContactTheTimeDoesNotRun() {
        shown(120);
        now = now.plusSeconds(3600);
        assertThat(suspicions.due(now, _ -> held)).isEmpty();
        suspicions.heard(MIL, now);
        assertThat(suspicions.due(now, _ -> held)).as("it just came back").isEmpty();
        assertThat(due(4)).isFalse();
        assertThat(due(2)).isTrue();
    }

    @Test
    void whatWasRefusedHereIsNotHeldAgainstTheAuthor() {
        shown(120);
        assertThat(due(6)).isTrue();
        suspicions.excuse(LOG, now);
        assertThat(due(4)).isFalse();
        assertThat(due(2)).isTrue();
    }

    @Test
    void anAuthorThatSaysItHasLostItsLogIsBelievedUntilItSignsOn() {
        shown(120);
        suspicions.stopped(MIL, Set.of(LOG));
        assertThat(due(30)).isFalse();
        suspicions.shown(AUT, LOG, 121, note(121), here(), now);
        assertThat(due(6)).isTrue();
    }

    @Test
    void whatIsOnlyStatedIsNotDueBeforeASignatureIsShownButItsTimeRuns() {
        suspicions.shown(AUT, LOG, 120, null, here(), now);
        assertThat(due(10)).isFalse();
        shown(120);
        assertThat(due(0)).isTrue();
    }

    @Test
    void onePartnerCannotFillTheMemory() {
        SignedNote note = note(120);
        for (int i = 0; i < 2000; i++) {
            var other = new LogOrigin(Realm.REAL, new SpaceId(UUID.randomUUID()), MIL, "0123456789abcdef");
            suspicions.shown(AUT, other, 120, note, here(), now);
        }
        passMinutes(6);
        assertThat(suspicions.due(now, _ -> held)).hasSizeLessThanOrEqualTo(512).isNotEmpty();
    }

    private void shown(long size) {
        suspicions.heard(MIL, now);
        suspicions.shown(AUT, LOG, size, note(size), here(), now);
    }

    private Suspicions.Held here() {
        return new Suspicions.Held(held, null);
    }

    private boolean due(int minutes) {
        passMinutes(minutes);
        return !suspicions.due(now, _ -> held).isEmpty();
    }

    /// MIL calls every minute.
    private void passMinutes(int minutes) {
        for (int i = 0; i < minutes; i++) {
            now = now.plusSeconds(60);
            suspicions.heard(MIL, now);
            if (i < minutes - 1) {
                suspicions.due(now, _ -> held);
            }
        }
    }

    private static SignedNote note(long size) {
        SigningKey key = SigningKey.of(KeyType.ED25519, new byte[32]);
        return new Checkpoint(LOG.toString(), size, Hash.sha256(new byte[] {(byte) size}))
                .sign(key.signer(LOG.toString(), () -> Instant.EPOCH));
    }
}
