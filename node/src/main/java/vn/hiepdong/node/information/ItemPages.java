package vn.hiepdong.node.information;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.attachment.Attachments;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Refused;

/// One item with everything that was said about it.
@Controller
class ItemPages {
    private final Information information;
    private final PageQuery query;
    private final Dossier dossier;
    private final Attachments attachments;

    ItemPages(Information information, PageQuery query, Dossier dossier, Attachments attachments) {
        this.information = information;
        this.query = query;
        this.dossier = dossier;
        this.attachments = attachments;
    }

    /// An item that was taken back: who took it back, when and why, and nothing else.
    record Taken(PageQuery.Locked locked, KnownAgencies agencies) {
        RealmMark realm() {
            return RealmMark.valueOf(locked.realm().name());
        }
    }

    /// An item that its author erased: by whom, when and why, and who confirmed that nothing is left.
    record Erased(Tombstone tombstone, KnownAgencies agencies) {
        RealmMark realm() {
            return RealmMark.valueOf(tombstone.place().realm().name());
        }

        String reason(Frame frame) {
            return ItemPages.reason(tombstone, frame);
        }
    }

    /// In words; a reason that only a newer node knows as its code.
    static String reason(Tombstone tombstone, Frame frame) {
        return ErasureReason.of(tombstone.reason())
                .map(each -> frame.text("information.erase.reason", each))
                .orElse(tombstone.reason());
    }

    /// @param below show the versions below this one; 0 for the newest
    /// @param history `all` for everything that was done with it
    @GetMapping("/information/{id}")
    Page show(
            @PathVariable UUID id,
            @RequestParam(defaultValue = "0") int below,
            @RequestParam(defaultValue = "") String history,
            Officer officer,
            Frame frame,
            HttpServletRequest request,
            HttpServletResponse response) {
        var wanted = new InformationId(id);
        Optional<Item> item = information.item(wanted, below, ItemView.REVISIONS);
        if (item.isPresent()) {
            return new Page(
                    "information/show.jte", dossier.view(item.get(), below, history.equals("all"), officer, frame));
        }
        if (request.getHeader("HX-Request") != null) {
            // The page stands open and shows what was taken back meanwhile: all of it must go, not only a part.
            response.setHeader("HX-Refresh", "true");
        }
        Optional<Tombstone> tombstone = information.tombstone(wanted);
        if (tombstone.isPresent()) {
            return new Page("information/erased.jte", new Erased(tombstone.get(), dossier.agencies()), 410);
        }
        var taken = query.locked(wanted).map(locked -> new Taken(locked, dossier.agencies()));
        return new Page("information/taken.jte", taken.orElseThrow(NotFound::new), 410);
    }

    /// A file that a version of the item carries. Never shown by the browser itself but saved, so that nothing in it
    /// can act in this node's name.
    @GetMapping("/information/{id}/attachments/{sha256}")
    ResponseEntity<InputStreamResource> attachment(@PathVariable UUID id, @PathVariable String sha256) {
        Content.AttachmentRef file = dossier.item(new InformationId(id)).versions().stream()
                .flatMap(version -> Optional.ofNullable(version.content()).map(Content::attachments).stream())
                .flatMap(List::stream)
                .filter(each -> each.sha256().equals(sha256))
                .findFirst()
                .orElseThrow(NotFound::new);
        var stored = attachments.open(Hash.fromHex(file.sha256()));
        if (stored.isEmpty()) {
            throw new Refused("information.error.file-not-here-yet");
        }
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(file.size())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(file.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .body(new InputStreamResource(stored.get()));
    }
}
