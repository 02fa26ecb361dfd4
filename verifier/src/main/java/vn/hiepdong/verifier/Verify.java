package vn.hiepdong.verifier;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `java -jar verifier.jar FILE [--trust FINGERPRINT]… [--json] [--lang vi|en]`. Exit code 0 only when everything
/// holds,
/// 1 when something does not, 2 when called wrongly.
public final class Verify {
    private static final int HOLDS = 0;
    private static final int BROKEN = 1;
    private static final int CALLED_WRONGLY = 2;

    private final PrintStream out;
    private final PrintStream err;
    private Locale language;

    public Verify(PrintStream out, PrintStream err, Locale language) {
        this.out = out;
        this.err = err;
        this.language = language;
    }

    public static void main(String[] arguments) {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        var language = Locale.getDefault().getLanguage().equals("vi") ? Locale.of("vi") : Locale.ENGLISH;
        System.exit(new Verify(out, err, language).run(List.of(arguments)));
    }

    /// Verifies one file and says what it proves.
    public int run(List<String> arguments) {
        Path file = null;
        boolean json = false;
        Set<String> trusted = new HashSet<>();
        for (var words = arguments.iterator(); words.hasNext(); ) {
            String word = words.next();
            if (word.equals("--json")) {
                json = true;
            } else if (word.equals("--trust") && words.hasNext()) {
                String fingerprint = words.next();
                if (fingerprint.replaceAll("[\\s:-]", "").length() < 16) {
                    return usage();
                }
                trusted.add(fingerprint);
            } else if (word.equals("--lang") && words.hasNext()) {
                language = words.next().equals("vi") ? Locale.of("vi") : Locale.ENGLISH;
            } else if (!word.startsWith("--") && file == null) {
                file = Path.of(word);
            } else {
                return usage();
            }
        }
        return file == null ? usage() : verify(file, trusted, json);
    }

    private int usage() {
        err.println(new Words(language).text("usage"));
        return CALLED_WRONGLY;
    }

    private int verify(Path file, Set<String> trusted, boolean json) {
        byte[] bytes = read(file);
        if (bytes == null) {
            return CALLED_WRONGLY;
        }
        Report report = Verification.of(bytes, trusted);
        out.print(json ? ReportJson.of(report) : new Words(language).lines(report));
        return report.holds() ? HOLDS : BROKEN;
    }

    private byte @Nullable [] read(Path file) {
        try {
            if (Files.size(file) > EvidenceFile.MAX_BYTES) {
                err.println(new Words(language).text("too-large", file, EvidenceFile.MAX_BYTES >> 20));
                return null;
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            err.println(
                    new Words(language).text("unreadable", file, e.getClass().getSimpleName()));
            return null;
        }
    }
}
