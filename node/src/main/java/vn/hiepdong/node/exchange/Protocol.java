package vn.hiepdong.node.exchange;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which versions of the protocol this node speaks. The version of its software is another matter: it is shown, and
/// nothing depends on it.
final class Protocol {
    /// In the path of every request: `/exchange/v1/…`.
    static final List<Integer> SPOKEN = List.of(1);

    private static final int STATUS = 426;
    private static final int MOST = 16;
    private static final Pattern PATH = Pattern.compile("/exchange/v([0-9]{1,3})/.*");

    private Protocol() {}

    /// What a greeting names. Nodes from before there was a choice name nothing, and speak 1.
    static List<Integer> named(@Nullable List<Integer> versions) {
        return versions == null || versions.isEmpty() || versions.size() > MOST ? List.of(1) : List.copyOf(versions);
    }

    /// Throws [RefusedException] unless there is one that both speak.
    static void agree(List<Integer> theirs) {
        if (theirs.stream().noneMatch(SPOKEN::contains)) {
            throw new RefusedException(STATUS, reason(theirs.toString()));
        }
    }

    /// Whether a path is one of another version of the protocol.
    static boolean isAnother(String path) {
        Matcher version = PATH.matcher(path);
        return version.matches() && !SPOKEN.contains(Integer.parseInt(version.group(1)));
    }

    static Answer refused(String path) {
        return Answer.text(STATUS, reason(path));
    }

    private static String reason(String theirs) {
        return "protocol " + theirs + " is not spoken here, only " + SPOKEN;
    }
}
