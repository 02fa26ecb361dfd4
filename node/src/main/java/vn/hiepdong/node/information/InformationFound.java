package vn.hiepdong.node.information;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.palette.Found;
import vn.hiepdong.node.palette.FoundSource;
import vn.hiepdong.node.web.Frame;

/// Items by title, as the list finds them, or by their id as it stands in an address. What is real comes first.
@Component
@Order(1)
final class InformationFound implements FoundSource {
    private final Information information;

    InformationFound(Information information) {
        this.information = information;
    }

    @Override
    public List<Found> find(String words, int limit, Officer officer, Frame frame) {
        if (!officer.is(Role.CONTENT.toArray(Role[]::new))) {
            return List.of();
        }
        var rows = Arrays.stream(Realm.values())
                .flatMap(realm -> information.list(Filter.titled(realm, words), Long.MAX_VALUE, limit).stream())
                .limit(limit);
        return Stream.concat(byId(words, frame), rows.map(row -> found(row, frame)))
                .toList();
    }

    private Stream<Found> byId(String words, Frame frame) {
        if (!words.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return Stream.empty();
        }
        return information.item(new InformationId(UUID.fromString(words))).stream()
                .map(item -> new Found(
                        title(item),
                        item.origin().value(),
                        realm(item.place().realm(), frame),
                        "/information/" + item.id(),
                        "message"));
    }

    /// A retraction has no title of its own.
    private static String title(Item item) {
        return item.versions().reversed().stream()
                .map(Item.Version::content)
                .filter(Objects::nonNull)
                .map(Content::title)
                .findFirst()
                .orElse(item.id().toString());
    }

    private static Found found(ItemRow row, Frame frame) {
        return new Found(
                row.title(),
                row.origin().value() + " · " + frame.ago(row.writtenAt()),
                realm(row.realm(), frame),
                "/information/" + row.id(),
                "message");
    }

    private static String realm(Realm realm, Frame frame) {
        return realm == Realm.REAL ? "" : frame.text("web.realm", realm);
    }
}
