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
public record Paging(List<String> after, int size) {
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
        if (fetched.size() <= size) return new Slice<>(fetched, null, atStart());
        var shown = fetched.subList(0, size);
        return new Slice<>(shown, encode(key.apply(shown.getLast())), atStart());
    }

    static Paging parse(@Nullable String after, @Nullable String size) {
        return new Paging(after == null || after.isEmpty() ? List.of() : decode(after), sizeOf(size));
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

    private static List<String> decode(String after) {
        try {
            var bytes = Base64.getUrlDecoder().decode(after);
            var text = StandardCharsets.UTF_8.newDecoder().decode(java.nio.ByteBuffer.wrap(bytes));
            return List.of(text.toString().split("\n", -1));
        } catch (IllegalArgumentException | CharacterCodingException e) {
            throw new BadInput("after", "web.expected.cursor");
        }
    }

    /// One page of a list.
    ///
    /// @param next what to give as `after` for the next page, or null at the end
    public record Slice<T>(List<T> items, @Nullable String next, boolean first) {
        public Slice {
            items = List.copyOf(items);
        }
    }
}
