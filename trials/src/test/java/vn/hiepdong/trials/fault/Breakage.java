package vn.hiepdong.trials.fault;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/// Something that breaks, and is mended.
///
/// @param name as in the table
/// @param strikes each of them is a round of its own
/// @param needs what the machine must be able to do; the breakage is not run, and the table says so, where it is not
record Breakage(String name, List<Strike> strikes, Need needs) {
    /// One way in which it happens.
    ///
    /// @param name among the breakage's own
    record Strike(String name, Trial trial) {
        Strike(String name, Happening happening) {
            this(name, (faults, random) -> faults.whileOfficersWrite(happening, random));
        }
    }

    /// A round from its beginning to the counting of what is left.
    interface Trial {
        Outcome run(Faults faults, RandomGenerator random) throws Exception;
    }

    /// What a round left behind.
    ///
    /// @param agreed how long it took from when all was mended until all agreed
    /// @param wrong in words; empty if all is well
    /// @param remark what else was measured; empty if nothing was
    record Outcome(Census.Count count, Duration agreed, List<String> wrong, String remark) {}

    /// What happens while officers write. Returns when it has struck and has been mended; every node need not be ready
    /// yet.
    interface Happening {
        void to(Field field, Load load, RandomGenerator random) throws Exception;
    }

    enum Need {
        NOTHING,
        /// To mount a small disk, and to make a database's system calls fail.
        ROOT_AND_STRACE,
        FAKETIME;

        boolean isMet() {
            return switch (this) {
                case NOTHING -> true;
                case ROOT_AND_STRACE -> Shell.mayMount() && Shell.runs("strace", "-o", "/dev/null", "true");
                case FAKETIME -> Clock.LIBRARY.isPresent();
            };
        }
    }
}
