package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.Cosignature;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.NoteSignature;
import vn.hiepdong.format.RightEdge;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Refused;

/// The door to what is carried by hand where there is no line: files for partners, files from partners, receipts.
public final class Courier {
    /// What a page takes at once; a file that is meant for it is not larger.
    public static final long USUAL_BYTES = 16L << 20;

    /// A file has room for one package at least.
    public static final long LEAST_BYTES = 8L << 20;

    public static final long MOST_BYTES = CarriedFile.MAX_BYTES;

    private static final Duration LEFT_OVER = Duration.ofDays(1);
    private static final int SHOWN = 10;
    private static final int MOST_TEXT = 4 << 20;
    private static final int MOST_RECEIPTS = 64 << 10;

    private final CarryOut.Parts parts;
    private final Receiver receiver;
    private final Path folder;

    /// @param folder where files lie while they are made and taken in
    Courier(CarryOut.Parts parts, Receiver receiver, Path folder) {
        this.parts = parts;
        this.receiver = receiver;
        this.folder = folder;
        clear();
    }

    /// Which entries go into a file.
    public enum Range {
        /// All that the partner's receipts do not cover.
        UNCONFIRMED,
        /// What no file for the partner had yet.
        ONWARD,
        EVERYTHING
    }

    /// @param content whether entries and attachments go in, or only keys, checkpoints and receipts
    /// @param most bytes that the file should not pass
    public record Wish(Range range, boolean content, long most) {}

    /// A file that was made. Whoever asked for it reads it and deletes it.
    ///
    /// @param more whether it takes another file for the rest
    public record Made(
            UUID journey, AgencyCode partner, Path file, long bytes, Instant at, long entries, boolean more) {}

    /// What became of a file.
    ///
    /// @param pending whether the partner has still to be confirmed here, so that nothing else was
    ///     taken
    /// @param entries that are new here
    /// @param attachments that are whole now
    /// @param receipts that are new
    /// @param more whether the partner made another file for the rest
    /// @param keys whether it was a statement about the partner's keys and nothing else
    public record Taken(
            AgencyCode partner,
            boolean pending,
            long entries,
            int attachments,
            int receipts,
            boolean more,
            boolean keys) {
        static Taken pending(AgencyCode partner) {
            return new Taken(partner, true, 0, 0, 0, false, false);
        }

        static Taken keys(AgencyCode partner) {
            return new Taken(partner, false, 0, 0, 0, false, true);
        }
    }

    /// A receipt of ours.
    ///
    /// @param raw time and signature
    /// @param text as digits, in groups
    public record Given(LogOrigin origin, long size, byte[] raw, String text) {}

    /// Makes a file for a partner.
    public Made out(AgencyCode code, Wish wish) {
        Known partner = parts.partners().find(code).orElseThrow(NotFound::new);
        if (partner.state() == PartnerState.SUSPENDED) {
            throw new Refused("exchange.carry.suspended", code);
        }
        if (parts.ledger().keys().isLost()) {
            throw new Refused("exchange.recovery.lost-refused");
        }
        Path file = temporary();
        try {
            return CarryOut.make(parts, partner, wish, file);
        } catch (RuntimeException e) {
            delete(file);
            throw e;
        }
    }

    /// Takes in what a partner made: a file of it (whole, or again, or after it was interrupted), or receipts as text.
    ///
    /// @param content at most [#MOST_BYTES]; the caller sees to it
    public Taken in(InputStream content) {
        Path file = temporary();
        try {
            long bytes = Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
            if (!isText(file, bytes)) {
                return CarryIn.take(parts, receiver, file, bytes);
            }
            String text = Files.readString(file, StandardCharsets.UTF_8);
            if (KeyStatement.isOne(text)) {
                return Taken.keys(parts.partners().keysStated(text));
            }
            if (bytes > MOST_RECEIPTS || text.length() < bytes) { // longer as bytes than as characters: not ASCII
                throw Refused.unacceptable("exchange.carry.unknown-kind");
            }
            return receipts(text);
        } catch (CharacterCodingException e) {
            throw Refused.unacceptable("exchange.carry.unknown-kind");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(file);
        }
    }

    private static boolean isText(Path file, long bytes) throws IOException {
        try (var in = Files.newInputStream(file)) {
            boolean zip = in.read() == 'P' && in.read() == 'K';
            if (!zip && bytes > MOST_TEXT) {
                throw Refused.unacceptable("exchange.carry.unknown-kind");
            }
            return !zip;
        }
    }

