package vn.hiepdong.node.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.format.Roster;
import vn.hiepdong.node.database.NodeDatabase;
import vn.hiepdong.node.exchange.ExchangeCheck;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.HashJson;
import vn.hiepdong.node.ledger.LedgerCheck;
import vn.hiepdong.node.ledger.LogOrigin;
import vn.hiepdong.node.ledger.Projection;
import vn.hiepdong.node.terminal.Terminal;

/// Checks a node's database, running or not, and names what is not as it was signed.
final class Fsck {
    private final Settings settings;
    private final Terminal terminal;

    private Fsck(Settings settings, Terminal terminal) {
        this.settings = settings;
        this.terminal = terminal;
    }

    static Fsck of(Settings settings, Terminal terminal) {
        return new Fsck(settings, terminal);
    }

    /// Whether nothing was found.
    boolean run() throws IOException, SQLException {
        if (!Files.isDirectory(settings.data().resolve("database"))) {
            throw new Refusal("backup.no-node", settings.data());
        }
        if (!KeyCopy.areThere(settings)) {
            throw new Refusal("fsck.no-keys", settings.keys());
        }
        AgencyKeys keys = AgencyKeys.in(settings.keys(), new AgencyCode(settings.agency()));
        var findings = new ArrayList<LedgerCheck.Finding>();
        try (var database = NodeDatabase.in(settings.data(), settings.binaries());
                var connection = database.connect()) {
            DataSource moment = LedgerCheck.moment(connection);
            var exchange = new ExchangeCheck(moment);
            var check = new LedgerCheck(
                    moment, origin -> roster(keys, origin, exchange), exchange::receipts, each -> tell(each, findings));
            long entries = check.logs();
            terminal.say("fsck.logs", entries);
            terminal.say("fsck.projections", check.projections(projections(moment, keys)));
            connection.rollback();
        }
        terminal.say(findings.isEmpty() ? "fsck.clean" : "fsck.not-clean", findings.size());
        return findings.isEmpty();
    }

    private static Optional<Roster> roster(AgencyKeys own, LogOrigin origin, ExchangeCheck exchange) {
        return origin.isBy(own.identity()) ? Optional.of(own.roster()) : exchange.roster(origin);
    }

    private void tell(LedgerCheck.Finding finding, List<LedgerCheck.Finding> findings) {
        findings.add(finding);
        terminal.printError(terminal.text(
                "fsck.found." + finding.kind().name(), finding.where(), finding.index(), finding.detail()));
    }

    /// Every feature's projection, without the rest of the node.
    private static List<Projection<?>> projections(DataSource database, AgencyKeys keys) {
        try (var context = new GenericApplicationContext()) {
            // Not the connection itself, which the context would close.
            context.registerBean(DataSource.class, () -> new DelegatingDataSource(database));
            context.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
            context.registerBean(AgencyKeys.class, () -> keys);
            context.registerBean(InstantSource.class, InstantSource::system);
            context.registerBean(JsonMapper.class, (Supplier<JsonMapper>)
                    () -> JsonMapper.builder().addModule(HashJson.module()).build());
            var scanner = new ClassPathBeanDefinitionScanner(context, false);
            var projection = new AssignableTypeFilter(Projection.class);
            var component = new AnnotationTypeFilter(Component.class);
            scanner.addIncludeFilter((type, types) -> projection.match(type, types) && component.match(type, types));
            scanner.scan("vn.hiepdong.node");
            context.refresh();
            return context.getBeansOfType(Projection.class).values().stream()
                    .<Projection<?>>map(each -> each)
                    .toList();
        }
    }
}
