package vn.hiepdong.node.tour;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.information.Filter;
import vn.hiepdong.node.information.Information;
import vn.hiepdong.node.information.Item;
import vn.hiepdong.node.information.ItemRow;
import vn.hiepdong.node.ledger.Realm;

/// Where a step can be seen, with what has happened in the demo so far.
@Component
@ConditionalOnProperty("hiepdong.demo.cut-file")
final class TourPlaces {
    private static final int LOOKED_THROUGH = 40;

    private final Information information;

    TourPlaces(Information information) {
        this.information = information;
    }

    String of(Step step) {
        return switch (step) {
            case WATCH -> "/";
            case LAMPS -> item(recent().stream().findFirst());
            case VERSION -> item(verifiedBeforeItChanged());
            case CUT, MEND -> "/partners";
        };
    }

    /// An item with a finding about a version that is no longer the newest.
    private Optional<ItemRow> verifiedBeforeItChanged() {
        return recent().stream()
                .filter(row -> row.version() > 1)
                .filter(row -> information.item(row.id()).stream().anyMatch(TourPlaces::hasOldFinding))
                .findFirst();
    }

    private static boolean hasOldFinding(Item item) {
        return item.findings().stream()
                .anyMatch(finding -> finding.version() < item.newest().version());
    }

    private List<ItemRow> recent() {
        return information.list(Filter.all(Realm.REAL), Long.MAX_VALUE, LOOKED_THROUGH);
    }

    private static String item(Optional<ItemRow> row) {
        return row.map(found -> "/information/" + found.id()).orElse("/information");
    }
}
