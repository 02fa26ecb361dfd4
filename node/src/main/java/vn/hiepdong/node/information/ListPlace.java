package vn.hiepdong.node.information;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Paging;

/// Where a row stands in a list: what its order goes by, as it travels in an address.
record ListPlace(
        @Nullable Urgency urgency,
        @Nullable Instant writtenAt,
        @Nullable Instant due,
        long applied) {
    /// The parts of the key of a row; the first says for which order it is good.
    static List<String> of(Sort sort, ItemRow row) {
        Instant due = row.due();
        return List.of(
                sort.name(),
                row.urgency().name(),
                row.writtenAt().toString(),
                due == null ? "" : due.toString(),
                Long.toString(row.applied()));
    }

    /// Null at the start. Throws [BadInput] when it is none of this order.
    static @Nullable ListPlace read(Sort sort, Paging paging) {
        if (paging.atStart()) {
            return null;
        }
        List<String> parts = paging.after();
        try {
            if (parts.size() == 5 && parts.getFirst().equals(sort.name())) {
                return new ListPlace(
                        Arrays.stream(Urgency.values())
                                .filter(each -> each.name().equals(parts.get(1)))
                                .findFirst()
                                .orElseThrow(() -> new NumberFormatException(parts.get(1))),
                        Instant.parse(parts.get(2)),
                        parts.get(3).isEmpty() ? null : Instant.parse(parts.get(3)),
                        Long.parseLong(parts.get(4)));
            }
        } catch (DateTimeException | NumberFormatException e) {
            throw new BadInput(paging.back() ? "before" : "after", "web.expected.cursor");
        }
        throw new BadInput(paging.back() ? "before" : "after", "web.expected.cursor");
    }
}
