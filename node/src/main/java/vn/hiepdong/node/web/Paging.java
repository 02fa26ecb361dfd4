package vn.hiepdong.node.web;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where a reader is in a long list: after which key, and how many to show. The key is that of the last item shown,
/// so a page far down costs what the first one costs, and nothing is skipped or doubled when the list grows
/// meanwhile.
///
/// @param after the parts of the key to continue after; empty at the start
/// @param back whether to go on towards the start: the rows before that key, in reverse order
public record Paging(List<String> after, int size, boolean back) {
    public static final int MAX_SIZE = 200;
    static final int USUAL_SIZE = 50;

    public Paging {
        after = List.copyOf(after);
    }

    /// How many rows to ask the database for: one more than shown tells whether there is more.
    public int limit() {
        return size + 1;
    }

    public boolean atStart() {
        return after.isEmpty();
    }

    /// Cuts what was fetched with [#limit()] to a page.
    ///
    /// @param key the parts of an item's key, in the order of the list
    public <T> Slice<T> slice(List<T> fetched, Function<T, List<String>> key) {
        return slice(fetched, key, false);
    }

    /// The same for a list that can also be read towards its start: [#back()] says in which direction it was fetched.
    public <T> Slice<T> bothWays(List<T> fetched, Function<T, List<String>> key) {
        return slice(fetched, key, true);
    }

    private <T> Slice<T> slice(List<T> fetched, Function<T, List<String>> key, boolean bothWays) {
        boolean more = fetched.size() > size;
        var shown = more ? fetched.subList(0, size) : fetched;
        if (back) shown = shown.reversed();
        boolean next = back || more;
        boolean previous = bothWays && (back ? more : !atStart());
        return new Slice<>(
                shown,
                next && !shown.isEmpty() ? encode(key.apply(shown.getLast())) : null,
                previous && !shown.isEmpty() ? encode(key.apply(shown.getFirst())) : null,
                atStart());
    }

    static Paging parse(@Nullable String after, @Nullable String size) {
        return parse(after, null, size);
    }

    static Paging parse(@Nullable String after, @Nullable String before, @Nullable String size) {
        if (before != null && !before.isEmpty()) return new Paging(decode("before", before), sizeOf(size), true);
        return new Paging(after == null || after.isEmpty() ? List.of() : decode("after", after), sizeOf(size), false);
    }

    /// The start of the same list.
    public Paging start() {
        return new Paging(List.of(), size, false);
    }

    private static int sizeOf(@Nullable String size) {
        if (size == null || size.isEmpty()) return USUAL_SIZE;
        if (size.matches("[1-9][0-9]{0,2}") && Integer.parseInt(size) <= MAX_SIZE) return Integer.parseInt(size);
        throw new BadInput("size", "web.expected.number", 1, MAX_SIZE);
    }

    private static String encode(List<String> key) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join("\n", key).getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> decode(String field, String after) {
        try {
            var bytes = Base64.getUrlDecoder().decode(after);
            var text = StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
            return List.of(text.toString().split("\n", -1));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new BadInput(field, "web.expected.cursor");
        }
    }

    /// One page of a list.
    ///
    /// @param next what to give as `after` for the next page, or null at the end
    /// @param previous what to give as `before` for the page before, or null when there is none
    public record Slice<T>(
            List<T> items, @Nullable String next, @Nullable String previous, boolean first) {
        public Slice {
            items = List.copyOf(items);
        }
    }
}
