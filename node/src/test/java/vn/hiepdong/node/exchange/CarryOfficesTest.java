package vn.hiepdong.node.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.hiepdong.node.access.Browser;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.attachment.Attachments;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Credibility;
import vn.hiepdong.node.information.Handling;
import vn.hiepdong.node.information.ItemRef;
import vn.hiepdong.node.information.Purpose;
import vn.hiepdong.node.information.Reliability;
import vn.hiepdong.node.information.SourceKind;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Regulation;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.space.UsualTimes;
import vn.hiepdong.node.terminal.Terminal;
import vn.hiepdong.node.watch.Office;

/// What officers do: two whole nodes that no line connects, their pages and their terminals.
class CarryOfficesTest {
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private Office pol;
    private Office mil;

    @BeforeEach
    void twoOfficesWithoutALine() throws IOException {
        pol = Office.alone(folder, "POL", "Công an thành phố");
        mil = Office.alone(folder, "MIL", "Bộ Chỉ huy quân sự");
    }

    @AfterEach
    void close() {
        mil.close();
        pol.close();
    }

    @Test
    void theyPairAgreeAndExchangeAnItemWithItsAttachmentByFilesAlone() throws IOException {
        pair();
        agree();
        byte[] photo = "Ảnh hiện trường, dạng chữ để thử.\n".repeat(150_000).getBytes(StandardCharsets.UTF_8);
        var attachment = pol.node
                .part(Attachments.class)
                .store(new ByteArrayInputStream(photo), "hien-truong.txt", "text/plain", Attachments.MAX_BYTES);
        ItemRef item = pol.information()
                .write(
                        Office.COMMANDER,
                        Realm.REAL,
                        null,
                        Office.codes("MIL"),
                        content(List.of(new Content.AttachmentRef(
                                attachment.sha256().hex(), "text/plain", attachment.size(), attachment.name()))));

        carry(pol, mil, "item");
        Office.until(() -> mil.information().item(item.id()).isPresent());
        assertThat(mil.node.part(Attachments.class).find(attachment.sha256())).isPresent();
        assertThat(run(pol, Role.DUTY_OFFICER, "in", folder.resolve("item.hdx").toString()))
                .as("one's own file")
                .isOne();

        Browser officer = pol.as(Role.DUTY_OFFICER);
        assertThat(officer.get("/partners/carry").body()).contains("chờ biên nhận");
        var receipts = mil.as(Role.DUTY_OFFICER).get("/partners/POL/receipts");
        assertThat(receipts.body()).contains("<svg", "viewBox=\"0 0 ");
        String digits = receipts.body().replaceAll("(?s).*receipt-digits\"><code>([0-9 ]+)</code>.*", "$1");
        String wrong = (digits.charAt(0) == '9' ? '0' : '9') + digits.substring(1);
        var refused = officer.upload("/partners/carry", Map.of("receipt", wrong), "file", "", new byte[0]);
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("Nhóm thứ 1 gõ sai", wrong);
        var taken = officer.upload("/partners/carry", Map.of("receipt", digits), "file", "", new byte[0]);
        assertThat(taken.statusCode()).isEqualTo(303);
        assertThat(officer.get("/partners/carry").body()).contains("đã có biên nhận");
        assertThat(pol.information().item(item.id()).orElseThrow().releasedTo(mil.code))
                .isTrue();
        String lamps = pol.as(Role.DUTY_COMMANDER).get("/partners/MIL").body();
        assertThat(lamps).contains("Đã chuyển bằng tay");
        assertThat(pol.as(Role.AUDITOR).get("/audit?act=EXPORTED").body()).contains("Tệp chuyển bằng tay", "MIL");
    }

