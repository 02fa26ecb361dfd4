package vn.hiepdong.node.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.information.MovableClock;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Quiet;
import vn.hiepdong.node.space.Urgency;

/// Two instances on one database find what is new, and mail it by a real mail server.
class LookTest {
    private final MovableClock clock = new MovableClock();
    private final Instance.Desk desk = new Instance.Desk();
    private final List<Instance> instances = new ArrayList<>();
    private TestPostgres.Database database;
    private GreenMail server;
    private Path keys;
    private Instance one;
    private Instance other;

    @BeforeEach
    void start(@TempDir Path folder) {
        keys = folder.resolve("keys");
        database = TestPostgres.freshDatabase();
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        one = instance(server.getSmtp().getPort());
        other = instance(server.getSmtp().getPort());
    }

    private Instance instance(int port) {
        var instance = new Instance(keys, database, clock, desk, Instance.mail(port));
        instances.add(instance);
        return instance;
    }

    @AfterEach
    void stop() {
        instances.forEach(Instance::close);
        server.stop();
        database.close();
    }

    @Test
    void twoInstancesThatLookAndSendAtOnceTellEverybodyOnce() throws Exception {
        UUID first = officer("a");
        UUID second = officer("b");
        for (int round = 0; round < 10; round++) {
            desk.put("r" + round, "Việc số " + round, "FLASH", null);
            atOnce(
                    () -> one.part(Look.class).look(),
                    () -> other.part(Look.class).look(),
                    () -> one.part(MailRound.class).send(),
                    () -> other.part(MailRound.class).send());
        }
        atOnce(
                () -> one.part(MailRound.class).send(),
                () -> other.part(MailRound.class).send());

        assertThat(unseen(first)).hasSize(10);
        assertThat(unseen(second)).hasSize(10);
        for (int round = 0; round < 10; round++) {
            String title = "Việc số " + round;
            assertThat(Arrays.stream(server.getReceivedMessages())
                            .filter(each -> body(each).contains(title)))
                    .as("mails about %s", round)
                    .hasSize(2);
        }
        int mails = server.getReceivedMessages().length;
        for (int again = 0; again < 3; again++) {
            atOnce(
                    () -> one.part(Look.class).look(),
                    () -> other.part(MailRound.class).send());
        }
        assertThat(server.getReceivedMessages()).hasSize(mails);
    }

    @Test
    void whatBecomesLateIsToldOnceMoreAndWhatIsSettledIsForgotten() {
        UUID officer = officer("a");
        desk.put("1", "Cầu sập", "FLASH", clock.instant().plus(Duration.ofMinutes(10)));
        one.part(Look.class).look();
        one.part(Look.class).look();
        assertThat(unseen(officer))
                .singleElement()
                .satisfies(each -> assertThat(each.matter().step()).doesNotEndWith(":late"));

        clock.pass(Duration.ofMinutes(11));
        one.part(Look.class).look();
        assertThat(unseen(officer))
                .singleElement()
                .satisfies(each -> assertThat(each.matter().step()).endsWith(":late"));

        desk.settle("1");
        one.part(Look.class).look();
        assertThat(rows("notice_told")).isZero();
        assertThat(rows("notice_matter")).isZero();

        desk.put("1", "Cầu sập", "FLASH", clock.instant().plus(Duration.ofMinutes(10)));
        one.part(Look.class).look();
        assertThat(unseen(officer)).hasSize(1);
    }

    @Test
    void aLookThatIsCutOffToldNobodyAndTheNextOneTells() {
        UUID officer = officer("a");
        desk.put("1", "Cầu sập", "FLASH", null);
        var transaction = new TransactionTemplate(one.part(PlatformTransactionManager.class));
        assertThatThrownBy(() -> transaction.executeWithoutResult(_ -> {
                    one.part(Look.class).look();
                    assertThat(unseen(officer)).hasSize(1);
                    throw new IllegalStateException("cut off before the commit");
                }))
                .hasMessageContaining("cut off");
        assertThat(unseen(officer)).isEmpty();
        other.part(Look.class).look();
        assertThat(unseen(officer)).hasSize(1);
    }

