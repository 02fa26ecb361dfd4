package vn.hiepdong.node.exchange;

import io.nayuki.qrcodegen.QrCode;
import io.nayuki.qrcodegen.QrSegment;
import java.util.List;

/// Digits as a QR code (ISO/IEC 18004, numeric mode, level M), drawn for pages and for terminals.
final class ReceiptCode {
    /// Light modules around it, as the standard wants.
    static final int QUIET = 4;

    private final QrCode code;

    ReceiptCode(String digits) {
        code = QrCode.encodeSegments(List.of(QrSegment.makeNumeric(digits)), QrCode.Ecc.MEDIUM);
    }

    /// Modules along one side, with the quiet zone.
    int side() {
        return code.size + 2 * QUIET;
    }

    boolean dark(int x, int y) {
        return code.getModule(x - QUIET, y - QUIET);
    }

    /// The dark modules as the path of an SVG that is as large as [#side].
    String path() {
        var path = new StringBuilder();
        for (int y = 0; y < side(); y++) {
            for (int x = 0; x < side(); x++) {
                if (dark(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }

    /// Two rows of modules in one line of half blocks. Light modules are drawn, since most terminals are dark.
    List<String> lines() {
        var lines = new java.util.ArrayList<String>();
        for (int y = 0; y < side(); y += 2) {
            var line = new StringBuilder();
            for (int x = 0; x < side(); x++) {
                boolean upper = !dark(x, y);
                boolean lower = y + 1 < side() && !dark(x, y + 1);
                line.append(upper ? lower ? '█' : '▀' : lower ? '▄' : ' ');
            }
            lines.add(line.toString());
        }
        return lines;
    }
}
