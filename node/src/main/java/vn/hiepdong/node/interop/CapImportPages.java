package vn.hiepdong.node.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.interop.CapImports.Preview;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.BadField;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;

/// Imports by hand: choose or paste an alert, see what would come of it, choose who gets it, confirm.
@Controller
@Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER})
final class CapImportPages {
    /// A form brings the file back for the second step up to this size; a larger one is chosen again.
    private static final int MAX_KEPT = 512 * 1024;

    private final CapImports imports;
    private final Spaces spaces;
    private final AgencyCode self;

    CapImportPages(CapImports imports, Spaces spaces, Ledger ledger) {
        this.imports = imports;
        this.spaces = spaces;
        this.self = ledger.self().code();
    }

    /// @param kept the file in base64, for the second step; empty if there is none yet
    record Form(
            FormInput input,
            Realm realm,
            List<Option> realms,
            List<Option> receivers,
            @Nullable Preview preview,
            String kept) {
        RealmMark mark() {
            return RealmMark.valueOf(realm.name());
        }
    }

    @GetMapping("/imports/cap")
    Page form(FormInput input, Frame frame) {
        return new Page("interop/cap.jte", shown(input, frame, null, ""));
    }

    @PostMapping("/imports/cap")
    Answer importAlert(
            FormInput input,
            @RequestParam(required = false) @Nullable MultipartFile file,
            Officer officer,
            Frame frame) {
        var alert = content(input, file);
        var kept = alert.length <= MAX_KEPT ? Base64.getEncoder().encodeToString(alert) : "";
        try {
            var order = CapImportApi.order(officer, input.raw("realm"), null, new HashSet<>(input.all("releasableTo")));
            if (input.raw("import").isEmpty()) {
                var preview = imports.preview(alert, order.realm());
                return new Page("interop/cap.jte", shown(input, frame, preview, kept));
            }
            var imported = imports.importAlert(alert, order);
            var page = Redirect.to("/information/" + imported.item().id());
            return page.saying("interop.cap.done." + imported.deed());
        } catch (CapRejected rejected) {
            var field = rejected.place()
                    .map(place -> CapFailures.field(rejected, place))
                    .orElseGet(() -> new BadField(
                            "", rejected.reason().key(), rejected.arguments().toArray()));
            input.add(new BadInput(List.of(field)));
            return Page.again("interop/cap.jte", shown(input, frame, null, kept));
        }
    }

    /// A file chosen now, else what was pasted, else the file of the first step.
    private static byte[] content(FormInput input, @Nullable MultipartFile file) {
        try {
            if (file != null && !file.isEmpty()) {
                return file.getBytes();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var pasted = input.raw("pasted").strip();
        if (!pasted.isEmpty()) {
            return pasted.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(input.raw("kept"));
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private Form shown(FormInput input, Frame frame, @Nullable Preview preview, String kept) {
        var realm = Arrays.stream(Realm.values())
                .filter(each -> each.name().equals(input.raw("realm")))
                .findFirst()
                .orElse(Realm.REAL);
        var realms = Arrays.stream(Realm.values())
                .map(each -> new Option(each.name(), frame.text("interop.cap.realm." + each)))
                .toList();
        return new Form(input, realm, realms, receivers(), preview, kept);
    }

    /// Everybody we have a regulation in force with.
    private List<Option> receivers() {
        var parties = new TreeSet<AgencyCode>();
        spaces.versions().stream()
                .filter(version -> version.inForce())
                .forEach(version -> parties.addAll(version.regulation().parties()));
        parties.remove(self);
        return parties.stream()
                .map(code -> new Option(code.value(), code.value()))
                .toList();
    }
}