    /// Takes a partner's receipts that were typed, scanned or written to a file; lines with `#` are remarks. All or
    /// none.
    public Taken receipts(String text) {
        var lines = new StringBuilder();
        text.lines().filter(line -> !line.startsWith("#")).forEach(lines::append);
        List<ReceiptText> receipts = ReceiptText.parseAll(lines.toString());
        var found = new ArrayList<Found>();
        receipts.forEach(each -> found.add(find(each)));
        found.forEach(this::keep);
        return new Taken(found.getFirst().partner.code(), false, 0, 0, found.size(), false, false);
    }

    /// A receipt that is what it says.
    private record Found(Known partner, int log, long size, Cosignature receipt) {}

    private Found find(ReceiptText text) {
        for (Known partner : parts.partners().known()) {
            if (partner.mirrorKeys().stream().noneMatch(each -> text.mayBeBy(each.keyId()))) {
                continue;
            }
            for (LogView log : parts.links().ownLogs()) {
                var receipt = text.mayBeFor(log.origin())
                        ? verified(parts, partner, log, text.size(), text.raw())
                        : Optional.<Cosignature>empty();
                if (receipt.isPresent()) {
                    return new Found(partner, log.id(), text.size(), receipt.get());
                }
            }
        }
        throw Refused.unacceptable("exchange.carry.receipt-unknown");
    }

    private void keep(Found found) {
        parts.receipts()
                .keep(found.log, found.partner.id(), found.size, parts.clock().instant(), found.receipt);
    }

    /// Our receipts for the logs of a partner that are here.
    public List<Given> receiptsFor(AgencyCode code) {
        Known partner = parts.partners().find(code).orElseThrow(NotFound::new);
        return partner.isActive() && !parts.ledger().keys().isLost()
                ? receiptsFor(parts.ledger(), partner, parts.clock())
                : List.of();
    }

    static List<Given> receiptsFor(Ledger ledger, Known partner, InstantSource clock) {
        var given = new ArrayList<Given>();
        for (LogView log : ledger.logs()) {
            var note = log.checkpoint();
            boolean theirs = log.origin().agency().equals(partner.code())
                    && log.origin().agencyId().equals(partner.agency().id());
            if (theirs && note != null && log.frozen() == null) {
                Checkpoint checkpoint = Checkpoint.parse(note.text());
                Cosignature receipt = ledger.keys().receipt(checkpoint, clock);
                byte[] raw = receipt.raw().toArray();
                String text = ReceiptText.of(receipt.signature().keyId(), log.origin(), checkpoint.size(), raw)
                        .line();
                given.add(new Given(log.origin(), checkpoint.size(), raw, text));
            }
        }
        return given;
    }

    /// The partner's signature for this size of this log of ours, if that is what it is.
    static Optional<Cosignature> verified(CarryOut.Parts parts, Known partner, LogView log, long size, byte[] raw) {
        if (size <= 0 || size > log.signedSize()) {
            return Optional.empty();
        }
        try {
            var hashes = parts.ledger().hashes(log.id(), log.signedSize());
            var checkpoint = new Checkpoint(
                    log.origin().toString(), size, RightEdge.read(hashes, size).root());
            List<NoteSignature> lines = partner.mirrorKeys().stream()
                    .map(each -> Cosignature.of(each, raw).signature())
                    .toList();
            return partner.receipt(lines, checkpoint);
        } catch (FormatException _) {
            return Optional.empty();
        }
    }

    /// What was carried to and from a partner, the newest first.
    public List<Journey> journeys(AgencyCode code) {
        return parts.partners()
                .find(code)
                .map(partner -> parts.journeys().with(partner.id(), SHOWN))
                .orElse(List.of());
    }

    /// The newest journey of each partner in each direction.
    public List<Journey> newest() {
        return parts.journeys().newest();
    }

    private Path temporary() {
        try {
            Files.createDirectories(folder);
            return Files.createTempFile(
                    folder,
                    "carried-",
                    ".hdx",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a killed node left lying. Another instance may be at work on a newer one.
    private void clear() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        Instant before = Instant.now().minus(LEFT_OVER);
        try (var files = Files.newDirectoryStream(folder, "carried-*.hdx")) {
            for (Path each : files) {
                if (Files.getLastModifiedTime(each).toInstant().isBefore(before)) {
                    Files.deleteIfExists(each);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
