package vn.hiepdong.node.duty;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import vn.hiepdong.node.access.AccountNames;
import vn.hiepdong.node.web.Frame;

/// A conflict in the roster as it is shown.
///
/// @param what what is wrong
/// @param where the post, or the posts
/// @param href where it can be mended: the later shift, or the form for a new one
record Wrong(String what, String where, String when, String href) {
    static List<Wrong> of(List<Conflict> conflicts, AccountNames names, Frame frame) {
        Map<UUID, String> known = names.of(conflicts.stream()
                .flatMap(each -> switch (each) {
                    case Conflict.TwoAtOnce two -> Stream.of(two.account());
                    case Conflict.TooLittleRest rest -> Stream.of(rest.account());
                    case Conflict.Gap gap -> Stream.<UUID>empty();
                    case Conflict.Overlap overlap -> Stream.<UUID>empty();
                })
                .distinct()
                .toList());
        return conflicts.stream().map(each -> of(each, known, frame)).toList();
    }

    private static Wrong of(Conflict conflict, Map<UUID, String> known, Frame frame) {
        String when = frame.exact(conflict.from()) + " – " + frame.exact(conflict.to());
        return switch (conflict) {
            case Conflict.Overlap each ->
                new Wrong(frame.text("duty.conflict.overlap"), post(each.one()), when, page(each.other()));
            case Conflict.Gap each ->
                new Wrong(frame.text("duty.conflict.gap"), each.post() + " – " + each.unit(), when, "");
            case Conflict.TwoAtOnce each ->
                new Wrong(
                        frame.text("duty.conflict.two", known.getOrDefault(each.account(), "")),
                        both(each.one(), each.other()),
                        when,
                        page(each.other()));
            case Conflict.TooLittleRest each ->
                new Wrong(
                        frame.text(
                                "duty.conflict.rest",
                                known.getOrDefault(each.account(), ""),
                                hours(each.wanted().toMinutes(), frame)),
                        both(each.one(), each.other()),
                        when,
                        page(each.other()));
        };
    }

    private static String hours(long minutes, Frame frame) {
        return minutes % 60 == 0
                ? frame.count("web.length.hours", minutes / 60)
                : frame.count("web.length.minutes", minutes);
    }

    private static String both(Shift one, Shift other) {
        return post(one).equals(post(other)) ? post(one) : post(one) + "; " + post(other);
    }

    private static String post(Shift shift) {
        return shift.post() + " – " + shift.unit();
    }

    private static String page(Shift shift) {
        return "/duty/" + shift.id();
    }
}
