package vn.hiepdong.node.interop;

import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.attachment.Attachment;
import vn.hiepdong.node.attachment.Attachments;
import vn.hiepdong.node.information.Content;
import vn.hiepdong.node.information.Content.AttachmentRef;
import vn.hiepdong.node.information.Content.Location;
import vn.hiepdong.node.information.Content.Warning;
import vn.hiepdong.node.information.Credibility;
import vn.hiepdong.node.information.Filter;
import vn.hiepdong.node.information.Handling;
import vn.hiepdong.node.information.Information;
import vn.hiepdong.node.information.InformationId;
import vn.hiepdong.node.information.Item;
import vn.hiepdong.node.information.Purpose;
import vn.hiepdong.node.information.Reliability;
import vn.hiepdong.node.information.SourceKind;
import vn.hiepdong.node.ledger.Realm;

/// Alerts as information items.
///
/// A machine does not grade: every imported item says that its source and its content cannot be judged (F6),
/// until an officer has judged them.
@Component
class InformationTarget implements AlertTarget {
    private static final int MAX_SOURCE = 120;
    private static final double MAX_ACCURACY_M = 1_000_000;
    /// An item that was made just before a crash is among the newest of its title.
    private static final int RECENT = 20;

    private static final DateTimeFormatter CAP_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    private final Information information;
    private final Attachments attachments;

    InformationTarget(Information information, Attachments attachments) {
        this.information = information;
        this.attachments = attachments;
    }

    @Override
    public Optional<ItemRef> madeBy(CapImport alert) {
        var all = Filter.all(alert.realm());
        var titled = new Filter(
                all.realm(),
                all.urgency(),
                all.topic(),
                all.state(),
                all.origin(),
                all.from(),
                all.to(),
                // As one phrase: nothing in a title is meant as a sign of the search.
                Optional.of('"' + alert.title().replaceAll("[\"“”„]", " ") + '"'),
                false);
        return information.list(titled, Long.MAX_VALUE, RECENT).stream()
                .flatMap(row -> information.item(row.id()).stream())
                .flatMap(item -> item.versions().stream()
                        .filter(version -> saysSo(version, alert))
                        .map(version -> ref(item.id(), version)))
                .findFirst();
    }

    private static boolean saysSo(Item.Version version, CapImport alert) {
        var content = version.content();
        return content != null
                && content.warning() != null
                && content.warning().original().equals(alert.original().hex());
    }

    @Override
    public ItemRef write(CapImport alert, Order order) {
        var written = information.write(order.by(), order.realm(), order.space(), order.releasableTo(), content(alert));
        return new ItemRef(written.id().toString(), written.version(), written.hash());
    }

    @Override
    public ItemRef correct(String item, CapImport alert, String reason, Order order) {
        var id = id(item);
        int newest = information.item(id).orElseThrow().newest().version();
        var corrected = information.correct(order.by(), id, newest, content(alert), reason);
        return new ItemRef(item, corrected.version(), corrected.hash());
    }

    @Override
    public ItemRef retract(String item, String reason, Order order) {
        var retracted = information.retract(order.by(), id(item), reason);
        return new ItemRef(item, retracted.version(), retracted.hash());
    }

    @Override
    public boolean stands(String item) {
        return information.item(id(item)).filter(found -> !found.retracted()).isPresent();
    }

    private Content content(CapImport alert) {
        var source = alert.senderName().isEmpty() ? alert.key().sender() : alert.senderName();
        return new Content(
                alert.title(),
                alert.text(),
                alert.topic().code(),
                alert.urgency(),
                alert.realm() == Realm.REAL ? Purpose.RESPONSE : Purpose.EXERCISE,
                Handling.CONG_KHAI,
                alert.eventTime(),
                location(alert),
                SourceKind.OFFICE,
                source.substring(0, Math.min(source.length(), MAX_SOURCE)),
                Reliability.F,
                Credibility.CANNOT_BE_JUDGED,
                attachments.find(alert.original()).map(InformationTarget::ref).stream()
                        .toList(),
                warning(alert));
    }

    private static @Nullable Location location(CapImport alert) {
        var place = alert.place();
        if (place == null) {
            return null;
        }
        Double accuracy = place.accuracyM() <= MAX_ACCURACY_M ? Double.valueOf(place.accuracyM()) : null;
        return new Location(place.latitude(), place.longitude(), accuracy);
    }

    private static Warning warning(CapImport alert) {
        var signature = alert.signature();
        List<String> references = alert.references().stream()
                .map(r -> r.sender() + "," + r.identifier() + "," + written(r.sent()))
                .toList();
        return new Warning(
                alert.key().identifier(),
                alert.key().sender(),
                written(alert.key().sent()),
                references,
                alert.event(),
                alert.capUrgency().name(),
                alert.severity().name(),
                alert.certainty().name(),
                alert.onset(),
                alert.expires(),
                alert.areaDescription(),
                alert.geometry().isEmpty() ? null : alert.geometry(),
                alert.original().hex(),
                signature.outcome() + (signature.signer().isEmpty() ? "" : " " + signature.signer()));
    }

    /// As CAP 1.2 §3.3.2 writes a time.
    private static String written(OffsetDateTime time) {
        return CAP_TIME.format(time);
    }

    private static AttachmentRef ref(Attachment file) {
        return new AttachmentRef(file.sha256().hex(), file.type(), file.size(), file.name());
    }

    private static ItemRef ref(InformationId id, Item.Version version) {
        return new ItemRef(id.toString(), version.version(), version.hash());
    }

    private static InformationId id(String item) {
        return new InformationId(UUID.fromString(item));
    }
}
