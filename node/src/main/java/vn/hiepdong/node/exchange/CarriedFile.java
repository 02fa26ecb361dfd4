package vn.hiepdong.node.exchange;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.RightEdge;
import vn.hiepdong.format.Roster;
import vn.hiepdong.format.SignedNote;
import vn.hiepdong.format.StoredZip;
import vn.hiepdong.format.StoredZip.Member;

/// A file that is carried by hand: a ZIP ([StoredZip]) of members in one order, under strict names. The
/// last one, `signature`, is a checkpoint over all others, so that a byte that differs is found before anything is
/// taken.
///
/// Nothing is compressed: what comes out is never more than what came in. There is one way to write it, so that a file
/// that says one thing to us and another to a program that opens it does not exist.
///
/// The tree has one leaf for each member before the signature: `name size sha256\n`.
final class CarriedFile {
    /// Largest file that is made or taken.
    static final long MAX_BYTES = 1L << 30;

    /// Largest member: a push of the wire.
    static final int MAX_MEMBER = ExchangeServer.MAX_BODY;

    static final String HEAD = "head.json";
    private static final String SIGNATURE = "signature";
    private static final int MAX_MEMBERS = 20_000;
    private static final Pattern NAME = Pattern.compile("head\\.json|signature|logs/[0-9]{1,3}/[0-9]{1,18}\\.push"
            + "|logs/[0-9]{1,3}/from-[0-9]{1,18}\\.proof|late/[0-9]{1,5}\\.push|files/[0-9a-f]{64}/[0-9]{1,9}");

    private final Path path;
    private final Map<String, Member> members;
    private final SignedNote signature;
    private final Checkpoint tree;

    private CarriedFile(Path path, Map<String, Member> members, SignedNote signature) {
        this.path = path;
        this.members = members;
        this.signature = signature;
        tree = Checkpoint.parse(signature.text());
    }

    /// Makes a file, member after member.
    static final class Writer implements AutoCloseable {
        private final OutputStream out;
        private final List<Member> members = new ArrayList<>();
        private final RightEdge.Builder edge = new RightEdge.Builder();
        private long bytes;

        Writer(Path path) throws IOException {
            out = new BufferedOutputStream(Files.newOutputStream(path, StandardOpenOption.WRITE), 1 << 16);
        }

        /// How large the file is so far.
        long bytes() {
            return bytes;
        }

        void add(String name, byte[] content) throws IOException {
            if (!NAME.matcher(name).matches() || content.length > MAX_MEMBER || members.size() >= MAX_MEMBERS) {
                throw new IllegalArgumentException(name + " of " + content.length + " bytes");
            }
            put(name, content);
            edge.append(leaf(name, content));
        }

        private void put(String name, byte[] content) throws IOException {
            var member = Member.of(bytes, name, content);
            members.add(member);
            byte[] local = member.local();
            out.write(local);
            out.write(content);
            bytes += local.length + content.length;
        }

        /// Ends it with the signature.
        ///
        /// @param name of the file, which the signature is under
        void sign(String name, Function<Checkpoint, SignedNote> key) throws IOException {
            put(
                    SIGNATURE,
                    key.apply(new Checkpoint(name, edge.size(), edge.root())).toBytes());
            out.write(StoredZip.directory(members, bytes));
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private static Hash leaf(String name, byte[] content) {
        String line = name + " " + content.length + " " + Hash.sha256(content).hex() + "\n";
        return Merkle.leaf(line.getBytes(StandardCharsets.US_ASCII));
    }

    /// Reads a file whole and holds it against its signature's tree. Whose signature it is has still to be asked
    /// ([#isSignedBy]). Throws [FormatException].
    static CarriedFile open(Path path) {
        try (var in = new RandomAccessFile(path.toFile(), "r")) {
            return read(path, in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CarriedFile read(Path path, RandomAccessFile in) throws IOException {
        long length = in.length();
        if (length > MAX_BYTES) {
            throw new FormatException("the file has " + length + " bytes, the limit is " + MAX_BYTES);
        }
        var members = new LinkedHashMap<String, Member>();
        var edge = new RightEdge.Builder();
        SignedNote signature = null;
        long at = 0;
        while (signature == null) {
            Member member = member(in, at, length);
            byte[] content = bytes(in, member.content(), member.size());
            if (!member.equals(Member.of(at, member.name(), content))) {
                throw new FormatException("the check sum of " + member.name() + " is wrong");
            }
            if (members.size() == MAX_MEMBERS || members.put(member.name(), member) != null) {
                throw new FormatException("too many members, or two with the name " + member.name());
            }
            if (member.name().equals(SIGNATURE)) {
                signature = SignedNote.parse(content);
            } else {
                edge.append(leaf(member.name(), content));
            }
            at = member.end();
        }
        byte[] directory = StoredZip.directory(members.values(), at);
        if (at + directory.length != length || !Arrays.equals(directory, bytes(in, at, directory.length))) {
            throw new FormatException("the directory at its end is not that of its members");
        }
        var file = new CarriedFile(path, members, signature);
        if (file.tree.size() != edge.size() || !file.tree.root().equals(edge.root())) {
            throw new FormatException("the members are not those that were signed");
        }
        return file;
    }

    private static Member member(RandomAccessFile in, long at, long length) throws IOException {
        if (at + StoredZip.LOCAL_BYTES > length) {
            throw new FormatException("the file ends too early");
        }
        byte[] header = bytes(in, at, StoredZip.LOCAL_BYTES);
        int nameLength = StoredZip.nameLength(header);
        if (!StoredZip.isLocal(header) || nameLength > 100 || at + StoredZip.LOCAL_BYTES + nameLength > length) {
            throw new FormatException("at byte " + at + " begins no member");
        }
        String name = new String(bytes(in, at + StoredZip.LOCAL_BYTES, nameLength), StandardCharsets.US_ASCII);
        if (!NAME.matcher(name).matches()) {
            throw new FormatException("at byte " + at + " is a member with a name that is not expected");
        }
        Member member = StoredZip.member(at, header, name);
        if (member.size() < 0 || member.size() > MAX_MEMBER || member.end() > length) {
            throw new FormatException("the file ends within " + name + ", or it is too large");
        }
        if (!Arrays.equals(member.local(), bytes(in, at, StoredZip.LOCAL_BYTES + nameLength))) {
            throw new FormatException(name + " is not stored plainly");
        }
        return member;
    }

    private static byte[] bytes(RandomAccessFile in, long at, int count) throws IOException {
        var bytes = new byte[count];
        in.seek(at);
        in.readFully(bytes);
        return bytes;
    }

    /// The name that is signed.
    String name() {
        return tree.origin();
    }

    /// Whether both keys of a pair that signs now signed it.
    boolean isSignedBy(Roster roster) {
        try {
            roster.verify(signature, name());
            return true;
        } catch (FormatException _) {
            return false;
        }
    }

    /// The names of the members in a folder, in the order of the file.
    List<String> in(String folder) {
        var names = new ArrayList<String>();
        for (String name : members.keySet()) {
            if (name.startsWith(folder)) {
                names.add(name);
            }
        }
        return names;
    }

    byte @Nullable [] find(String name) {
        Member member = members.get(name);
        if (member == null) {
            return null;
        }
        try (var in = new RandomAccessFile(path.toFile(), "r")) {
            return bytes(in, member.content(), member.size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] read(String name) {
        byte[] bytes = find(name);
        if (bytes == null) {
            throw new FormatException("the file has no " + name);
        }
        return bytes;
    }
}
