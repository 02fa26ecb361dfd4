package vn.hiepdong.node.space;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.palette.Found;
import vn.hiepdong.node.palette.FoundSource;
import vn.hiepdong.node.web.Frame;

/// Regulations by title or number, with or without accents. There are a few dozen at most, all of them known.
@Component
@Order(2)
final class RegulationsFound implements FoundSource {
    private final Spaces spaces;

    RegulationsFound(Spaces spaces) {
        this.spaces = spaces;
    }

    @Override
    public List<Found> find(String words, int limit, Officer officer, Frame frame) {
        if (!officer.is(Role.CONTENT.toArray(Role[]::new))) {
            return List.of();
        }
        var wanted = plain(words);
        return spaces.versions().stream()
                .filter(each -> Stream.of(
                                each.regulation().title(), each.regulation().number())
                        .filter(Objects::nonNull)
                        .anyMatch(text -> plain(text).contains(wanted)))
                .limit(limit)
                .map(each -> new Found(
                        each.regulation().title(),
                        frame.text("space.version-n", each.version()),
                        each.realm() == Realm.REAL ? "" : frame.text("web.realm", each.realm()),
                        "/regulations/" + each.hash().hex(),
                        "scale"))
                .toList();
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replace('\u0111', 'd');
    }
}
