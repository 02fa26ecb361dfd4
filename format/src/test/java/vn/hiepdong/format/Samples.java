package vn.hiepdong.format;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/// Random valid values of every format, the same for the same seed.
final class Samples {
    private static final String NAME_LETTERS = "abcxyz019.-/_đỗ鄭😀";

    final Random random;

    Samples(long seed) {
        random = new Random(seed);
    }

    byte[] bytes(int max) {
        var bytes = new byte[random.nextInt(max + 1)];
        random.nextBytes(bytes);
        return bytes;
    }

    Hash hash() {
        var bytes = new byte[Hash.SIZE];
        random.nextBytes(bytes);
        return Hash.of(bytes);
    }

    List<Hash> hashes(int max) {
        return list(max, this::hash);
    }

    /// Often small, sometimes at an edge, sometimes anything.
    long size() {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(3);
            case 1 -> random.nextInt(1000);
            case 2 -> 1L << random.nextInt(63);
            case 3 -> Long.MAX_VALUE - random.nextInt(3);
            default -> random.nextLong() >>> (1 + random.nextInt(62));
        };
    }

    String name() {
        int[] letters = NAME_LETTERS.codePoints().toArray();
        var name = new StringBuilder();
        for (int left = 1 + random.nextInt(40); left > 0; left--) {
            name.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return name.toString();
    }

    NoteSignature signature() {
        byte[] signature = Arrays.copyOf(bytes(100), 1 + random.nextInt(100));
        return new NoteSignature(name(), random.nextInt(), Bytes.of(signature));
    }

    SignedNote note() {
        var text = new StringBuilder();
        for (int lines = 1 + random.nextInt(5); lines > 0; lines--) {
            text.append(random.nextInt(4) == 0 ? "" : name()).append('\n');
        }
        return new SignedNote(text.toString(), someOf(4, this::signature));
    }

    Checkpoint checkpoint() {
        return new Checkpoint(random.nextBoolean() ? name() : name() + " " + name(), size(), hash());
    }

    SignedNote signedCheckpoint() {
        return new SignedNote(checkpoint().text(), someOf(3, this::signature));
    }

    AddCheckpoint addCheckpoint() {
        return new AddCheckpoint(size(), hashes(63), random.nextBoolean() ? note() : signedCheckpoint());
    }

    AddEntries addEntries() {
        long a = size();
        long b = size();
        return new AddEntries(name(), Math.min(a, b), Math.max(a, b), Bytes.of(bytes(200)));
    }

    EntryPackage entryPackage() {
        long start = size() >>> 1;
        int most = (int) (EntryPackage.endOf(start, Long.MAX_VALUE) - start);
        int count = 1 + random.nextInt(Math.min(most, 1 + random.nextInt(256)));
        return new EntryPackage(start, exactly(count, () -> bytes(40)), hashes(63));
    }

    MirrorInfo mirrorInfo() {
        return new MirrorInfo(size(), size(), Bytes.of(bytes(100)));
    }

    TlogProof tlogProof() {
        return new TlogProof(Bytes.of(bytes(50)), size(), hashes(63), signedCheckpoint());
    }

    Hlc hlc() {
        return Hlc.ofLong(random.nextLong());
    }

    String kind() {
        var kind = new StringBuilder(word(10, false));
        for (int words = 1 + random.nextInt(3); words > 0; words--) {
            kind.append('.').append(word(15, true));
        }
        return kind.toString();
    }

    private String word(int max, boolean hyphens) {
        var word = new StringBuilder().append((char) ('a' + random.nextInt(26)));
        String letters = hyphens ? "az09-" : "az09";
        for (int left = random.nextInt(max); left > 0; left--) {
            word.append(letters.charAt(random.nextInt(letters.length())));
        }
        return word.toString();
    }

    EntryHeader entryHeader() {
        List<EntryHeader.Ref> refs = list(random.nextInt(4) == 0 ? 64 : 3, () -> EntryHeader.Ref.of(name(), size()));
        return new EntryHeader(hlc(), kind(), refs, random.nextInt(21), hash(), random.nextInt(4));
    }

    Tile tile() {
        return new Tile(random.nextInt(65) - 1, size(), 1 + random.nextInt(256));
    }

    Vkey vkey() {
        return key().vkey(name());
    }

    Skey skey() {
        return new Skey(name(), key());
    }

    private SigningKey key() {
        KeyType[] types = KeyType.values();
        return SigningKey.of(types[random.nextInt(types.length)], hash().bytes());
    }

    <T> List<T> list(int max, Supplier<T> item) {
        return exactly(random.nextInt(max + 1), item);
    }

    <T> List<T> someOf(int max, Supplier<T> item) {
        return exactly(1 + random.nextInt(max), item);
    }

    <T> List<T> exactly(int count, Supplier<T> item) {
        var items = new ArrayList<T>();
        for (int i = 0; i < count; i++) {
            items.add(item.get());
        }
        return items;
    }

    /// The same bytes with one to three small damages: a bit, a byte, a piece left out, doubled, moved or swapped for
    /// something that trips careless parsers.
    byte[] damaged(byte[] valid) {
        byte[] bytes = valid;
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            bytes = damagedOnce(bytes);
        }
        return bytes;
    }

    private byte[] damagedOnce(byte[] valid) {
        int at = valid.length == 0 ? 0 : random.nextInt(valid.length);
        int to = Math.min(valid.length, at + 1 + random.nextInt(8));
        byte[] changed = valid.clone();
        switch (random.nextInt(6)) {
            case 0 -> {
                return Arrays.copyOf(valid, at);
            }
            case 1 -> {
                return joined(valid, at, new byte[0], to);
            }
            case 2 -> {
                return joined(valid, to, Arrays.copyOfRange(valid, at, to), to);
            }
            case 3 -> {
                String[] traps = {"\n", "\n\n", "+5", "007", "٣", "— ", " ", "\u0000", "=", "-1", "9223372036854775808"
                };
                return joined(valid, at, Strict.utf8(traps[random.nextInt(traps.length)]), at);
            }
            case 4 -> {
                if (valid.length > 0) {
                    changed[at] = (byte) random.nextInt(256);
                }
            }
            default -> {
                if (valid.length > 0) {
                    changed[at] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        return changed;
    }

    private static byte[] joined(byte[] bytes, int head, byte[] middle, int tail) {
        return ByteBuffer.allocate(head + middle.length + bytes.length - tail)
                .put(bytes, 0, head)
                .put(middle)
                .put(bytes, tail, bytes.length - tail)
                .array();
    }
}
