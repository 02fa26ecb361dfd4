package vn.hiepdong.format;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/// Trees that the vectors are about.
final class Trees {
    private Trees() {}

    static MemoryTree of(long size, LongFunction<byte[]> entry) {
        var tree = new MemoryTree();
        for (long i = 0; i < size; i++) {
            tree.append(entry.apply(i));
        }
        return tree;
    }

    /// Entries `record 0`, `record 1` and so on, in ASCII.
    static MemoryTree records(long size) {
        return of(size, Trees::record);
    }

    static byte[] record(long index) {
        return Strict.utf8("record " + index);
    }

    static List<byte[]> records(long from, long to) {
        var entries = new ArrayList<byte[]>();
        for (long i = from; i < to; i++) {
            entries.add(record(i));
        }
        return entries;
    }

    static List<Hash> leaves(long from, long to) {
        return records(from, to).stream().map(Merkle::leaf).toList();
    }
}
