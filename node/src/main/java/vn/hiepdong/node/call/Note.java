package vn.hiepdong.node.call;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Item;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

/// What a partner read to us.
///
/// @param post that called
/// @param byPost that wrote it down
/// @param settled why nobody needs to look at it any more, null while somebody should
record Note(
        UUID id,
        AgencyCode from,
        String post,
        @Nullable CheckNumber number,
        Realm realm,
        Urgency urgency,
        String title,
        String text,
        Instant at,
        String byPost,
        @Nullable String settled,
        @Nullable Instant settledAt) {
    /// Whether the copy says what was heard; blanks, marks between words and capitals are not heard.
    boolean same(Item item, Item.Version copy) {
        Content content = copy.content();
        return content != null
                && item.place().realm() == realm
                && content.urgency() == urgency
                && heard(content.title()).equals(heard(title))
                && heard(content.text()).equals(heard(text));
    }

    private static String heard(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{M}\\p{N}]+", " ")
                .strip();
    }
}
