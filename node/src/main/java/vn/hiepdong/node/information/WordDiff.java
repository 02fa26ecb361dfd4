package vn.hiepdong.node.information;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Two texts compared word by word, for people: what stayed, what went, what came, in reading order.
///
/// A Vietnamese word is one or more syllables between spaces, so syllables are compared. Short stretches that happen to
/// stay between two changes are taken into the change: a text in rags is harder to read than one replaced phrase. Long
/// stretches that stayed are cut to a few words on either side.
final class WordDiff {
    enum Kind {
        SAME,
        OLD,
        NEW,
        /// Text that stayed and is left out.
        CUT
    }

    /// @param text empty for [Kind#CUT]
    record Piece(Kind kind, String text) {}

    /// Beyond this the texts are shown one after the other: comparing them would take long and tell little.
    static final int MOST_TOKENS = 8_000;

    private static final Pattern TOKEN = Pattern.compile("\\R|[\\h]+|[\\p{L}\\p{M}\\p{N}]+|.", Pattern.DOTALL);
    /// Less than so many tokens between two changes are one word or none.
    private static final int TOO_SHORT_TO_STAY = 2;
    private static final int KEPT_AROUND = 24;
    /// A text of so few tokens is read at a glance, however it is shown.
    private static final int FEW = 8;

    private WordDiff() {}

    static List<Piece> of(String before, String after) {
        List<String> old = tokens(before);
        List<String> now = tokens(after);
        if (old.size() + now.size() > MOST_TOKENS) {
            return pieces(List.of(new Run(old, now, true)));
        }
        List<Run> runs = trimmed(joined(runs(old, now)));
        return pieces(rewritten(runs, old, now) ? List.of(new Run(old, now, true)) : runs);
    }

    /// Whether so little stayed that it is another text: words strewn over it that happen to be the same help nobody.
    private static boolean rewritten(List<Run> runs, List<String> old, List<String> now) {
        long stayed = runs.stream()
                .filter(run -> !run.changed)
                .mapToLong(run -> said(run.old))
                .sum();
        long most = Math.max(said(old), said(now));
        return most > FEW && stayed * 10 < most * 3;
    }

    private static long said(List<String> tokens) {
        return tokens.stream().filter(token -> !token.isBlank()).count();
    }

    /// A stretch that changed from `old` to `now`, or stayed.
    private record Run(List<String> old, List<String> now, boolean changed) {
        boolean blank() {
            return old.stream().allMatch(String::isBlank);
        }
    }

    private static List<String> tokens(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }

    private static List<Run> runs(List<String> old, List<String> now) {
        var runs = new ArrayList<Run>();
        int at = 0;
        // In linear space: two texts that share nothing would fill the memory otherwise.
        var differences = DiffUtils.diff(old, now, new MyersDiffWithLinearSpace<String>());
        for (AbstractDelta<String> delta : differences.getDeltas()) {
            int start = delta.getSource().getPosition();
            if (start > at) {
                runs.add(stayed(old.subList(at, start)));
            }
            runs.add(new Run(delta.getSource().getLines(), delta.getTarget().getLines(), true));
            at = start + delta.getSource().size();
        }
        if (at < old.size()) {
            runs.add(stayed(old.subList(at, old.size())));
        }
        return runs;
    }

    private static Run stayed(List<String> tokens) {
        return new Run(tokens, tokens, false);
    }

    private static List<Run> joined(List<Run> runs) {
        var joined = new ArrayList<Run>();
        for (int index = 0; index < runs.size(); index++) {
            Run run = runs.get(index);
            boolean between = index > 0 && index < runs.size() - 1;
            boolean swallow = !run.changed && between && (run.blank() || run.old.size() < TOO_SHORT_TO_STAY);
            Run part = swallow ? new Run(run.old, run.now, true) : run;
            if (part.changed && !joined.isEmpty() && joined.getLast().changed) {
                joined.add(together(joined.removeLast(), part));
            } else {
                joined.add(part);
            }
        }
        return joined;
    }

    /// What both sides of a change begin or end with has stayed, whichever way it was found.
    private static List<Run> trimmed(List<Run> runs) {
        var trimmed = new ArrayList<Run>();
        for (Run run : runs) {
            if (!run.changed) {
                trimmed.add(run);
                continue;
            }
            int most = Math.min(run.old.size(), run.now.size());
            int head = 0;
            while (head < most && run.old.get(head).equals(run.now.get(head))) {
                head++;
            }
            int tail = 0;
            while (tail < most - head
                    && run.old.get(run.old.size() - 1 - tail).equals(run.now.get(run.now.size() - 1 - tail))) {
                tail++;
            }
            trimmed.add(stayed(run.old.subList(0, head)));
            trimmed.add(new Run(
                    run.old.subList(head, run.old.size() - tail), run.now.subList(head, run.now.size() - tail), true));
            trimmed.add(stayed(run.old.subList(run.old.size() - tail, run.old.size())));
        }
        return merged(trimmed);
    }

    /// Neighbours that both stayed are one stretch, and an empty one is none.
    private static List<Run> merged(List<Run> runs) {
        var merged = new ArrayList<Run>();
        for (Run run : runs) {
            if (run.old.isEmpty() && run.now.isEmpty()) {
                continue;
            }
            boolean same = !run.changed && !merged.isEmpty() && !merged.getLast().changed;
            merged.add(same ? joinedStay(merged.removeLast(), run) : run);
        }
        return merged;
    }

    private static Run joinedStay(Run one, Run other) {
        var tokens = new ArrayList<>(one.old);
        tokens.addAll(other.old);
        return stayed(tokens);
    }

    private static Run together(Run one, Run other) {
        var old = new ArrayList<>(one.old);
        old.addAll(other.old);
        var now = new ArrayList<>(one.now);
        now.addAll(other.now);
        return new Run(old, now, true);
    }

    private static List<Piece> pieces(List<Run> runs) {
        var pieces = new ArrayList<Piece>();
        for (int index = 0; index < runs.size(); index++) {
            Run run = runs.get(index);
            if (run.changed) {
                add(pieces, Kind.OLD, run.old);
                add(pieces, Kind.NEW, run.now);
            } else {
                shorten(pieces, run.old, index > 0, index < runs.size() - 1);
            }
        }
        return List.copyOf(pieces);
    }

    private static void shorten(List<Piece> pieces, List<String> stayed, boolean after, boolean before) {
        int head = after ? KEPT_AROUND : 0;
        int tail = before ? KEPT_AROUND : 0;
        if (stayed.size() <= head + tail + KEPT_AROUND) {
            add(pieces, Kind.SAME, stayed);
            return;
        }
        add(pieces, Kind.SAME, stayed.subList(0, head));
        pieces.add(new Piece(Kind.CUT, ""));
        add(pieces, Kind.SAME, stayed.subList(stayed.size() - tail, stayed.size()));
    }

    private static void add(List<Piece> pieces, Kind kind, List<String> tokens) {
        if (!tokens.isEmpty()) {
            pieces.add(new Piece(kind, String.join("", tokens)));
        }
    }
}
