package vn.hiepdong.node.bench;

import java.util.Arrays;

/// Durations, as they are told.
final class Figures {
    private Figures() {}

    /// In milliseconds, two decimals. Nearest-rank percentile.
    static double percentile(long[] nanos, double share) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(share * sorted.length) - 1;
        return rounded(sorted[Math.max(0, rank)] / 1e6);
    }

    static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }

    static long perSecond(long count, long nanos) {
        return Math.round(count * 1e9 / nanos);
    }
}