    @Test
    void anAdministratorsFileHasNoContentAndOthersGetNone() throws IOException {
        pair();
        agree();
        pol.information().write(Office.COMMANDER, Realm.REAL, null, Office.codes("MIL"), content(List.of()));
        settle(pol);
        assertThat(run(pol, Role.ADMINISTRATOR, "out", "--to", "MIL", file("admin")))
                .isZero();
        assertThat(run(pol, Role.DUTY_OFFICER, "out", "--to", "MIL", file("duty")))
                .isZero();
        assertThat(CarriedFile.open(Path.of(file("admin"))).in("logs/")).isEmpty();
        assertThat(CarriedFile.open(Path.of(file("duty"))).in("logs/")).isNotEmpty();
        assertThat(run(pol, Role.DUTY_OFFICER, "out", "--to", "MIL", file("duty")))
                .isEqualTo(2);
        for (Role role : List.of(Role.AUDITOR, Role.ANALYST)) {
            assertThat(run(pol, role, "out", "--to", "MIL", file("none-" + role)))
                    .isOne();
            assertThat(Path.of(file("none-" + role))).doesNotExist();
            assertThat(pol.as(role).get("/partners/carry").statusCode()).isEqualTo(403);
        }
        said.reset();
        assertThat(run(pol, Role.DUTY_OFFICER, "out", "--to", "AUT", file("stranger")))
                .isOne();
        assertThat(run(mil, Role.DUTY_OFFICER, "in", file("nowhere"))).isEqualTo(2);
        assertThat(run(mil, Role.DUTY_OFFICER, "in", "--receipt", "123")).isOne();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("38");
    }

    private String file(String name) {
        return folder.resolve(name + ".hdx").toString();
    }

    private void pair() throws IOException {
        String invitation = pol.partners().invitation().json();
        mil.partners().accept(invitation, Office.COMMANDER);
        assertThat(run(mil, Role.ADMINISTRATOR, "out", "--to", "POL", file("answer")))
                .isZero();
        Browser administrator = pol.as(Role.ADMINISTRATOR);
        administrator.get("/partners/carry");
        var met = administrator.upload(
                "/partners/carry", Map.of(), "file", "answer.hdx", Files.readAllBytes(Path.of(file("answer"))));
        assertThat(met.statusCode()).isEqualTo(303);
        assertThat(met.headers().firstValue("Location"))
                .hasValueSatisfying(each -> assertThat(each).endsWith("/partners/MIL"));
        String fingerprint = mil.partners().partner(pol.code).orElseThrow().fingerprint();
        assertThat(administrator.get("/partners/MIL").body()).contains(fingerprint);
        pol.partners().confirm(mil.code, fingerprint, Office.COMMANDER);
        mil.partners().confirm(pol.code, fingerprint, Office.COMMANDER);
        carry(pol, mil, "hello");
        assertThat(mil.partners().partner(pol.code).orElseThrow().offered()).isTrue();
    }

    private void agree() {
        var regulation = new Regulation(
                "Quy chế phối hợp",
                "01/QCPH",
                List.of(pol.code, mil.code),
                List.of("Ứng phó thiên tai"),
                UsualTimes.ACKNOWLEDGEMENT,
                UsualTimes.VERIFICATION,
                LocalDate.parse("2026-01-01"),
                null);
        var hash = pol.spaces().propose(Office.COMMANDER, null, Realm.REAL, regulation);
        carry(pol, mil, "proposal");
        mil.spaces().sign(Office.COMMANDER, hash);
        carry(mil, pol, "signature");
        assertThat(pol.spaces().version(hash).orElseThrow().inForce()).isTrue();
    }

    /// Everything that is signed by now travels.
    private void carry(Office from, Office to, String name) {
        settle(from);
        assertThat(run(from, Role.DUTY_OFFICER, "out", "--to", to.code.value(), file(name)))
                .as(said.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(run(to, Role.DUTY_OFFICER, "in", file(name)))
                .as(said.toString(StandardCharsets.UTF_8))
                .isZero();
    }

    private static void settle(Office office) {
        Office.until(() -> office.sql()
                .sql("select not exists (select from ledger_log where own and size > signed_size)")
                .query(Boolean.class)
                .single());
    }

    private int run(Office at, Role role, String... arguments) {
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--url", at.node.url(), "--token", Office.token(role)));
        return new CarryCommand(new Terminal(out, out, Locale.of("vi")), Map.of()).run(all);
    }

    private static Content content(List<Content.AttachmentRef> attachments) {
        return new Content(
                "Nước lên nhanh ở Ba Thá",
                "Nước lên nhanh ở Ba Thá",
                "flood",
                Urgency.PRIORITY,
                Purpose.RESPONSE,
                Handling.NOI_BO,
                Instant.parse("2026-11-22T02:10:00Z"),
                null,
                SourceKind.UNIT,
                "PC08",
                Reliability.B,
                Credibility.PROBABLY_TRUE,
                attachments,
                null);
    }
}
