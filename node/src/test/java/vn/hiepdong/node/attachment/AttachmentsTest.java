package vn.hiepdong.node.attachment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.attachment.AttachmentRejected.Reason;
import vn.hiepdong.node.attachment.Pdfs.Words;
import vn.hiepdong.node.database.TestPostgres;

/// The store through its door, with a real database and a real folder.
class AttachmentsTest {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-09-10T02:10:00Z"));

    @TempDir
    Path data;

    private TestPostgres.Database database;
    private Attachments attachments;

    @BeforeEach
    void anEmptyStore() {
        database = TestPostgres.freshDatabase();
        attachments = store();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aFileIsFoundUnderTheHashOfWhatIsStored() throws IOException {
        var photo = attachments.store(stream(Pictures.talkativeJpeg(6)), "đê.JPEG", "image/jpeg", 1 << 20);
        assertThat(photo.type()).isEqualTo("image/jpeg");
        assertThat(photo.name()).isEqualTo("đê.jpg");
        var bytes = read(attachments, photo.sha256());
        assertThat(Hash.sha256(bytes)).isEqualTo(photo.sha256());
        assertThat(bytes).hasSize((int) photo.size()).isEqualTo(JpegPicture.withoutParticulars(bytes));
        var hex = photo.sha256().hex();
        assertThat(data.resolve("attachments").resolve(hex.substring(0, 2)).resolve(hex.substring(2)))
                .hasBinaryContent(bytes);
        assertThat(attachments.find(photo.sha256())).hasValueSatisfying(found -> {
            assertThat(found.size()).isEqualTo(photo.size());
            assertThat(found.name()).isEqualTo(hex.substring(0, 16) + ".jpg");
        });
    }

    @Test
    void theSameFileLiesThereOnce() throws IOException {
        var first = attachments.store(stream("Mực nước 5,62 m"), "a.txt", "text/plain", 100);
        var second = attachments.store(stream("Mực nước 5,62 m"), "b.txt", "text/plain", 100);
        assertThat(second.sha256()).isEqualTo(first.sha256());
        assertThat(files()).hasSize(1);
    }

    @Test
    void whatAFileIsIsToldByItsBytes() {
        assertThat(attachments.store(stream(Pictures.png()), "x.pdf", "application/pdf", 1 << 20))
                .satisfies(a -> assertThat(a.type()).isEqualTo("image/png"))
                .satisfies(a -> assertThat(a.name()).isEqualTo("x.png"));
        assertThat(attachments
                        .store(stream("<html><script>x</script>"), "x.html", "text/html", 100)
                        .type())
                .isEqualTo("text/plain");
        assertThat(attachments
                        .store(
                                stream("<?xml version='1.0'?><alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'/>"),
                                "x",
                                "text/xml",
                                100)
                        .type())
                .isEqualTo("application/cap+xml");
        assertRefused(new byte[] {0x7f, 'E', 'L', 'F', 2}, Reason.TYPE);
        assertRefused(new byte[] {'P', 'K', 3, 4}, Reason.TYPE);
        assertRefused("GIF89a\1".getBytes(StandardCharsets.US_ASCII), Reason.TYPE);
        assertRefused(new byte[] {(byte) 0xc3}, Reason.TYPE);
        assertRefused(new byte[0], Reason.EMPTY);
    }

    @Test
    void aFileOverTheLimitIsRefusedAndNotReadToItsEnd() {
        var endless = new java.io.InputStream() {
            private long given;

            @Override
            public int read() {
                assertThat(++given).isLessThan(2_000);
                return 'a';
            }
        };
        assertThatThrownBy(() -> attachments.store(endless, "x", "text/plain", 1_000))
                .isInstanceOfSatisfying(
                        AttachmentRejected.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    /// AT-9.4: refused, and neither stored nor logged in content.
    @Test
    void aStampedDocumentLeavesNoTrace() throws IOException {
        var secret = "khu vực phòng thủ then chốt 47";
        var log = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        var level = log.getLevel();
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.addAppender(lines);
        log.setLevel(Level.DEBUG);
        try {
            var text = "UBND TỈNH\nTỐI MẬT\n" + secret;
            assertThatThrownBy(() -> attachments.store(stream(text), "ke-hoach.txt", "text/plain", 10_000))
                    .isInstanceOfSatisfying(AttachmentRejected.class, e -> {
                        assertThat(e.reason()).isEqualTo(Reason.STAMPED);
                        assertThat(e.arguments()).isEqualTo(List.of("TỐI MẬT"));
                        assertThat(e.toString()).doesNotContain(secret);
                    });
            assertRefused(
                    Pdfs.saying(Pdfs::nothing, new Words(72, 700, "MAT"), new Words(72, 600, "khu vuc 47")),
                    Reason.STAMPED);
        } finally {
            log.detachAppender(lines);
            log.setLevel(level);
        }
        assertThat(lines.list)
                .noneSatisfy(line -> assertThat(line.getFormattedMessage()).containsAnyOf(secret, "khu vuc 47"));
        assertThat(files()).isEmpty();
        assertThat(rows()).isZero();
    }

    @Test
    void aTextAboutSecrecyIsNoSecret() {
        var text = "LUẬT BẢO VỆ BÍ MẬT NHÀ NƯỚC\nCác mức Mật, Tối mật, Tuyệt mật.\nMật độ dân cư, mật khẩu, mật ong.";
        assertThat(attachments
                        .store(stream(text), "x.txt", "text/plain", 10_000)
                        .type())
                .isEqualTo("text/plain");
    }

    @ParameterizedTest
    @CsvSource({
        "../../etc/passwd, passwd.txt", "C:\\Users\\a\\báo cáo.docx, báo cáo.txt", "'', attachment.txt",
        "...hidden, hidden.txt", "hinh\u202egpj.exe, hinh gpj.txt", "0912345678.jpg, ….txt",
        "20260910_021000.jpg, 20260910_021000.txt", "a\"b<c>, a b c.txt"
    })
    void aNameIsMadeSafe(String declared, String safe) {
        assertThat(attachments.store(stream("x"), declared, "", 10).name()).isEqualTo(safe);
    }

    @Test
    void aPartnersFileComesInPiecesOverSeveralStarts() {
        var file = JpegPicture.withoutParticulars(Pictures.talkativeJpeg(1));
        var hash = Hash.sha256(file);
        assertThat(attachments.receive(hash, file.length).append(0, Arrays.copyOf(file, 100)))
                .isTrue();
        var restarted = store();
        var rest = restarted.receive(hash, file.length);
        assertThat(rest.offset()).isEqualTo(100);
        assertThat(rest.append(0, Arrays.copyOf(file, 100)))
                .as("a piece sent again")
                .isFalse();
        assertThat(rest.append(200, new byte[1])).as("a piece too early").isFalse();
        assertThat(rest.append(100, Arrays.copyOfRange(file, 100, file.length))).isTrue();
        assertThat(restarted.open(hash)).as("before it is whole").isEmpty();
        assertThat(rest.finish()).isEqualTo(restarted.find(hash).orElseThrow());
        assertThat(read(restarted, hash)).isEqualTo(file);
    }

    @Test
    void aPartnersFileThatIsNotWhatItsNameSaysIsThrownAway() {
        var blob = attachments.receive(Hash.sha256(new byte[] {1}), 5);
        assertThat(blob.append(0, "12345".getBytes(StandardCharsets.US_ASCII))).isTrue();
        assertThatThrownBy(blob::finish)
                .isInstanceOfSatisfying(
                        AttachmentRejected.class, e -> assertThat(e.reason()).isEqualTo(Reason.WRONG_HASH));
        assertThat(blob.offset()).isZero();
        assertThatThrownBy(() -> blob.append(0, new byte[6])).isInstanceOf(AttachmentRejected.class);
        assertThatThrownBy(() -> attachments.receive(Hash.sha256(new byte[0]), Attachments.MAX_BYTES + 1))
                .isInstanceOf(AttachmentRejected.class);
    }

    @Test
    void aPartnersStampedFileIsNotKeptEither() throws IOException {
        var file = "TUYỆT MẬT".getBytes(StandardCharsets.UTF_8);
        var blob = attachments.receive(Hash.sha256(file), file.length);
        assertThat(blob.append(0, file)).isTrue();
        assertThatThrownBy(blob::finish)
                .isInstanceOfSatisfying(
                        AttachmentRejected.class, e -> assertThat(e.reason()).isEqualTo(Reason.STAMPED));
        assertThat(files()).isEmpty();
    }

    @Test
    void aPieceThatAPowerCutLeftIsSweptOutAtTheNextStart() throws IOException {
        var piece = Files.writeString(data.resolve("attachments/new/left"), "half a file");
        store();
        assertThat(piece).doesNotExist();
    }

    private Attachments store() {
        return new Attachments(
                new AttachmentFiles(data.resolve("attachments")),
                new AttachmentTable(JdbcClient.create(database)),
                CLOCK);
    }

    private void assertRefused(byte[] file, Reason reason) {
        assertThatThrownBy(() -> attachments.store(stream(file), "x", "", 1 << 20))
                .isInstanceOfSatisfying(
                        AttachmentRejected.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private List<Path> files() throws IOException {
        try (var all = Files.walk(data)) {
            return all.filter(Files::isRegularFile).toList();
        }
    }

    private long rows() {
        return JdbcClient.create(database)
                .sql("select count(*) from attachment_blob")
                .query(Long.class)
                .single();
    }

    private static byte[] read(Attachments attachments, Hash hash) {
        try (var in = attachments.open(hash).orElseThrow()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteArrayInputStream stream(String text) {
        return stream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static ByteArrayInputStream stream(byte[] file) {
        return new ByteArrayInputStream(file);
    }
}
