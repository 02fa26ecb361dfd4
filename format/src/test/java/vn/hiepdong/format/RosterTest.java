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

    private final List<SigningKey> ed = new ArrayList<>();
    private final List<SigningKey> pq = new ArrayList<>();
    private final Roster first;

    RosterTest() {
        for (int i = 0; i < 3; i++) {
            ed.add(SigningKey.of(KeyType.ED25519, seed("ed" + i)));
            pq.add(SigningKey.of(KeyType.ML_DSA_44, seed("pq" + i)));
        }
        first = Roster.first("POL.5f2a9c01d7e3b846", raw(ed.get(0)), raw(pq.get(0)));
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
}
