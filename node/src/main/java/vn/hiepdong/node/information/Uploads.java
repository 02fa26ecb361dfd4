package vn.hiepdong.node.information;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartFile;
import vn.hiepdong.node.attachment.AttachmentRejected;
import vn.hiepdong.node.attachment.Attachments;
import vn.hiepdong.node.web.FormInput;

/// Files that come with a form. Each is stored at once, so that a form that is shown again need not carry it a second
/// time; one that is refused leaves its reason in the form.
@Component
class Uploads {
    private final Attachments attachments;

    Uploads(Attachments attachments) {
        this.attachments = attachments;
    }

    /// The files that were stored before and those that came now.
    List<ContentForm.File> take(FormInput input, @Nullable List<MultipartFile> came) {
        var files = new ArrayList<>(ContentForm.files(input, attachments));
        for (MultipartFile file : came == null ? List.<MultipartFile>of() : came) {
            if (!file.isEmpty()) {
                store(file, input, files);
            }
        }
        return files;
    }

    private void store(MultipartFile file, FormInput input, List<ContentForm.File> files) {
        String name = Objects.requireNonNullElse(file.getOriginalFilename(), "");
        String type = Objects.requireNonNullElse(file.getContentType(), "");
        try (var content = file.getInputStream()) {
            var stored = attachments.store(content, name, type, Attachments.MAX_BYTES);
            files.add(new ContentForm.File(stored, stored.name()));
        } catch (AttachmentRejected refused) {
            input.that(
                    false,
                    "attachments",
                    refused.reason().key(),
                    refused.arguments().toArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
