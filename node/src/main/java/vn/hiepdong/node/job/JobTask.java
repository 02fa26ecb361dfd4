package vn.hiepdong.node.job;

import java.util.UUID;
import vn.hiepdong.node.web.Language;

/// What a [JobWork] is given: what was ordered, and where to put the result.
public interface JobTask {
    /// For whom.
    UUID account();

    String input();

    Language language();

    /// What was said with the last part stored; empty at the start.
    String place();

    /// Stores a part of the result, and where to go on after it. Throws when the work was stopped meanwhile; let it
    /// pass.
    ///
    /// @param done how much is done now, of `total`
    void store(byte[] part, String place, long done, long total);
}
