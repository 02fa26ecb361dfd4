package vn.hiepdong.node.terminal;

import java.util.List;

/// One thing that `./hiepdong` can do.
public interface Subcommand {
    String name();

    /// One line for the list of subcommands.
    String summary();

    /// Does it, and says how it went.
    ///
    /// @return the exit code: 0 done, 1 failed, 2 called wrongly
    int run(List<String> arguments);
}
