package vn.hiepdong.node.information;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.retention.RetentionClass;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// Putting an item into a retention class.
@Controller
@RequestMapping("/information/{id}/retention")
@Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER})
class KeepingPages {
    private final Information information;
    private final Dossier dossier;

    KeepingPages(Information information, Dossier dossier) {
        this.information = information;
        this.dossier = dossier;
    }

    record Form(Item item, FormInput input, ItemBrief brief, List<Option> classes) {}

    @GetMapping
    Page form(@PathVariable UUID id, Frame frame) {
        var wanted = new InformationId(id);
        Item item = dossier.item(wanted);
        return form(
                item,
                FormInput.starting(Map.of("retention", dossier.keeping(wanted).code())),
                frame,
                200);
    }

    @PostMapping
    Answer classify(@PathVariable UUID id, FormInput input, Officer officer, Frame frame) {
        var wanted = new InformationId(id);
        Item item = dossier.item(wanted);
        RetentionClass retention = input.choice("retention", RetentionClass.class);
        if (input.hasErrors()) {
            return form(item, input, frame, 400);
        }
        var refused = Attempt.of(input, () -> information.classify(Dossier.actor(officer), wanted, retention));
        return refused.isPresent()
                ? form(item, input, frame, refused.getAsInt())
                : Redirect.to("/information/" + id).saying("information.keeping.done");
    }

    private Page form(Item item, FormInput input, Frame frame, int status) {
        List<Option> classes = Arrays.stream(RetentionClass.values())
                .map(each -> new Option(each.name(), frame.text("retention.class", each)))
                .toList();
        return new Page("information/keep.jte", new Form(item, input, dossier.brief(item, frame), classes), status);
    }
}
