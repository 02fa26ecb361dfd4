package vn.hiepdong.node.interop;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// Hostile bytes as an alert: they are refused with [CapRejected], or read.
class CapFuzz {
    @FuzzTest(maxDuration = "5m")
    void alert(byte[] data) {
        try {
            CapParser.parse(data);
        } catch (CapRejected _) {
            return;
        }
    }
}
