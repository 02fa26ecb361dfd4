package vn.hiepdong.trials.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import vn.hiepdong.node.demo.DemoParty;
import vn.hiepdong.node.demo.Introductions;
import vn.hiepdong.trials.NodeFiles;

/// Agencies on one machine, paired and under one regulation, and the lines between them.
final class Field implements AutoCloseable {
    /// Small enough to be filled in a moment.
    private static final String SMALL_DISK = "size=600m";

    /// One agency: its node, and what partners dial to reach it.
    record Site(DemoParty party, NodeProcess node, Line line) {
        String code() {
            return party.code();
        }
    }

    private final Path folder;
    private final Path programs;
    private final String settings;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final List<Site> sites = new ArrayList<>();
    private final List<Path> mounted = new ArrayList<>();

    /// Starts them and waits until they may work together.
    Field(Path folder, String... codes) {
        this(folder, folder.resolve("postgresql"), "hiepdong.exchange.heartbeat=1s", codes);
    }

    private Field(Path folder, Path programs, String settings, String... codes) {
        this.folder = folder;
        this.programs = programs;
        this.settings = settings;
        for (String code : codes) {
            sites.add(site(code));
        }
        sites.forEach(each -> each.node().start());
        sites.forEach(each -> each.node().awaitReady());
        if (codes.length > 1) {
            new Introductions().tell(sites.stream().map(Site::party).toList());
        }
    }

    /// Another one, for what cannot be mended. One agency alone knows nobody.
    ///
    /// @param settings lines of each node's configuration
    Field another(String name, String settings, String... codes) {
        return new Field(folder.resolve(name), programs, settings, codes);
    }

    Path folder() {
        return folder;
    }

    /// Where PostgreSQL's are.
    Path programs() {
        return programs;
    }

    List<Site> sites() {
        return sites;
    }

    Site site(int at) {
        return sites.get(at);
    }

    HttpClient http() {
        return http;
    }

    private Site site(String code) {
        try {
            Path home = Files.createDirectories(folder.resolve(code));
            String token = NodeFiles.token();
            String adminToken = NodeFiles.token();
            NodeFiles.accounts(home.resolve("setup.json"), token, adminToken);
            int webPort = NodeFiles.freePort();
            int exchangePort = NodeFiles.freePort();
            var line = new Line(exchangePort);
            String exchange = "https://127.0.0.1:" + line.port();
            Files.writeString(home.resolve("node.properties"), """
                    hiepdong.data=data
                    hiepdong.agency.code=%s
                    hiepdong.agency.name-vi=Cơ quan %s
                    hiepdong.agency.name-en=Agency %s
                    hiepdong.agency.kind=other
                    hiepdong.setup=setup.json
                    hiepdong.web.port=%d
                    hiepdong.exchange.address=127.0.0.1
                    hiepdong.exchange.port=%d
                    hiepdong.exchange.url=%s
                    hiepdong.exchange.down-after=6s
                    hiepdong.database.binaries=%s
                    %s
                    """.formatted(
                            code, code, code, webPort, exchangePort, exchange, programs, settings));
            var url = URI.create("http://127.0.0.1:" + webPort);
            return new Site(
                    new DemoParty(code, url, URI.create(exchange), token, adminToken, List.of()),
                    new NodeProcess(home, url, http),
                    line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Moves a node's data to a disk of its own, which is small. Needs root.
    ///
    /// @return the disk's folder
    Path smallDisk(Site site) {
        Path data = site.node().data();
        if (mounted.contains(data)) return data;
        site.node().stop();
        Path aside = data.resolveSibling("data.aside");
        Shell.must("mv", data.toString(), aside.toString());
        Shell.must("mkdir", data.toString());
        Shell.must("mount", "-t", "tmpfs", "-o", SMALL_DISK, "tmpfs", data.toString());
        mounted.add(data);
        Shell.must("cp", "-a", aside + "/.", data.toString());
        Shell.must("rm", "-rf", aside.toString());
        site.node().awaitReady();
        return data;
    }

    /// Everything runs and every line is good.
    void mend() {
        for (Site each : sites) {
            each.line().leadsTo(each.line().node());
            each.line().is(Line.State.GOOD);
        }
        sites.forEach(each -> each.node().awaitReady());
    }

    @Override
    public void close() throws IOException {
        for (Site each : sites) {
            each.node().close();
            each.line().close();
        }
        mounted.forEach(each -> Shell.runs("umount", each.toString()));
        http.close();
    }
}
