package vn.hiepdong.node.exchange;

import java.util.List;
import java.util.Optional;
import vn.hiepdong.format.Bundle;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Node;
import vn.hiepdong.format.Tile;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;

/// What C2SP `tlog-tiles` lets anybody read of a log, here for members of its space only: checkpoint, tiles, bundles.
/// Never a payload.
final class MirrorPages {
    private static final String PREFIX = "/mirror/";

    private final Ledger ledger;
    private final Membership membership;

    MirrorPages(Ledger ledger, Membership membership) {
        this.ledger = ledger;
        this.membership = membership;
    }

    /// `GET /mirror/<hex sha256(origin)>/checkpoint`, `/tile/…`, `/tile/entries/…`.
    Answer get(Known partner, String path) {
        int slash = path.indexOf('/', PREFIX.length());
        if (!path.startsWith(PREFIX) || slash < 0) {
            return Answer.text(404, "not found");
        }
        Optional<LogView> log = log(path.substring(PREFIX.length(), slash), partner.code());
        var checkpoint = log.map(LogView::checkpoint);
        if (checkpoint.isEmpty()) {
            return Answer.text(404, "no such log");
        }
        String rest = path.substring(slash + 1);
        if (rest.equals("checkpoint")) {
            return new Answer(200, Answer.TEXT, checkpoint.get().toBytes());
        }
        try {
            return tile(log.get(), Tile.parse(rest));
        } catch (FormatException e) {
            return Answer.text(404, String.valueOf(e.getMessage()));
        }
    }

    private Optional<LogView> log(String hash, AgencyCode party) {
        return ledger.logs().stream()
                .filter(log -> Checkpoint.originHash(log.origin().toString()).equals(hash))
                .filter(log -> membership.audience(log.origin().space()).contains(party))
                .findFirst();
    }

    private Answer tile(LogView log, Tile tile) {
        long size = log.signedSize() >> (Tile.HEIGHT * Math.max(0, tile.level()));
        long from = tile.index() * Tile.WIDTH;
        if (from + tile.width() > size) {
            return Answer.text(404, "not that far");
        }
        if (tile.level() == Tile.ENTRIES) {
            return new Answer(200, Answer.BYTES, Bundle.format(ledger.bytes(log.id(), from, from + tile.width())));
        }
        var nodes = new long[tile.width()];
        for (int slot = 0; slot < nodes.length; slot++) {
            nodes[slot] = Node.of(Tile.HEIGHT * tile.level(), from + slot);
        }
        List<Hash> hashes = ledger.hashes(log.id(), log.signedSize()).read(nodes);
        return new Answer(200, Answer.BYTES, Tile.toBytes(hashes));
    }
}
