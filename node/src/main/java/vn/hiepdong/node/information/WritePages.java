package vn.hiepdong.node.information;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyKeys;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.RegulationVersion;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.space.Urgency;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.Attempt;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;

/// Writing an item. What is most urgent is shown once more before it goes out, everything else when asked for.
@Controller
@Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER, Role.ANALYST})
class WritePages {
    private static final String FORM = "information/new.jte";

    private final Information information;
    private final Dossier dossier;
    private final Spaces spaces;
    private final Uploads uploads;
    private final AgencyCode self;

    WritePages(Information information, Dossier dossier, Spaces spaces, Uploads uploads, AgencyKeys keys) {
        this.information = information;
        this.dossier = dossier;
        this.spaces = spaces;
        this.uploads = uploads;
        self = keys.identity().code();
    }

    /// @param receivers who may be chosen: the parties of the regulations in force
    /// @param writable whether there is a place for items of this realm
    record Form(Realm realm, ContentForm content, List<Option> receivers, boolean writable) {
        RealmMark mark() {
            return RealmMark.valueOf(realm.name());
        }
    }

    /// @param carried every field as typed, to be sent again
    /// @param within how long the receivers have to acknowledge; null when no regulation says so
    record Preview(
            Realm realm,
            Content content,
            Set<AgencyCode> to,
            @Nullable Duration within,
            Map<String, List<String>> carried,
            KnownAgencies agencies,
            Words words) {
        RealmMark mark() {
            return RealmMark.valueOf(realm.name());
        }
    }

    @GetMapping("/information/new")
    Page blank(@RequestParam(defaultValue = "REAL") Realm realm, Frame frame) {
        return new Page(FORM, form(realm, new ContentForm(ContentForm.blank(frame), new Words(frame), List.of())));
    }

    @PostMapping("/information")
    Answer write(
            @RequestParam(defaultValue = "REAL") Realm realm,
            @RequestParam(required = false) @Nullable List<MultipartFile> files,
            FormInput input,
            Officer officer,
            Frame frame) {
        var typed = new ContentForm(input, new Words(frame), uploads.take(input, files));
        Form form = form(realm, typed);
        if (pressed(input, "edit")) {
            return new Page(FORM, form);
        }
        Content content = typed.content(null);
        Set<AgencyCode> to = ContentForm.ticked(input, "releasableTo", form.receivers()).stream()
                .map(AgencyCode::new)
                .collect(Collectors.toCollection(TreeSet::new));
        if (input.hasErrors()) {
            return Page.again(FORM, form);
        }
        boolean seen = pressed(input, "seen");
        if (pressed(input, "preview") || content.urgency() == Urgency.FLASH && !seen) {
            return new Page("information/preview.jte", preview(realm, content, to, typed));
        }
        var written = new ArrayList<ItemRef>();
        var refused = Attempt.of(
                input, () -> written.add(information.write(Dossier.actor(officer), realm, null, to, content)));
        return refused.isPresent()
                ? new Page(FORM, form, refused.getAsInt())
                : Redirect.to("/information/" + written.getFirst().id()).saying("information.saved");
    }

    private static boolean pressed(FormInput input, String button) {
        return input.ticked(button, "1");
    }

    private Form form(Realm realm, ContentForm content) {
        List<RegulationVersion> inForce = spaces.versions().stream()
                .filter(each -> each.inForce() && each.realm() == realm)
                .toList();
        KnownAgencies agencies = dossier.agencies();
        List<Option> receivers = inForce.stream()
                .flatMap(each -> each.regulation().parties().stream())
                .filter(code -> !code.equals(self))
                .distinct()
                .sorted()
                .map(code -> new Option(
                        code.value(),
                        code + " – "
                                + agencies.name(
                                        code, content.words().frame().language().locale())))
                .toList();
        return new Form(realm, content, receivers, realm == Realm.REAL || !inForce.isEmpty());
    }

    private Preview preview(Realm realm, Content content, Set<AgencyCode> to, ContentForm typed) {
        var carried = new LinkedHashMap<String, List<String>>();
        ContentForm.FIELDS.forEach(field -> carried.put(field, typed.input().all(field)));
        carried.put("file", typed.files().stream().map(ContentForm.File::value).toList());
        carried.put("releasableTo", typed.input().all("releasableTo"));
        Duration within = to.isEmpty()
                ? null
                : spaces.inForceWith(realm, to)
                        .map(each -> each.regulation().acknowledgeWithin(content.urgency()))
                        .orElse(null);
        return new Preview(realm, content, to, within, carried, dossier.agencies(), typed.words());
    }
}
