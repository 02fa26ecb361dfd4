package vn.hiepdong.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RosterTest {
    private static final String LOG = "hd1/real/0192f0c8-5c1e-7a55-9c0e-3c1f5c0c9a11/POL.5f2a9c01d7e3b846";
    private static final Instant AT = Instant.parse("2026-11-28T07:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(AT);

    private static final RecoveryKey RECOVERY = RecoveryKey.generate(new java.security.SecureRandom());
    private static final RecoveryKey NEXT = RecoveryKey.generate(new java.security.SecureRandom());

    private final List<SigningKey> ed = new ArrayList<>();
    private final List<SigningKey> pq = new ArrayList<>();
    private final Roster first;

    RosterTest() {
        for (int i = 0; i < 3; i++) {
            ed.add(SigningKey.of(KeyType.ED25519, seed("ed" + i)));
            pq.add(SigningKey.of(KeyType.ML_DSA_44, seed("pq" + i)));
        }
        first = Roster.first("POL.5f2a9c01d7e3b846", raw(ed.get(0)), raw(pq.get(0)), RECOVERY.commitment());
    }

    private static byte[] seed(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    private static byte[] raw(SigningKey key) {
        return key.vkey("x").publicKey().toArray();
    }

    private SignedNote sign(Checkpoint tree, int... pairs) {
        var signers = new ArrayList<NoteSigner>();
        for (int pair : pairs) {
            signers.add(ed.get(pair).signer(tree.origin(), CLOCK));
            signers.add(pq.get(pair).signer(tree.origin(), CLOCK));
        }
        return tree.sign(signers.toArray(NoteSigner[]::new));
    }

    private Roster added(Roster to, int pair, long size) {
        return to.with(
                Roster.adding(AT, raw(ed.get(pair)), raw(pq.get(pair)), new TreeMap<>(Map.of(LOG, size))),
                (tree, pairs) ->
                        sign(tree, pairs.stream().mapToInt(Roster.Pair::number).toArray()));
    }

    private Roster retired(Roster from, int pair, long size) {
        return from.with(
                Roster.retiring(pair, AT, new TreeMap<>(Map.of(LOG, size))),
                (tree, pairs) ->
                        sign(tree, pairs.stream().mapToInt(Roster.Pair::number).toArray()));
    }

    private SignedNote checkpoint(long size, int... pairs) {
        return sign(new Checkpoint(LOG, size, Merkle.EMPTY_ROOT), pairs);
    }

    @Test
    void eachPairCountsForTheSizesBetweenItsStepAndItsRetirement() {
        Roster roster = retired(added(first, 1, 10), 0, 20);

        roster.verify(checkpoint(10, 0), LOG, 10);
        roster.verify(checkpoint(15, 0, 1), LOG, 15);
        roster.verify(checkpoint(15, 0), LOG, 15);
        roster.verify(checkpoint(20, 0), LOG, 20);
        roster.verify(checkpoint(21, 1), LOG, 21);
        for (SignedNote bad : List.of(checkpoint(10, 1), checkpoint(21, 0), checkpoint(15, 2))) {
            long size = Checkpoint.parse(bad.text()).size();
            assertThatThrownBy(() -> roster.verify(bad, LOG, size)).isInstanceOf(FormatException.class);
        }
        String later = LOG.replace("0192", "0193");
        var fresh = sign(new Checkpoint(later, 1, Merkle.EMPTY_ROOT), 1);
        roster.verify(fresh, later, 1);
        assertThatThrownBy(() -> roster.verify(sign(new Checkpoint(later, 1, Merkle.EMPTY_ROOT), 0), later, 1))
                .isInstanceOf(FormatException.class);
        assertThat(roster.current()).extracting(Roster.Pair::number).containsExactly(1);
    }

    @Test
    void itIsReadAgainAndStaysWhatItWas() {
        Roster roster = added(retired(added(first, 1, 10), 0, 20), 2, 30);
        Roster read = first.with(0, roster.format(0));
        assertThat(read.format(0)).isEqualTo(roster.format(0));
        assertThat(read.current()).extracting(Roster.Pair::number).containsExactly(1, 2);
        assertThat(first.with(0, "").steps()).isEmpty();
        Roster earlier = added(first, 1, 10);
        assertThat(earlier.with(1, roster.format(1)).steps()).hasSize(3);
        assertThat(roster.with(0, earlier.format(0)).steps()).hasSize(3);
        assertThatThrownBy(() -> first.with(1, roster.format(1))).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> added(first, 2, 10).with(0, roster.format(0))).isInstanceOf(FormatException.class);
    }

    @Test
    void aStepThatTheOldOrTheNewPairDidNotSignIsNone() {
        String step = Roster.adding(AT, raw(ed.get(1)), raw(pq.get(1)), new TreeMap<>());
        assertThatThrownBy(() -> first.with(step, (tree, _) -> sign(tree, 1))).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> first.with(step, (tree, _) -> sign(tree, 0))).isInstanceOf(FormatException.class);
        Roster roster = added(first, 1, 1);
        String retire = Roster.retiring(0, AT, new TreeMap<>());
        assertThatThrownBy(() -> roster.with(retire, (tree, _) -> sign(tree, 0)))
                .isInstanceOf(FormatException.class);
        String last = Roster.retiring(0, AT, new TreeMap<>());
        assertThatThrownBy(() -> first.with(last, (tree, _) -> sign(tree, 0))).isInstanceOf(FormatException.class);
        String again = Roster.adding(AT, raw(ed.get(0)), raw(pq.get(2)), new TreeMap<>());
        assertThatThrownBy(() -> roster.with(again, (tree, _) -> sign(tree, 0, 1, 2)))
                .isInstanceOf(FormatException.class);
    }

    @Test
    void everyChangedByteIsFound() {
        String text = added(first, 1, 10).format(0);
        for (int at = 0; at < text.length(); at += 37) {
            char other = text.charAt(at) == 'A' ? 'B' : 'A';
            String changed = text.substring(0, at) + other + text.substring(at + 1);
            assertThatThrownBy(() -> first.with(0, changed)).as("at %d", at).isInstanceOf(FormatException.class);
        }
    }

    private SignedNote sign(Checkpoint tree, RecoveryKey by, int... pairs) {
        SignedNote note = sign(tree, pairs);
        var signatures = new ArrayList<>(note.signatures());
        signatures.addAll(tree.sign(by.signers(tree.origin(), CLOCK).toArray(NoteSigner[]::new))
                .signatures());
        return new SignedNote(note.text(), signatures);
    }

    private String recovering(RecoveryKey by, int pair, RecoveryKey next) {
        var what = new Roster.Recovered(raw(ed.get(pair)), raw(pq.get(pair)), next.commitment(), null, null);
        return Roster.recovering(AT, by, what, new TreeMap<>(Map.of(LOG, 10L)));
    }

    private Roster recovered(Roster from, int pair) {
        return from.with(recovering(RECOVERY, pair, NEXT), (tree, pairs) -> sign(tree, RECOVERY, pair));
    }

    @Test
    void theRecoveryKeyAddsAPairWithoutTheLostOne() {
        Roster roster = recovered(first, 1);
        assertThat(roster.isRecovery()).isTrue();
        assertThat(roster.recovery()).isEqualTo(NEXT.commitment());
        roster.verify(checkpoint(10, 0), LOG, 10);
        roster.verify(checkpoint(11, 1), LOG, 11);
        assertThat(roster.before()).isSameAs(first);
        assertThat(first.with(0, roster.format(0)).format(0)).isEqualTo(roster.format(0));
        String retire = Roster.retiring(0, AT, new TreeMap<>(Map.of(LOG, 10L)));
        Roster after = roster.with(retire, (tree, _) -> sign(tree, 1));
        assertThatThrownBy(() -> after.verify(checkpoint(11, 0), LOG, 11)).isInstanceOf(FormatException.class);
        assertThat(after.isRecovery()).isFalse();
    }

    @Test
    void aRecoveryBringsAlongTheKeysOfReceiptsAndOfTheLineIfTheyAreLostToo() {
        Bytes mirror = SigningKey.of(KeyType.ED25519_COSIGNATURE, seed("mirror"))
                .vkey("x")
                .publicKey();
        Hash line = Hash.sha256(seed("tls"));
        var what = new Roster.Recovered(raw(ed.get(1)), raw(pq.get(1)), NEXT.commitment(), mirror.toArray(), line);
        String step = Roster.recovering(AT, RECOVERY, what, new TreeMap<>());
        Roster roster = first.with(step, (tree, _) -> sign(tree, RECOVERY, 1));
        assertThat(roster.mirrors()).containsExactly(mirror);
        assertThat(roster.line()).contains(line);
        assertThat(first.with(0, roster.format(0)).line()).contains(line);
    }

    @Test
    void aRecoveryThatTheRecoveryKeyOfThisAgencyDidNotSignIsNone() {
        RecoveryKey other = RecoveryKey.generate(new java.security.SecureRandom());
        String forged = recovering(other, 1, NEXT);
        assertThatThrownBy(() -> first.with(forged, (tree, _) -> sign(tree, other, 1)))
                .hasMessageContaining("not the recovery key");
        String shownOnly = recovering(RECOVERY, 1, NEXT);
        assertThatThrownBy(() -> first.with(shownOnly, (tree, _) -> sign(tree, 0, 1)))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> first.with(shownOnly, (tree, _) -> sign(tree, 1)))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> first.with(shownOnly, (tree, _) -> sign(tree, RECOVERY, 0)))
                .isInstanceOf(FormatException.class);
        Roster elsewhere = Roster.first("MIL.5f2a9c01d7e3b846", raw(ed.get(0)), raw(pq.get(0)), RECOVERY.commitment());
        String text = recovered(elsewhere, 1).format(0);
        assertThatThrownBy(() -> first.with(0, text)).isInstanceOf(FormatException.class);
        String again = recovering(RECOVERY, 1, RECOVERY);
        assertThatThrownBy(() -> first.with(again, (tree, _) -> sign(tree, RECOVERY, 1)))
                .hasMessageContaining("used again");
    }

    @Test
    void aRecoveryKeyIsUsedOnce() {
        Roster roster = recovered(first, 1);
        assertThatThrownBy(() -> recovered(roster, 2)).hasMessageContaining("used before");
        String replayed = roster.format(0);
        assertThatThrownBy(() -> roster.with(1, replayed)).isInstanceOf(FormatException.class);
        assertThat(roster.with(0, replayed).steps()).hasSize(1);
        Roster next = roster.with(recovering(NEXT, 2, RECOVERY), (tree, _) -> sign(tree, NEXT, 2));
        assertThat(next.pairs()).hasSize(3);
    }

    @Test
    void theOldPairUndoesARecoveryAndTheNewOneCannot() {
        Roster roster = recovered(first, 1);
        String object = Roster.objecting(AT);
        assertThatThrownBy(() -> roster.with(object, (tree, _) -> sign(tree, 1)))
                .isInstanceOf(FormatException.class);
        Roster undone = roster.with(object, (tree, pairs) -> {
            assertThat(pairs).extracting(Roster.Pair::number).containsExactly(0);
            return sign(tree, 0);
        });
        assertThat(undone.pairs()).isEqualTo(first.pairs());
        assertThat(undone.recovery()).isEqualTo(RECOVERY.commitment());
        assertThat(first.with(0, undone.format(0)).format(0)).isEqualTo(undone.format(0));
        assertThatThrownBy(() -> undone.verify(checkpoint(11, 1), LOG, 11)).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> undone.with(object, (tree, _) -> sign(tree, 0)))
                .hasMessageContaining("nothing to object to");
        assertThatThrownBy(() -> first.with(object, (tree, _) -> sign(tree, 0)))
                .hasMessageContaining("nothing to object to");
    }

    private String compromising(boolean alone, int pair, Map<String, Roster.End> ends) {
        var what = new Roster.Recovered(raw(ed.get(pair)), raw(pq.get(pair)), NEXT.commitment(), null, null);
        return Roster.compromising(AT, "copied", alone, RECOVERY, what, new TreeMap<>(ends));
    }

    private Roster compromised(Roster from, int pair, Map<String, Roster.End> ends) {
        return from.with(
                compromising(false, pair, ends),
                (tree, pairs) -> sign(
                        tree,
                        RECOVERY,
                        pairs.stream().mapToInt(Roster.Pair::number).toArray()));
    }

    private static Roster.End end(long size) {
        return new Roster.End(size, Merkle.EMPTY_ROOT, AT, "copied");
    }

    @Test
    void aLogCountsUpToItsEndAndTheNextOneIsSignedByTheNewPairAlone() {
        Roster roster = compromised(first, 1, Map.of(LOG, end(10)));
        assertThat(first.with(0, roster.format(0)).ends()).isEqualTo(Map.of(LOG, end(10)));
        assertThat(roster.number()).isEqualTo(2);
        roster.verify(checkpoint(9, 0), LOG, 9);
        roster.verify(checkpoint(10, 0), LOG, 10);
        roster.verify(checkpoint(10, 1), LOG, 10);
        var another = sign(new Checkpoint(LOG, 10, Hash.sha256(new byte[1])), 0);
        assertThatThrownBy(() -> roster.verify(another, LOG, 10)).hasMessageContaining("another tree");
        for (int pair : new int[] {0, 1}) {
            assertThatThrownBy(() -> roster.verify(checkpoint(11, pair), LOG, 11))
                    .hasMessageContaining("the log ended with 10 entries");
        }
        String second = Successor.origin(LOG, 2);
        roster.verify(sign(new Checkpoint(second, 1, Merkle.EMPTY_ROOT), 1), second, 1);
        assertThatThrownBy(() -> roster.verify(sign(new Checkpoint(second, 1, Merkle.EMPTY_ROOT), 0), second, 1))
                .isInstanceOf(FormatException.class);
        String third = Successor.origin(LOG, 3);
        assertThatThrownBy(() -> roster.verify(sign(new Checkpoint(third, 1, Merkle.EMPTY_ROOT), 1), third, 1))
                .hasMessageContaining("no such log");
        String unnamed = LOG.replace("0192", "0193");
        assertThatThrownBy(() -> roster.verify(sign(new Checkpoint(unnamed, 1, Merkle.EMPTY_ROOT), 0), unnamed, 1))
                .hasMessageContaining("ended with 0 entries");
        assertThatThrownBy(() -> first.verify(sign(new Checkpoint(second, 1, Merkle.EMPTY_ROOT), 0), second, 1))
                .as("nothing ended yet")
                .isInstanceOf(FormatException.class);
    }

    @Test
    void onlyAllKeysTogetherEndALogAtOnce() {
        String step = compromising(false, 1, Map.of(LOG, end(10)));
        for (int[] some : new int[][] {{0}, {1}}) {
            assertThatThrownBy(() -> first.with(step, (tree, _) -> sign(tree, RECOVERY, some)))
                    .isInstanceOf(FormatException.class);
        }
        assertThatThrownBy(() -> first.with(step, (tree, _) -> sign(tree, 0, 1)))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> first.with(step, (tree, _) -> sign(tree, NEXT, 0, 1)))
                .isInstanceOf(FormatException.class);
        assertThat(compromised(first, 1, Map.of()).steps().getLast().waits()).isFalse();
        Roster alone = first.with(compromising(true, 1, Map.of(LOG, end(10))), (tree, _) -> sign(tree, RECOVERY, 1));
        assertThat(alone.steps().getLast().waits()).isTrue();
        assertThatThrownBy(() -> alone.with(Roster.objecting(AT), (tree, _) -> sign(tree, 0)))
                .hasMessageContaining("nothing to object to");
        for (String wrong : List.of(
                step.replace("reason copied", "reason Copied by X"),
                step.replace("reason copied\n", ""),
                step.replace("reason copied\n", "reason copied\nalones\n"),
                step.replace("end 10 ", "end 010 "),
                step.replace(LOG, Successor.origin(LOG, 2)),
                step + "end 1 " + step.substring(step.indexOf("end 10 ") + 7))) {
            assertThatThrownBy(() -> first.with(wrong, (tree, _) -> sign(tree, RECOVERY, 0, 1)))
                    .as(wrong)
                    .isInstanceOf(FormatException.class);
        }
    }

    @Test
    void itOverrulesWhatTheStolenKeysDidAloneAndNothingElse() {
        Roster thiefs = added(first, 1, 0);
        Roster agencys = compromised(first, 1, Map.of(LOG, end(10)));
        Roster now = thiefs.overruled(0, agencys.format(0));
        assertThat(now.format(0)).isEqualTo(agencys.format(0));
        assertThat(now.sameAs(thiefs)).isZero();
        assertThatThrownBy(() -> agencys.overruled(0, thiefs.format(0))).isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> thiefs.overruled(0, added(first, 1, 5).format(0)))
                .as("an ordinary step")
                .isInstanceOf(FormatException.class);
        Roster recovered = recovered(first, 2);
        assertThatThrownBy(() -> recovered.overruled(0, agencys.format(0)))
                .as("one of the recovery key")
                .isInstanceOf(FormatException.class);
    }

    @Test
    void twoKeysOpenTheLineUntilTheSwitch() {
        Hash tls = Hash.sha256(new byte[2]);
        Roster both = first.with(Roster.announcingLine(AT, tls), (tree, _) -> sign(tree, 0));
        assertThat(both.line()).isEmpty();
        assertThat(both.nextLine()).contains(tls);
        Roster one = both.with(Roster.switchingLine(AT), (tree, _) -> sign(tree, 0));
        assertThat(one.line()).contains(tls);
        assertThat(one.nextLine()).isEmpty();
        assertThat(first.with(0, one.format(0)).line()).contains(tls);
        assertThatThrownBy(() -> one.with(Roster.switchingLine(AT), (tree, _) -> sign(tree, 0)))
                .isInstanceOf(FormatException.class);
        assertThatThrownBy(() -> first.with(Roster.announcingLine(AT, tls), (tree, _) -> sign(tree, 1)))
                .isInstanceOf(FormatException.class);
    }
}
