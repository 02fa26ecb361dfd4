package vn.hiepdong.node.information;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.attachment.Attachments;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;

/// What the author's agency does to its own item: correct it, or withdraw it.
@Controller
@RequestMapping("/information/{id}")
@Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER})
class CorrectionPages {
    private final Information information;
    private final Dossier dossier;
    private final Uploads uploads;
    private final Attachments attachments;

    CorrectionPages(Information information, Dossier dossier, Uploads uploads, Attachments attachments) {
        this.information = information;
        this.dossier = dossier;
        this.uploads = uploads;
        this.attachments = attachments;
    }

    /// @param expected the version that the text in the form was made from
    /// @param overtaken whether there is a newer one; then it is shown beside the form
    record Correction(Item item, int expected, boolean overtaken, ContentForm content) {
        RealmMark mark() {
            return RealmMark.valueOf(item.place().realm().name());
        }
    }

    record Retraction(Item item, FormInput input, ItemBrief brief) {}

    @GetMapping("/corrections")
    Page correction(@PathVariable UUID id, Frame frame) {
        Item item = dossier.item(new InformationId(id));
        FormInput input = ContentForm.of(item.content(), item.newest().version(), frame);
        return new Page("information/correct.jte", form(item, input, frame, ContentForm.files(input, attachments)));
    }

    @PostMapping("/corrections")
    Answer correct(
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            FormInput input,
            Officer officer,
            Frame frame) {
        var wanted = new InformationId(id);
        Item item = dossier.item(wanted);
        List<ContentForm.File> kept = uploads.take(input, files);
        Correction form = form(item, input, frame, kept);
        Content content = form.content().content(item.content().warning());
        String reason = input.text("reason", InformationRules.MAX_REASON);
        int expected = input.number("expected", 1, Integer.MAX_VALUE);
        if (input.hasErrors()) {
            return Page.again("information/correct.jte", form);
        }
        var refused =
                Attempt.of(input, () -> information.correct(Dossier.actor(officer), wanted, expected, content, reason));
        return refused.isPresent()
                ? new Page(
                        "information/correct.jte", form(dossier.item(wanted), input, frame, kept), refused.getAsInt())
                : Redirect.to("/information/" + id).saying("information.corrected.done");
    }

    private static Correction form(Item item, FormInput input, Frame frame, List<ContentForm.File> files) {
        int newest = item.newest().version();
        boolean overtaken = !input.raw("expected").equals(Integer.toString(newest));
        return new Correction(item, newest, overtaken, new ContentForm(input, new Words(frame), files));
    }

    @GetMapping("/retraction")
    Page retraction(@PathVariable UUID id, Frame frame) {
        return retraction(dossier.item(new InformationId(id)), FormInput.starting(java.util.Map.of()), frame, 200);
    }

    @PostMapping("/retraction")
    Answer retract(@PathVariable UUID id, FormInput input, Officer officer, Frame frame) {
        var wanted = new InformationId(id);
        Item item = dossier.item(wanted);
        String reason = input.text("reason", InformationRules.MAX_REASON);
        if (input.hasErrors()) {
            return retraction(item, input, frame, 400);
        }
        var refused = Attempt.of(input, () -> information.retract(Dossier.actor(officer), wanted, reason));
        return refused.isPresent()
                ? retraction(item, input, frame, refused.getAsInt())
                : Redirect.to("/information/" + id).saying("information.retracted.done");
    }

    private Page retraction(Item item, FormInput input, Frame frame, int status) {
        return new Page("information/retract.jte", new Retraction(item, input, dossier.brief(item, frame)), status);
    }
}
