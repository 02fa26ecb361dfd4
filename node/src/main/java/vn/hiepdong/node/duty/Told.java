package vn.hiepdong.node.duty;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import vn.hiepdong.node.watch.Changed;
import vn.hiepdong.node.web.Frame;

/// A point of a handover as it is shown.
///
/// @param what what is to be done, or what is the matter with the line
/// @param title of the record, as it is called now; empty when there is none, or it is not here any more
/// @param fresh whether it came up after the handover was signed
/// @param read whether the incoming ticked it
record Told(Point point, String what, String title, boolean fresh, boolean read) {

    static List<Told> of(List<Outstanding.Row> rows, Set<String> fresh, Set<String> read, Frame frame) {
        return rows.stream()
                .map(row -> new Told(
                        row.point(),
                        what(row.point(), frame),
                        row.title(),
                        fresh.contains(row.point().key()),
                        read.contains(row.point().key())))
                .toList();
    }

    /// Those of a handover that was signed, with the titles that records have now.
    static List<Told> of(List<Point> points, Map<UUID, Changed> records, Set<String> read, Frame frame) {
        return of(
                points.stream()
                        .map(each -> new Outstanding.Row(
                                each,
                                each.record()
                                        .map(records::get)
                                        .map(Changed::title)
                                        .orElse("")))
                        .toList(),
                Set.of(),
                read,
                frame);
    }

    static Set<UUID> records(List<Point> points) {
        return points.stream().flatMap(each -> each.record().stream()).collect(Collectors.toSet());
    }

    private static String what(Point point, Frame frame) {
        return switch (Point.Type.valueOf(point.type())) {
            case ITEM -> frame.text(point.about());
            case LINE -> frame.text("watch.line." + point.about());
            case OUTAGE ->
                frame.text(point.until() == null ? "duty.outage.lasts" : "duty.outage") + ": "
                        + frame.text("duty.cause." + point.about());
            case PROBLEM -> frame.text("duty.problem." + point.about());
        };
    }

    /// What stands as its link.
    String label() {
        return title.isEmpty() ? point.agency() : title;
    }
}