    @Test
    void onlyThoseAreToldForWhomItWaits() {
        UUID analyst = Instance.account(database, "phantich", "pt@pol.example.vn", Role.ANALYST, "vi");
        desk.put("1", "Cầu sập", "FLASH", null);
        one.part(Look.class).look();
        one.part(MailRound.class).send();
        assertThat(unseen(analyst)).isEmpty();
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aMailSaysWhatMayLeaveTheNodeInTheLanguageOfItsReader() {
        Instance.account(database, "english", "duty@pol.example.vn", Role.DUTY_OFFICER, "en");
        desk.put("1", "Hồ Yên Mỹ\r\nBcc: x@y.z", "FLASH", clock.instant().plus(Duration.ofHours(1)));
        one.part(Look.class).look();
        one.part(MailRound.class).send();
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(subject(mail)).isEqualTo("Flash: Hồ Yên Mỹ Bcc: x@y.z");
        assertThat(body(mail)).contains("Hồ Yên Mỹ", "https://node.example.vn/information/1", "MIL", "Due: 03:10");
        assertThat(recipients(mail)).containsExactly("duty@pol.example.vn");

        desk.put("2", "Chuyện kín", "IMMEDIATE", null, Realm.EXERCISE, true);
        one.part(Look.class).look();
        one.part(MailRound.class).send();
        MimeMessage restricted = server.getReceivedMessages()[1];
        assertThat(subject(restricted)).isEqualTo("[EXERCISE – DIỄN TẬP] Immediate: something waits (restricted)");
        assertThat(body(restricted)).contains("DIỄN TẬP", "https://node.example.vn/information/2");
        assertThat(text()).doesNotContain("Chuyện kín");
    }

    @Test
    void whatIsRoutineIsGatheredAndWhatWasSettledMeanwhileIsNotMailed() {
        officer("a");
        desk.put("1", "Việc một", "ROUTINE", null);
        desk.put("2", "Việc hai", "ROUTINE", null);
        one.part(Look.class).look();
        one.part(MailRound.class).send();
        assertThat(server.getReceivedMessages()).isEmpty();
        desk.settle("2");
        one.part(Look.class).look();
        clock.pass(Duration.ofHours(3));
        desk.put("3", "Việc ba", "ROUTINE", null);
        one.part(Look.class).look();
        clock.pass(Duration.ofHours(1));
        one.part(MailRound.class).send();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(body(server.getReceivedMessages()[0]))
                .contains("Việc một", "Việc ba")
                .doesNotContain("Việc hai");
        assertThat(subject(server.getReceivedMessages()[0])).contains("2 việc");
    }

    @Test
    void aServerThatIsDownIsTriedAgainGivenUpAtLastAndSentAgainByHand() throws IOException {
        Instance cut;
        try (var nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            cut = instance(nobody.getLocalPort());
        }
        UUID officer = officer("a");
        desk.put("1", "Cầu sập", "FLASH", null);
        cut.part(Look.class).look();
        var table = one.part(NoticeTable.class);
        for (int attempt = 1; attempt <= MailRound.ATTEMPTS; attempt++) {
            assertThat(table.dead(10)).as("before attempt %s", attempt).isEmpty();
            cut.part(MailRound.class).send();
            // Too early for the next one.
            cut.part(MailRound.class).send();
            clock.pass(Duration.ofHours(2));
        }
        assertThat(table.dead(10)).singleElement().satisfies(each -> {
            assertThat(each.account()).isEqualTo(officer);
            assertThat(each.attempts()).isEqualTo(MailRound.ATTEMPTS);
            assertThat(each.problem()).contains("ConnectException");
        });
        assertThat(table.again(table.dead(10).getFirst().id(), clock.instant())).isEqualTo(1);
        one.part(MailRound.class).send();
        assertThat(server.getReceivedMessages()).hasSize(1);
        assertThat(table.dead(10)).isEmpty();
    }

    @Test
    void whoeverIsKilledAfterSendingIsFollowedByTheSameMailAgainWithTheSameId() throws Exception {
        officer("a");
        desk.put("1", "Cầu sập", "FLASH", null);
        one.part(Look.class).look();
        var table = one.part(NoticeTable.class);
        // Claimed by a process that is not there any more; nobody else sends until the claim has run out.
        assertThat(table.claimMail(clock.instant(), clock.instant().plus(Duration.ofMinutes(5))))
                .hasSize(1);
        other.part(MailRound.class).send();
        assertThat(server.getReceivedMessages()).isEmpty();
        clock.pass(Duration.ofMinutes(6));
        other.part(MailRound.class).send();
        assertThat(server.getReceivedMessages()).hasSize(1);

        sql().sql("update notice_told set state = 'OPEN' where channel = 'MAIL'")
                .update();
        one.part(MailRound.class).send();
        assertThat(server.getReceivedMessages()[1].getMessageID())
                .isEqualTo(server.getReceivedMessages()[0].getMessageID());
    }

    @Test
    void quietHoursKeepMailBackButNotWhatTheFloorDemands() {
        UUID officer = officer("a");
        // 02:10 in Vietnam
        one.part(ChoiceTable.class)
                .keep(officer, new Choice(Choice.USUAL.channels(), LocalTime.parse("22:00"), LocalTime.parse("05:00")));
        desk.put("1", "Việc trong đêm", "IMMEDIATE", null);
        one.part(Look.class).look();
        one.part(MailRound.class).send();
        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(unseen(officer)).hasSize(1);

        sql().sql("insert into notice_floor values ('2026-01-01', 'FLASH', 'DUTY_OFFICER', 'MAIL')")
                .update();
        desk.put("2", "Hỏa tốc trong đêm", "FLASH", null);
        one.part(Look.class).look();
        one.part(MailRound.class).send();
        assertThat(server.getReceivedMessages()).hasSize(1);

        clock.pass(Duration.ofHours(3));
        one.part(MailRound.class).send();
        assertThat(text()).contains("Việc trong đêm");
    }

    /// It is 02:10 in Vietnam.
    @Test
    void theRegulationSaysWhichHoursAreQuietAndWhatGoesThroughThem() {
        var agreed = new Floor.Demands(
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(new Quiet(
                        LocalTime.parse("22:00"), LocalTime.parse("06:00"), Set.of(Urgency.FLASH, Urgency.PRIORITY))));
        var roles = Set.of(Role.DUTY_OFFICER);
        Instant now = clock.instant();
        ZoneId zone = ZoneId.of("Asia/Ho_Chi_Minh");
        Instant six = Instant.parse("2026-09-10T23:00:00Z");
        assertThat(Choice.USUAL.mailAt(Urgency.IMMEDIATE, roles, agreed, now, zone))
                .as("whoever chose nothing has the agreed hours")
                .isEqualTo(six);
        assertThat(Choice.USUAL.now(Urgency.IMMEDIATE, roles, agreed, now, zone))
                .containsExactly(Channel.PAGE);
        var own = new Choice(Choice.USUAL.channels(), LocalTime.parse("20:00"), LocalTime.parse("08:00"));
        assertThat(own.mailAt(Urgency.PRIORITY, roles, agreed, now, zone))
                .as("nobody keeps back what the regulation lets through")
                .isEqualTo(now);
        assertThat(own.mailAt(Urgency.IMMEDIATE, roles, agreed, now, zone)).isEqualTo(six.plus(Duration.ofHours(2)));
    }

    @Test
    void theFloorIsDatedAndNobodySwitchesItOff() {
        UUID officer = officer("a");
        one.part(ChoiceTable.class).keep(officer, new Choice(Map.of(), null, null));
        desk.put("1", "Thường", "ROUTINE", null);
        desk.put("2", "Hỏa tốc", "FLASH", null);
        one.part(Look.class).look();
        assertThat(unseen(officer))
                .singleElement()
                .satisfies(each -> assertThat(each.urgency()).isEqualTo(Urgency.FLASH));

        sql().sql("insert into notice_floor values ('2030-01-01', 'ROUTINE', '', 'PAGE')")
                .update();
        Floor floor = one.part(FloorTable.class);
        var roles = Set.of(Role.DUTY_OFFICER);
        assertThat(floor.on(LocalDate.parse("2029-12-31")).demands(Urgency.ROUTINE, Channel.PAGE, roles))
                .isFalse();
        assertThat(floor.on(LocalDate.parse("2030-01-01")).demands(Urgency.ROUTINE, Channel.PAGE, roles))
                .isTrue();
        assertThat(floor.on(LocalDate.parse("2030-01-01")).demands(Urgency.FLASH, Channel.PAGE, roles))
                .isFalse();
    }

    private UUID officer(String name) {
        return Instance.account(database, "truc." + name, name + "@pol.example.vn", Role.DUTY_OFFICER, "vi");
    }

    private List<NoticeTable.Notice> unseen(UUID account) {
        var queue = one.part(Queues.class)
                .of(new vn.hiepdong.node.access.Officer(account, "", "", "", "", Set.of(Role.DUTY_OFFICER), Set.of()))
                .matters();
        return one.part(NoticeTable.class).unseen(account).stream()
                .filter(each -> queue.containsKey(each.matter()))
                .toList();
    }

    private JdbcClient sql() {
        return JdbcClient.create(database);
    }

    private long rows(String table) {
        return sql().sql("select count(*) from " + table).query(Long.class).single();
    }

    private String text() {
        var text = new StringBuilder();
        for (MimeMessage mail : server.getReceivedMessages()) {
            text.append(subject(mail)).append('\n').append(body(mail)).append('\n');
        }
        return text.toString();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> recipients(MimeMessage mail) {
        try {
            return Arrays.stream(mail.getAllRecipients()).map(String::valueOf).toList();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Text and HTML, one after the other.
    private static String body(MimeMessage mail) {
        try {
            return text(mail.getContent());
        } catch (IOException | jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(Object content) throws IOException, jakarta.mail.MessagingException {
        if (!(content instanceof MimeMultipart parts)) {
            return content + "\n";
        }
        var text = new StringBuilder();
        for (int i = 0; i < parts.getCount(); i++) {
            text.append(text(parts.getBodyPart(i).getContent()));
        }
        return text.toString();
    }

    private static void atOnce(Runnable... each) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Object>> all = threads.invokeAll(Arrays.stream(each)
                    .map(Executors::callable)
                    .<Callable<Object>>map(c -> c)
                    .toList());
            for (Future<Object> one : all) {
                one.get();
            }
        }
    }
}
