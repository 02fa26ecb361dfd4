package vn.hiepdong.node.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.AddCheckpoint;
import vn.hiepdong.format.AddEntries;
import vn.hiepdong.format.Commitment;
import vn.hiepdong.format.EntryPackage;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.Payload;

/// The body of `POST /exchange/v1/push`, to the byte in the package comment.
///
/// @param checkpoint null if only late payloads travel
/// @param entries null if only late payloads travel
/// @param payloads one for each entry of the packages
record Push(
        @Nullable AddCheckpoint checkpoint,
        @Nullable AddEntries entries,
        List<EntryPackage> packages,
        List<Carried> payloads,
        List<LatePayload> late) {
    /// What travels beside an entry.
    record Carried(byte state, @Nullable Payload payload) {
        static final Carried NOTHING = new Carried(NOT_RELEASED, null);
        static final Carried GONE = new Carried(ERASED, null);

        static Carried of(Payload payload) {
            return new Carried(PAYLOAD, payload);
        }
    }

    /// A payload that follows its entry.
    record LatePayload(LogOrigin origin, long index, Payload payload) {}

    static final int MAX_PACKAGES = 32;
    static final byte NOT_RELEASED = 0;
    static final byte PAYLOAD = 1;
    static final byte ERASED = 2;

    /// Throws [FormatException] unless the bytes are well-formed to the last.
    static Push parse(byte[] body) {
        try {
            var in = new DataInputStream(new ByteArrayInputStream(body));
            byte[] checkpoint = section(in, AddCheckpoint.MAX_BYTES, "add-checkpoint");
            byte[] entries = section(in, body.length, "add-entries");
            byte[] payloads = section(in, body.length, "payloads");
            byte[] late = section(in, body.length, "late payloads");
            if (in.read() >= 0) {
                throw new FormatException("the push goes on after its last section");
            }
            return parse(checkpoint, entries, payloads, late);
        } catch (EOFException e) {
            throw new FormatException("the push ends too early", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Push parse(byte[] checkpoint, byte[] entries, byte[] payloads, byte[] late) throws IOException {
        if (checkpoint.length == 0) {
            if (entries.length > 0 || payloads.length > 0) {
                throw new FormatException("entries without a checkpoint");
            }
            return new Push(null, null, List.of(), List.of(), late(late));
        }
        var in = new ByteArrayInputStream(entries);
        AddEntries header = AddEntries.read(in);
        var packages = new ArrayList<EntryPackage>();
        long at = header.start();
        int count = 0;
        while (at < header.end()) {
            var next = EntryPackage.read(in, at, header.end());
            if (next.isEmpty()) {
                break;
            }
            if (packages.size() == MAX_PACKAGES) {
                throw new FormatException("more than " + MAX_PACKAGES + " packages");
            }
            packages.add(next.get());
            at = next.get().end();
            count += next.get().entries().size();
        }
        if (in.read() >= 0) {
            throw new FormatException("add-entries goes on after its last package");
        }
        return new Push(AddCheckpoint.parse(checkpoint), header, packages, payloads(payloads, count), late(late));
    }

    private static List<Carried> payloads(byte[] section, int count) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(section));
        var payloads = new ArrayList<Carried>(count);
        for (int i = 0; i < count; i++) {
            byte state = in.readByte();
            payloads.add(
                    switch (state) {
                        case NOT_RELEASED -> Carried.NOTHING;
                        case ERASED -> Carried.GONE;
                        case PAYLOAD -> Carried.of(payload(in));
                        default -> throw new FormatException("payload state " + state + " is not known");
                    });
        }
        if (in.read() >= 0) {
            throw new FormatException("more payloads than entries");
        }
        return payloads;
    }

    private static List<LatePayload> late(byte[] section) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(section));
        var late = new ArrayList<LatePayload>();
        while (in.available() > 0) {
            byte[] origin = exactly(in, in.readUnsignedShort());
            long index = in.readLong();
            if (index < 0) {
                throw new FormatException("index " + index + " of a late payload");
            }
            late.add(new LatePayload(LogOrigin.parse(new String(origin, StandardCharsets.UTF_8)), index, payload(in)));
        }
        return late;
    }

    private static Payload payload(DataInputStream in) throws IOException {
        byte[] salt = exactly(in, Commitment.SALT_LENGTH);
        int length = in.readInt();
        if (length < 0 || length > Payload.MAX_BYTES) {
            throw new FormatException("payload of " + Integer.toUnsignedString(length) + " bytes, the limit is 1 MiB");
        }
        return new Payload(salt, exactly(in, length));
    }

    private static byte[] section(DataInputStream in, int most, String name) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new FormatException("section " + name + " of " + Integer.toUnsignedString(length) + " bytes");
        }
        return exactly(in, length);
    }

    private static byte[] exactly(DataInputStream in, int length) throws IOException {
        if (in.available() < length) {
            throw new EOFException(); // before the memory is taken
        }
        return in.readNBytes(length);
    }

    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream(1 << 14);
        try (var out = new DataOutputStream(bytes)) {
            write(out, checkpoint == null ? new byte[0] : checkpoint.toBytes());
            write(out, entriesSection());
            write(out, payloadSection());
            write(out, lateSection());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private byte[] entriesSection() {
        if (entries == null) {
            return new byte[0];
        }
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(entries.toBytes());
        packages.forEach(each -> bytes.writeBytes(each.toBytes()));
        return bytes.toByteArray();
    }

    private byte[] payloadSection() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        for (Carried each : payloads) {
            out.writeByte(each.state);
            if (each.payload != null) {
                write(out, each.payload);
            }
        }
        return bytes.toByteArray();
    }

    private byte[] lateSection() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        for (LatePayload each : late) {
            byte[] origin = each.origin.toString().getBytes(StandardCharsets.UTF_8);
            out.writeShort(origin.length);
            out.write(origin);
            out.writeLong(each.index);
            write(out, each.payload);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, Payload payload) throws IOException {
        out.write(payload.salt());
        out.writeInt(payload.body().length);
        out.write(payload.body());
    }

    private static void write(DataOutputStream out, byte[] section) throws IOException {
        out.writeInt(section.length);
        out.write(section);
    }
}
