package vn.hiepdong.node.operations;

import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.exchange.Availability;
import vn.hiepdong.node.exchange.Availability.Period;
import vn.hiepdong.node.exchange.Link;
import vn.hiepdong.node.exchange.LinkState;
import vn.hiepdong.node.exchange.Links;
import vn.hiepdong.node.ledger.Ledger;

/// Figures about the node: never what is said in it, and never about a person. What the database knows is asked when
/// the figures are, with one question each. A node that nobody asks does not keep them.
@Component
@Lazy
final class Metrics implements DisposableBean {
    static final String FORMAT = "text/plain;version=0.0.4;charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final SelfCheck check;
    private final Links links;
    private final Ledger ledger;
    private final InstantSource clock;
    private final MultiGauge findings;
    private final MultiGauge logs;
    private final MultiGauge unsigned;
    private final MultiGauge up;
    private final MultiGauge queued;
    private final MultiGauge oldest;
    private final MultiGauge silence;
    private final MultiGauge lacking;
    private final MultiGauge age;
    private final MultiGauge availability;
    private final MultiGauge down;

    Metrics(SelfCheck check, Links links, Ledger ledger, InstantSource clock, HikariDataSource database) {
        this.check = check;
        this.links = links;
        this.ledger = ledger;
        this.clock = clock;
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
        var pool = database.getHikariPoolMXBean();
        Gauge.builder("hiepdong.database.connections.active", pool::getActiveConnections)
                .register(registry);
        Gauge.builder("hiepdong.database.connections.waiting", pool::getThreadsAwaitingConnection)
                .description("Threads that wait for a connection")
                .register(registry);
        findings = gauge("hiepdong.findings", "What the node finds in itself, by how bad it is");
        logs = gauge("hiepdong.log.entries", "Entries of each log that are here");
        unsigned = gauge("hiepdong.log.unsigned", "Entries of our logs that no checkpoint covers yet");
        up = gauge("hiepdong.link.up", "1 while the partner is reached, or comes by itself");
        queued = gauge("hiepdong.link.queued", "Entries that the partner has not confirmed to hold");
        oldest = gauge("hiepdong.link.oldest.seconds", "Age of the oldest of them");
        silence = gauge("hiepdong.link.silence.seconds", "Since the partner was last heard");
        lacking = gauge("hiepdong.link.lacking", "Entries that the partner said it has and that are not here");
        age = gauge("hiepdong.link.age.seconds", "Age of what is here of the partner");
        availability = gauge("hiepdong.link.availability", "Part of the known time in which there was a line");
        down = gauge("hiepdong.link.down.seconds", "Time without a line within the period");
    }

    private MultiGauge gauge(String name, String description) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    String text() {
        var found = check.findings();
        findings.register(
                Arrays.stream(Finding.Level.values())
                        .map(level -> Row.of(
                                Tags.of("level", level.name()),
                                found.stream()
                                        .filter(each -> each.level() == level)
                                        .count()))
                        .toList(),
                true);
        var extents = ledger.extents();
        logs.register(
                extents.stream().map(each -> Row.of(tags(each), each.size())).toList(), true);
        unsigned.register(
                extents.stream()
                        .filter(Ledger.Extent::own)
                        .map(each -> Row.of(tags(each), each.size() - each.signedSize()))
                        .toList(),
                true);
        List<Link> lines = links.all();
        up.register(rows(lines, each -> each.state() != LinkState.DOWN || each.comes() ? 1 : 0), true);
        queued.register(rows(lines, Link::queueDepth), true);
        long now = clock.instant().getEpochSecond();
        oldest.register(
                rows(
                        lines,
                        each -> each.oldestQueued() == null
                                ? 0
                                : now - each.oldestQueued().getEpochSecond()),
                true);
        silence.register(
                rows(
                        lines.stream()
                                .filter(each -> each.lastContact() != null)
                                .toList(),
                        each -> each.lastContact() == null
                                ? 0
                                : now - each.lastContact().getEpochSecond()),
                true);
        lacking.register(rows(lines, Link::lacking), true);
        age.register(
                rows(
                        lines.stream().filter(each -> each.currentAt() != null).toList(),
                        each -> each.currentAt() == null
                                ? 0
                                : now - each.currentAt().getEpochSecond()),
                true);
        var shares = new ArrayList<Row<?>>();
        var without = new ArrayList<Row<?>>();
        links.histories().forEach((partner, history) -> {
            for (Period period : Period.values()) {
                Availability over = history.over(period);
                Tags tags = Tags.of("partner", partner.value(), "period", period.name());
                over.share().ifPresent(share -> shares.add(Row.of(tags, share)));
                without.add(Row.of(tags, over.down().toSeconds()));
            }
        });
        availability.register(shares, true);
        down.register(without, true);
        return registry.scrape("text/plain; version=0.0.4; charset=utf-8");
    }

    private static Tags tags(Ledger.Extent log) {
        return Tags.of("log", log.origin().toString());
    }

    private interface Figure {
        Number of(Link link);
    }

    private static List<Row<Number>> rows(List<Link> lines, Figure figure) {
        return lines.stream()
                .map(each -> Row.of(Tags.of("partner", each.partner().value()), figure.of(each)))
                .toList();
    }

    @Override
    public void destroy() {
        collections.close();
        registry.close();
    }
}
