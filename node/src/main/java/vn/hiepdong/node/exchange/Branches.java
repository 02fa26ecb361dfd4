package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.hiepdong.format.Bundle;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.HashReader;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.Proofs;
import vn.hiepdong.format.RightEdge;
import vn.hiepdong.format.Tile;
import vn.hiepdong.format.TileReader;
import vn.hiepdong.node.exchange.PartnerTable.Known;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.LogView;

/// Reads the other branch of a forked log from the partner that showed it, in its mirror. Believes nothing that the
/// shown checkpoint does not prove.
public final class Branches {
    private static final Logger LOG = LoggerFactory.getLogger(Branches.class);

    /// A partner that stalls must not keep a fork from being told.
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Ledger ledger;
    private final Partners partners;
    private final TlsIdentity tls;
    private final Executor executor;

    Branches(Ledger ledger, Partners partners, TlsIdentity tls, Executor executor) {
        this.ledger = ledger;
        this.partners = partners;
        this.tls = tls;
        this.executor = executor;
    }

    /// The first entry that is another one there than here.
    ///
    /// @param proof that it is in the tree of the checkpoint that was shown
    public record Other(long index, byte[] entry, List<Hash> proof) {}

    /// Empty where the partner cannot be asked, or does not answer soon and with what the checkpoint signs.
    public Optional<Other> other(LogView log, Evidence found) {
        Known from = partners.find(found.from()).filter(Known::isActive).orElse(null);
        if (from == null) {
            return Optional.empty();
        }
        try {
            return CompletableFuture.supplyAsync(() -> read(log, found, from), executor)
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("{} does not show its branch of {}: {}", from.code(), log.origin(), e.toString());
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private Optional<Other> read(LogView log, Evidence found, Known from) {
        Checkpoint shown = Checkpoint.parse(found.second().text());
        try (var client = new PartnerClient(tls, from::opens, executor)) {
            var theirs = new TileReader(
                    shown.size(),
                    shown.root(),
                    tiles -> tiles.stream()
                            .map(tile -> get(client, from, found.origin(), tile))
                            .toList());
            HashReader ours = ledger.hashes(log.id(), log.size());
            long same = 0;
            long differs = Math.min(log.size(), shown.size());
            if (isSame(ours, theirs, differs)) {
                return Optional.empty();
            }
            while (differs - same > 1) {
                long middle = same + (differs - same) / 2;
                if (isSame(ours, theirs, middle)) {
                    same = middle;
                } else {
                    differs = middle;
                }
            }
            Tile bundle = Tile.at(Tile.ENTRIES, same / Tile.WIDTH, shown.size());
            byte[] entry = Bundle.parse(get(client, from, found.origin(), bundle), bundle.width())
                    .get((int) (same % Tile.WIDTH));
            List<Hash> proof = Proofs.inclusion(theirs, same, shown.size());
            if (!Proofs.verifyInclusion(Merkle.leaf(entry), same, shown.size(), proof, shown.root())) {
                throw new FormatException("entry " + same + " is not in the tree that was shown");
            }
            return Optional.of(new Other(same, entry, proof));
        }
    }

    private static boolean isSame(HashReader ours, HashReader theirs, long size) {
        return RightEdge.read(ours, size).equals(RightEdge.read(theirs, size));
    }

    private static byte[] get(PartnerClient client, Known from, String origin, Tile tile) {
        try {
            var response = client.get(from.address(), "/mirror/" + Checkpoint.originHash(origin) + "/" + tile.path());
            if (response.status() != 200) {
                throw response.refusal();
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
