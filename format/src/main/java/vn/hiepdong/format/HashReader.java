package vn.hiepdong.format;

import java.util.List;

/// Where the hashes of a tree lie: memory, tiles, a table.
@FunctionalInterface
public interface HashReader {
    /// The hashes of the given nodes (see [Node]) in the given order. A proof asks once for all it needs.
    ///
    /// A node that should exist and does not is a broken store: throw an unchecked exception, never return less.
    List<Hash> read(long[] nodes);
}
