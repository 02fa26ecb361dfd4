package vn.hiepdong.node.operations;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.operations.NodeFacts.Facts;
import vn.hiepdong.node.web.Fact;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Page;

/// Where an administrator sees how the node is and what to do about it.
@Controller
@Allowed(Role.ADMINISTRATOR)
class NodePages {
    private final SelfCheck check;
    private final NodeFacts facts;

    NodePages(SelfCheck check, NodeFacts facts) {
        this.check = check;
        this.facts = facts;
    }

    record Show(List<Finding> findings, List<Fact> facts) {}

    @GetMapping("/admin/node")
    Page show(Frame frame) {
        return new Page("operations/show.jte", new Show(check.findings(), facts(frame, facts.now())));
    }

    private static List<Fact> facts(Frame frame, Facts now) {
        return List.of(
                new Fact(frame.text("operations.started"), frame.time(now.started())),
                Fact.of(frame.text("operations.version"), now.version()),
                Fact.of("Java", now.java()),
                Fact.of("PostgreSQL", now.postgresql()),
                Fact.of(frame.text("operations.memory"), megabytes(frame, now.heapMb(), now.heapMostMb())),
                Fact.of(
                        frame.text("operations.connections"),
                        frame.text(
                                "operations.of", frame.number(now.connections()), frame.number(now.connectionsMost()))),
                Fact.of(frame.text("operations.database"), frame.number(now.databaseMb()) + " MB"),
                Fact.of(
                        frame.text("operations.logs"),
                        frame.text("operations.entries", frame.number(now.logs()), frame.number(now.entries()))));
    }

    private static String megabytes(Frame frame, long used, long most) {
        return frame.text("operations.of", frame.number(used), frame.number(most)) + " MB";
    }
}
