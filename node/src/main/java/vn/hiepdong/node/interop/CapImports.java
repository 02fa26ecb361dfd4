package vn.hiepdong.node.interop;

import java.io.ByteArrayInputStream;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.springframework.transaction.support.TransactionOperations;
import org.w3c.dom.Document;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.attachment.Attachments;
import vn.hiepdong.node.interop.AlertTarget.Order;
import vn.hiepdong.node.interop.CapAlert.MsgType;
import vn.hiepdong.node.interop.CapAlert.Reference;
import vn.hiepdong.node.interop.CapRejected.Reason;
import vn.hiepdong.node.ledger.Realm;

/// The door of CAP imports: a file in, an item written, corrected or retracted.
///
/// An update corrects, and a cancellation retracts, the items of the messages it refers to, if those came from
/// the same sender: nobody takes back what another said. Messages we never saw are named in the text instead.
///
/// Importing a file twice is the same as importing it once. Two imports of one message wait for each other at
/// its row; a crash between the item and its row is found out at the next try, because the item says which
/// message made it.
public final class CapImports {
    private final CapSignatures signatures;
    private final CapMapper mapper;
    private final CapImportTable table;
    private final Attachments attachments;
    private final AlertTarget target;
    private final TransactionOperations transaction;
    private final InstantSource clock;
    private final ZoneId zone;

    CapImports(
            CapSignatures signatures,
            CapMapper mapper,
            CapImportTable table,
            Attachments attachments,
            AlertTarget target,
            TransactionOperations transaction,
            InstantSource clock,
            ZoneId zone) {
        this.signatures = signatures;
        this.mapper = mapper;
        this.table = table;
        this.attachments = attachments;
        this.target = target;
        this.transaction = transaction;
        this.clock = clock;
        this.zone = zone;
    }

    /// What an import would do.
    ///
    /// @param alert as it would be written
    /// @param deed what would come of it
    public record Preview(CapImport alert, Deed deed) {}

    /// @param item the version that the import made, or found made already
    public record Imported(ItemRef item, Deed deed) {}

    public enum Deed {
        WRITTEN,
        CORRECTED,
        RETRACTED,
        /// Imported before: nothing changes.
        KNOWN
    }

    /// What one message amounts to.
    private record Reading(CapAlert alert, CapImport item, List<String> items) {
        Deed deed() {
            return items.isEmpty() ? Deed.WRITTEN : alert.msgType() == MsgType.Cancel ? Deed.RETRACTED : Deed.CORRECTED;
        }
    }

    /// Reads a file and says what its import would do, without doing it.
    public Preview preview(byte[] file, Realm realm) {
        var reading = read(file, realm);
        var known = table.find(reading.item().key());
        known.ifPresent(row -> refuseOtherContent(reading.item(), row));
        return new Preview(reading.item(), known.isPresent() ? Deed.KNOWN : reading.deed());
    }

    /// Imports a file. Throws [CapRejected], or what the feature of items refuses with; then nothing has changed.
    public Imported importAlert(byte[] file, Order order) {
        var reading = read(file, order.realm());
        return transaction.execute(status -> {
            var row = table.claim(reading.item(), clock.instant());
            refuseOtherContent(reading.item(), row);
            var known = row.item();
            if (known != null) {
                return new Imported(known, Deed.KNOWN);
            }
            var made = target.madeBy(reading.item());
            var item = made.orElseGet(() -> act(reading, file, order));
            table.complete(reading.item().key(), item);
            return new Imported(item, made.isPresent() ? Deed.KNOWN : reading.deed());
        });
    }

    private ItemRef act(Reading reading, byte[] file, Order order) {
        var items = reading.items();
        if (reading.deed() == Deed.RETRACTED) {
            var reason = mapper.reasonOfRetraction(reading.alert());
            items.stream().skip(1).forEach(other -> target.retract(other, reason, order));
            return target.retract(items.getFirst(), reason, order);
        }
        attachments.store(
                new ByteArrayInputStream(file),
                reading.item().key().identifier() + ".xml",
                "application/cap+xml",
                CapDocument.MAX_BYTES);
        if (items.isEmpty()) {
            return target.write(reading.item(), order);
        }
        var replaced = mapper.reasonOfReplacement(reading.alert());
        items.stream().skip(1).forEach(other -> target.retract(other, replaced, order));
        return target.correct(items.getFirst(), reading.item(), replaced, order);
    }

    private Reading read(byte[] file, Realm realm) {
        Document document = CapDocument.read(file);
        var alert = CapParser.alert(document.getDocumentElement());
        var signature = signatures.require(document, alert);
        CapRules.admit(alert, realm);
        boolean changes = alert.msgType() != MsgType.Alert;
        List<String> items = !changes
                ? List.of()
                : table.itemsOf(alert.sender(), alert.references()).stream()
                        .filter(target::stands)
                        .toList();
        List<Reference> unknown = changes && items.isEmpty() ? alert.references() : List.of();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var item = mapper.map(
                alert,
                signature,
                Hash.sha256(file),
                realm,
                (urgency, severity) -> table.level(urgency, severity, today),
                unknown);
        return new Reading(alert, item, items);
    }

    private static void refuseOtherContent(CapImport alert, CapImportTable.Row row) {
        if (!row.original().equals(alert.original())) {
            throw new CapRejected(
                    Reason.CONFLICT, null, alert.key().identifier(), alert.key().sender());
        }
    }
}
