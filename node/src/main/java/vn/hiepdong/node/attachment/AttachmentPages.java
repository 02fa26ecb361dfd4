package vn.hiepdong.node.attachment;

import java.io.InputStream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Scope;
import vn.hiepdong.node.web.NotFound;

/// Gives out the files, to be saved and not to be run: whatever a file turns out to hold, no browser shows it
/// as a page of this node.
@Controller
final class AttachmentPages {
    private final Attachments attachments;
    private final ObjectProvider<AttachmentAccess> access;

    AttachmentPages(Attachments attachments, ObjectProvider<AttachmentAccess> access) {
        this.attachments = attachments;
        this.access = access;
    }

    @Allowed(scope = Scope.INFORMATION_READ)
    @GetMapping({"/attachments/{hash}", "/api/v1/attachments/{hash}"})
    ResponseEntity<InputStreamResource> file(@PathVariable String hash, Officer officer) {
        var name = parsed(hash);
        // Whether it is here is told only to those who may read it.
        if (access.stream().noneMatch(feature -> feature.mayRead(name, officer))) {
            throw new NotFound();
        }
        var file = attachments.find(name).orElseThrow(NotFound::new);
        InputStream bytes = attachments.open(name).orElseThrow(NotFound::new);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(file.type()))
                .contentLength(file.size())
                .header(
                        "Content-Disposition",
                        ContentDisposition.attachment()
                                .filename(file.name())
                                .build()
                                .toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "private, no-store")
                .body(new InputStreamResource(bytes));
    }

    private static Hash parsed(String hash) {
        try {
            return Hash.fromHex(hash);
        } catch (FormatException e) {
            throw new NotFound();
        }
    }
}
