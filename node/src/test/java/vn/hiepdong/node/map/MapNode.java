package vn.hiepdong.node.map;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.context.annotation.ComponentScan;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.access.WebNode;
import vn.hiepdong.node.database.TestPostgres;

/// A node that has pages, accounts and the map, and nothing else.
final class MapNode {
    private MapNode() {}

    static WebNode start(Path folder) {
        var node = WebNode.start(
                TestPostgres.freshDatabase(),
                new WebNode.Clock(),
                Map.of("map", new Parts()),
                "--hiepdong.data=" + folder,
                "--hiepdong.web.strict-texts=true");
        node.account("truc", Role.DUTY_OFFICER);
        node.account("quantri", Role.ADMINISTRATOR);
        return node;
    }

    /// Not marked as a configuration, so that a whole node started by some other test does not find it.
    @ComponentScan(basePackages = "vn.hiepdong.node.map")
    static class Parts {}
}
