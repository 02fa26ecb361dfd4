package vn.hiepdong.node.information;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.type.filter.RegexPatternTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.attachment.Attachments;
import vn.hiepdong.node.database.TestPostgres;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.HashJson;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;
import vn.hiepdong.node.ledger.Received;
import vn.hiepdong.node.retention.Retention;
import vn.hiepdong.node.retention.RetentionRuns;
import vn.hiepdong.node.space.Spaces;

/// The doors of one agency on a database of its own, without pages and without a network: [#deliver] carries what the
/// exchange would carry.
public final class TestAgency implements AutoCloseable {
    public static final Actor DUTY = new Actor("TB", "Trực ban");
    public static final Actor COMMANDER = new Actor("CH", "Trực chỉ huy");
    public static final Actor MILITIA = new Actor("DQ", "Dân quân xác minh");

    public final TestPostgres.Database database;
    public final JdbcClient sql;
    private final AnnotationConfigApplicationContext context;

    public TestAgency(Path folder, String code, InstantSource clock) {
        this(folder, code, clock, TestPostgres.freshDatabase(), true);
    }

    /// Another instance of the same node, on the same database.
    public TestAgency beside(Path folder, InstantSource clock) {
        return new TestAgency(folder, code().value(), clock, database, false);
    }

    private TestAgency(Path folder, String code, InstantSource clock, TestPostgres.Database database, boolean closes) {
        this.database = database;
        sql = JdbcClient.create(database);
        context = new AnnotationConfigApplicationContext();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "hiepdong.data",
                                folder.resolve(code).toString(),
                                "hiepdong.keys",
                                folder.resolve(code + "-keys").toString(),
                                "hiepdong.agency.code",
                                code,
                                "hiepdong.agency.name-vi",
                                "Cơ quan " + code,
                                "hiepdong.agency.name-en",
                                "Agency " + code,
                                "hiepdong.ledger.sign-every",
                                "5ms")));
        context.registerBean(DataSource.class, () -> database, definition -> {
            if (!closes) {
                ((org.springframework.beans.factory.support.AbstractBeanDefinition) definition)
                        .setDestroyMethodName("");
            }
        });
        context.registerBean(JdbcClient.class, () -> sql);
        context.registerBean(JdbcTransactionManager.class, () -> new JdbcTransactionManager(database));
        context.registerBean(InstantSource.class, () -> clock);
        context.registerBean(JsonMapper.class, (Supplier<JsonMapper>)
                () -> JsonMapper.builder().addModule(HashJson.module()).build());
        context.registerBean(Uuid7.class, () -> new Uuid7(clock, new SecureRandom()));
        context.registerBean(vn.hiepdong.node.access.RememberedAnswers.class);
        context.registerBean(vn.hiepdong.node.job.JobResults.class);
        context.registerBean(TestLines.class);
        context.registerBean(vn.hiepdong.node.exchange.RefusedBytes.class);
        var scanner = new ClassPathBeanDefinitionScanner(context);
        scanner.addExcludeFilter(
                new RegexPatternTypeFilter(
                        Pattern.compile(
                                ".*(Api|Pages|Csv|LampQuery|Holders|Schedule|Waiting|Release|Target|Access|Files|Dossier|Uploads|ItemsOnMap)|.*Test.*|.*LedgerConfiguration")));
        scanner.scan(
                "vn.hiepdong.node.directory",
                "vn.hiepdong.node.space",
                "vn.hiepdong.node.deadline",
                "vn.hiepdong.node.information",
                "vn.hiepdong.node.report",
                "vn.hiepdong.node.retention",
                "vn.hiepdong.node.attachment");
        context.registerBean(
                AgencyKeys.class, () -> AgencyKeys.in(folder.resolve(code + "-keys"), new AgencyCode(code)));
        context.registerBean(
                Ledger.class,
                () -> new Ledger(
                        database,
                        context.getBean(JdbcTransactionManager.class),
                        context.getBean(AgencyKeys.class),
                        context.getBeansOfType(vn.hiepdong.node.ledger.Projection.class).values().stream()
                                .<vn.hiepdong.node.ledger.Projection<?>>map(each -> each)
                                .toList(),
                        clock,
                        java.time.Duration.ofMillis(5),
                        vn.hiepdong.node.ledger.SigningGuard.none()));
        context.refresh();
    }

    public Ledger ledger() {
        return context.getBean(Ledger.class);
    }

    public Information information() {
        return context.getBean(Information.class);
    }

    public Spaces spaces() {
        return context.getBean(Spaces.class);
    }

    public Directory directory() {
        return context.getBean(Directory.class);
    }

    Attachments attachments() {
        return context.getBean(Attachments.class);
    }

    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    public vn.hiepdong.node.deadline.DeadlineClock deadlines() {
        return context.getBean(vn.hiepdong.node.deadline.DeadlineClock.class);
    }

    Duties duties() {
        return context.getBean(Duties.class);
    }

    ListQuery lists() {
        return context.getBean(ListQuery.class);
    }

    RetentionRuns retention() {
        return new RetentionRuns(context.getBean(Retention.class));
    }

    HoldQuery holds() {
        return context.getBean(HoldQuery.class);
    }

    InformationQuery query() {
        return context.getBean(InformationQuery.class);
    }

    public AgencyCode code() {
        return ledger().self().code();
    }

    /// Carries everything signed from each to each of the others, released payloads only, until nothing is new.
    public static void deliver(TestAgency... agencies) throws InterruptedException {
        for (int round = 0; round < 3; round++) {
            for (TestAgency from : agencies) {
                for (TestAgency to : agencies) {
                    if (from != to) {
                        carry(from, to);
                    }
                }
            }
        }
    }

    /// One way only.
    static void carry(TestAgency from, TestAgency to) throws InterruptedException {
        for (LogView log : from.ledger().logs()) {
            if (!log.own() || !from.spaces().audience(log.origin().space()).contains(to.code())) {
                continue;
            }
            LogView signed = from.signed(log.id());
            long held =
                    to.ledger().log(log.origin().toString()).map(LogView::size).orElse(0L);
            if (held < signed.signedSize()) {
                to.ledger()
                        .receive(new Received(
                                log.origin(),
                                held,
                                from.ledger().entries(log.id(), held, signed.signedSize(), to.code()),
                                signed.checkpoint()));
            }
        }
        for (Ledger.Late late : from.ledger().late(to.code(), 1000)) {
            to.ledger().receiveLate(late.origin(), late.index(), late.payload());
            from.ledger().delivered(to.code(), late.origin().toString(), late.index());
        }
    }

    private LogView signed(int id) throws InterruptedException {
        for (int i = 0; i < 3000; i++) {
            LogView log = ledger().log(id).orElseThrow();
            if (log.signedSize() == log.size()) {
                return log;
            }
            Thread.sleep(10);
        }
        throw new AssertionError("not signed after 30 s");
    }

    /// Whether any table of this agency's database holds this text, in any column, as text or inside bytes.
    public boolean holdsAnywhere(String text) {
        return holdsAnywhere(sql, text);
    }

    /// The same for the database of any node.
    public static boolean holdsAnywhere(JdbcClient sql, String text) {
        List<String> columns = sql.sql("""
                        select format('select exists (select from %I where position(%L in %s) > 0)', table_name, :text,
                                      case when data_type = 'bytea'
                                           then format('encode(%I, ''escape'')', column_name)
                                           else format('%I::text', column_name) end)
                        from information_schema.columns
                        where table_schema = 'public'
                          and table_name in (select table_name from information_schema.tables
                                             where table_schema = 'public' and table_type = 'BASE TABLE')
                        """)
                .param("text", text)
                .query((row, _) -> row.getString(1))
                .list();
        return columns.stream()
                .anyMatch(each ->
                        Boolean.TRUE.equals(sql.sql(each).query(Boolean.class).single()));
    }

    /// Every row of every projection, as text.
    public List<String> projections() {
        return List.of(
                        "information_item",
                        "information_version",
                        "information_release",
                        "information_acknowledgement",
                        "information_request",
                        "information_finding",
                        "information_locked",
                        "information_erased",
                        "information_erasure",
                        "information_hold",
                        "information_escalation",
                        "information_attachment",
                        "report_period",
                        "report_step",
                        "retention_decided",
                        "retention_run",
                        "space_space",
                        "space_version",
                        "space_signature",
                        "directory_agency",
                        "directory_unit",
                        "directory_post")
                .stream()
                .flatMap(table -> sql
                        .sql("select '" + table + ' ' + "' || t::text from " + table + " t order by 1")
                        .query((row, _) -> row.getString(1))
                        .list()
                        .stream())
                .toList();
    }

    /// Proposes a regulation between all and lets everyone sign it.
    public static void agree(TestAgency... parties) throws InterruptedException {
        agree(vn.hiepdong.node.ledger.Realm.REAL, parties);
    }

    public static void agree(vn.hiepdong.node.ledger.Realm realm, TestAgency... parties) throws InterruptedException {
        agree(
                realm,
                new vn.hiepdong.node.space.Regulation(
                        "Quy chế phối hợp ứng phó thiên tai",
                        "01/QCPH",
                        java.util.Arrays.stream(parties).map(TestAgency::code).toList(),
                        List.of("Ứng phó thiên tai, tìm kiếm cứu nạn"),
                        vn.hiepdong.node.space.UsualTimes.ACKNOWLEDGEMENT,
                        vn.hiepdong.node.space.UsualTimes.VERIFICATION,
                        java.time.LocalDate.parse("2026-01-01"),
                        null),
                parties);
    }

    public static void agree(
            vn.hiepdong.node.ledger.Realm realm, vn.hiepdong.node.space.Regulation regulation, TestAgency... parties)
            throws InterruptedException {
        TestAgency first = parties[0];
        var hash = first.spaces().propose(COMMANDER, null, realm, regulation);
        deliver(parties);
        for (TestAgency party : parties) {
            if (party != first) {
                party.spaces().sign(COMMANDER, hash);
            }
        }
        deliver(parties);
    }

    public static Set<AgencyCode> codes(String... codes) {
        return java.util.Arrays.stream(codes).map(AgencyCode::new).collect(java.util.stream.Collectors.toSet());
    }

    @Override
    public void close() {
        ledger().close();
        context.close();
    }
}
