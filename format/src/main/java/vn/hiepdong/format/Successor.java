package vn.hiepdong.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Logs that follow each other. When the keys of an agency were compromised, its log `hd1/…` ends and goes on as
/// `hd1/…/2`, that one as `hd1/…/3`, and so on ([Roster]). A name is never used again.
public final class Successor {
    private static final Pattern NUMBERED = Pattern.compile("(.*[^/])/([2-9]|[1-9][0-9]{1,2})");

    private Successor() {}

    /// Which of them it is, 1 for the first.
    public static int number(String origin) {
        Matcher numbered = NUMBERED.matcher(origin);
        return numbered.matches() ? Integer.parseInt(numbered.group(2)) : 1;
    }

    /// The name of another one of them.
    ///
    /// @param of the name of any
    public static String origin(String of, int number) {
        Matcher numbered = NUMBERED.matcher(of);
        String first = numbered.matches() ? numbered.group(1) : of;
        return number == 1 ? first : first + "/" + number;
    }
}
