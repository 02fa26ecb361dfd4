package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.KeyType;
import vn.hiepdong.format.SigningKey;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.web.Refused;

/// Hostile bytes against what reads the wire: they are refused with [FormatException], or read and written again so
/// that they are read as the same. `FuzzTest` of the trials searches.
class PartnerBytesFuzz {
    @FuzzTest(maxDuration = "5m")
    void push(byte[] data) {
        try {
            assertThat(Push.parse(data).toBytes()).isEqualTo(data);
        } catch (FormatException _) {
            return;
        }
    }

    @FuzzTest(maxDuration = "5m")
    void greeting(byte[] data) {
        check(data, bytes -> Greeting.parse(bytes).toBytes());
    }

    @FuzzTest(maxDuration = "5m")
    void pairingRequest(byte[] data) {
        check(data, bytes -> PairingRequest.parse(bytes).toBytes());
    }

    @FuzzTest(maxDuration = "5m")
    void pullRequest(byte[] data) {
        check(data, bytes -> PullRequest.parse(bytes).toBytes());
    }

    @FuzzTest(maxDuration = "5m")
    void texts(byte[] data) {
        check(data, PartnerBytesFuzz::invitation);
        check(data, PartnerBytesFuzz::origin);
    }

    @FuzzTest(maxDuration = "5m")
    void carriedHead(byte[] data) {
        check(data, bytes -> CarriedHead.parse(bytes).toBytes());
    }

    /// What somebody typed is read as digits, and these are read as the same receipts.
    @FuzzTest(maxDuration = "5m")
    void typedReceipts(byte[] data) {
        List<ReceiptText> read;
        try {
            read = ReceiptText.parseAll(new String(data, StandardCharsets.UTF_8));
        } catch (Refused _) {
            return;
        }
        String digits = read.stream().map(ReceiptText::digits).collect(Collectors.joining());
        assertThat(ReceiptText.parseAll(digits).stream().map(ReceiptText::digits))
                .isEqualTo(read.stream().map(ReceiptText::digits).toList());
    }

    /// A file as it came, and an honest one in which something was written over from the place that the first two bytes
    /// name. One that is taken for whole is as its maker signed it.
    @FuzzTest(maxDuration = "5m")
    void carriedFile(byte[] data) throws IOException {
        Path file = HONEST.resolveSibling("changed.hdx");
        Files.write(file, data);
        members(file);
        if (data.length < 2) {
            return;
        }
        byte[] changed = Files.readAllBytes(HONEST);
        int at = ((data[0] & 0xff) << 8 | data[1] & 0xff) % changed.length;
        int length = Math.min(data.length - 2, changed.length - at);
        System.arraycopy(data, 2, changed, at, length);
        Files.write(file, changed);
        Map<String, String> read = members(file);
        if (!read.isEmpty()) {
            assertThat(read).isEqualTo(members(HONEST));
        }
    }

    private static final Path HONEST = honest();

    /// With a head and a push, signed.
    private static Path honest() {
        try {
            Path file = Files.createTempFile(Files.createTempDirectory("hiepdong-fuzz-carried"), "honest", ".hdx");
            var key = SigningKey.of(KeyType.ED25519, new byte[32]);
            try (var writer = new CarriedFile.Writer(file)) {
                writer.add(CarriedFile.HEAD, "{}".getBytes(StandardCharsets.UTF_8));
                writer.add("logs/0/0.push", new byte[] {1, 2, 3});
                writer.sign("hd1/carried/honest", tree -> tree.sign(key.signer(tree.origin(), InstantSource.system())));
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// By name; none if the file is refused.
    private static Map<String, String> members(Path file) {
        try {
            CarriedFile carried = CarriedFile.open(file);
            return carried.in("").stream()
                    .collect(Collectors.toMap(
                            name -> name, name -> HexFormat.of().formatHex(carried.read(name))));
        } catch (FormatException _) {
            return Map.of();
        }
    }

    private static byte[] invitation(byte[] data) {
        return Invitation.parse(new String(data, StandardCharsets.UTF_8)).line().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] origin(byte[] data) {
        return LogOrigin.parse(new String(data, StandardCharsets.UTF_8))
                .toString()
                .getBytes(StandardCharsets.UTF_8);
    }

    /// What was read is written so that it is read as the same: the text may have been spaced otherwise.
    private static void check(byte[] data, Function<byte[], byte[]> rewrite) {
        byte[] once;
        try {
            once = rewrite.apply(data);
        } catch (FormatException | RefusedException _) {
            return;
        }
        assertThat(rewrite.apply(once)).isEqualTo(once);
    }
}
