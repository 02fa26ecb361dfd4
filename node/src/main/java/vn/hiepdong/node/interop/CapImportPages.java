package vn.hiepdong.node.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import vn.hiepdong.format.Uuid7;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.directory.Directory;
import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.interop.AlertTarget.Order;
import vn.hiepdong.node.interop.CapFileTable.Chosen;
import vn.hiepdong.node.interop.CapImports.Preview;
import vn.hiepdong.node.job.JobOrder;
import vn.hiepdong.node.job.Jobs;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Spaces;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.BadField;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Checks;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.Option;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.RealmMark;
import vn.hiepdong.node.web.Redirect;
import vn.hiepdong.node.web.Refused;
import vn.hiepdong.node.web.Texts;

/// Imports by hand: choose or paste an alert, see what would come of it, choose who gets it, confirm. Several at once,
/// or one that is large, are imported in the background ([CapBatch]).
@Controller
@Allowed({Role.DUTY_OFFICER, Role.DUTY_COMMANDER})
final class CapImportPages {
    static final int MOST_FILES = 50;

    /// A form brings the file back for the second step up to this size; a larger one waits at the node.
    private static final int MAX_KEPT = 512 * 1024;

    private final CapImports imports;
    private final Spaces spaces;
    private final Directory directory;
    private final AgencyCode self;
    private final CapFileTable files;
    private final CapBatch batches;
    private final Jobs jobs;
    private final Uuid7 ids;
    private final Texts texts;

    CapImportPages(
            CapImports imports,
            Spaces spaces,
            Directory directory,
            Ledger ledger,
            CapFileTable files,
            CapBatch batches,
            Jobs jobs,
            Uuid7 ids,
            Texts texts) {
        this.files = files;
        this.batches = batches;
        this.jobs = jobs;
        this.ids = ids;
        this.texts = texts;
        this.directory = directory;
        this.imports = imports;
        this.spaces = spaces;
        this.self = ledger.self().code();
    }

    /// @param kept the file in base64, for the second step; empty if there is none yet
    /// @param batch several files, kept at the node for the second step
    record Form(
            FormInput input,
            Realm realm,
            List<Option> realms,
            List<Option> receivers,
            @Nullable Preview preview,
            String kept,
            @Nullable Batch batch) {
        RealmMark mark() {
            return RealmMark.valueOf(realm.name());
        }
    }

    /// @param id under which the files are kept; null when none of them can be imported
    record Batch(@Nullable UUID id, List<Seen> files, long good) {}

    /// What would become of one file.
    ///
    /// @param preview null when it is refused
    /// @param refused why; empty when it is not
    record Seen(String file, @Nullable Preview preview, String refused) {}

    @GetMapping("/imports/cap")
    Page form(FormInput input, Frame frame) {
        return new Page("interop/cap.jte", shown(input, frame, null, "", null));
    }

    @PostMapping("/imports/cap")
    Answer importAlert(
            FormInput input,
            @RequestParam(required = false) @Nullable List<MultipartFile> file,
            Officer officer,
            Frame frame) {
        try {
            return step(input, file, officer, frame);
        } catch (BadInput bad) {
            input.add(bad);
            return Page.again("interop/cap.jte", shown(input, frame, null, "", null));
        }
    }

    private Answer step(FormInput input, @Nullable List<MultipartFile> file, Officer officer, Frame frame) {
        var chosen = chosen(file);
        if (chosen.size() > 1 || chosen.stream().anyMatch(each -> each.bytes().length > MAX_KEPT)) {
            return keep(chosen, input, officer, frame);
        }
        if (chosen.isEmpty() && !input.raw("batch").isEmpty()) {
            return again(input, officer, frame);
        }
        var alert = chosen.isEmpty() ? content(input) : chosen.getFirst().bytes();
        var kept = alert.length <= MAX_KEPT ? Base64.getEncoder().encodeToString(alert) : "";
        try {
            var order = order(input, officer);
            if (input.raw("import").isEmpty()) {
                var preview = imports.preview(alert, order.realm());
                return new Page("interop/cap.jte", shown(input, frame, preview, kept, null));
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
            return Page.again("interop/cap.jte", shown(input, frame, null, kept, null));
        }
    }

    /// The files that were chosen; an empty field sends one without a name.
    private static List<Chosen> chosen(@Nullable List<MultipartFile> files) {
        var chosen = new ArrayList<Chosen>();
        try {
            for (var each : files == null ? List.<MultipartFile>of() : files) {
                if (!each.isEmpty()) chosen.add(new Chosen(name(each), each.getBytes()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (chosen.size() > MOST_FILES) throw new BadInput("file", "interop.cap.expected.files", MOST_FILES);
        return chosen;
    }

    /// One line, as far as a list can show it.
    private static String name(MultipartFile file) {
        var name = String.valueOf(file.getOriginalFilename())
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return name.substring(0, Math.min(name.length(), 120));
    }

    /// Several files: says of each what would become of it, and keeps them for the second step.
    private Answer keep(List<Chosen> chosen, FormInput input, Officer officer, Frame frame) {
        var seen = seen(chosen, order(input, officer).realm(), frame);
        UUID id = seen.good() == 0 ? null : ids.next();
        if (id != null) files.keep(id, officer.accountId(), chosen);
        return new Page("interop/cap.jte", shown(input, frame, null, "", new Batch(id, seen.files(), seen.good())));
    }

    /// The second step of several files: looks at them again, or has them imported.
    private Answer again(FormInput input, Officer officer, Frame frame) {
        var checks = new Checks();
        UUID id = checks.id("batch", input.raw("batch"));
        checks.done();
        var order = order(input, officer);
        var chosen = files.of(id, officer.accountId());
        if (chosen.isEmpty()) throw new Refused("interop.cap.batch.gone");
        if (input.raw("import").isEmpty()) {
            var seen = seen(chosen, order.realm(), frame);
            return new Page("interop/cap.jte", shown(input, frame, null, "", new Batch(id, seen.files(), seen.good())));
        }
        var to = order.releasableTo().stream().map(AgencyCode::value).sorted().toList();
        jobs.start(
                officer,
                new JobOrder(
                        CapBatch.WORK,
                        frame.count("interop.cap.batch.files", chosen.size()),
                        "realm=" + order.realm() + "&files=" + chosen.size(),
                        batches.input(new CapBatch.Input(
                                id, chosen.size(), order.realm(), to, officer.unit(), officer.post())),
                        frame.language(),
                        frame.text("interop.cap.batch.file"),
                        CapBatch.TYPE));
        return Redirect.to("/jobs").saying("interop.cap.batch.started");
    }

    private static Order order(FormInput input, Officer officer) {
        return CapImportApi.order(officer, input.raw("realm"), null, new HashSet<>(input.all("releasableTo")));
    }

    private Batch seen(List<Chosen> chosen, Realm realm, Frame frame) {
        var seen = chosen.stream().map(each -> seen(each, realm, frame)).toList();
        return new Batch(
                null, seen, seen.stream().filter(each -> each.preview() != null).count());
    }

    private Seen seen(Chosen chosen, Realm realm, Frame frame) {
        try {
            return new Seen(chosen.file(), imports.preview(chosen.bytes(), realm), "");
        } catch (CapRejected rejected) {
            return new Seen(chosen.file(), null, CapFailures.words(rejected, texts, frame.language()));
        }
    }

    /// What was pasted, else the file of the first step.
    private static byte[] content(FormInput input) {
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

    private Form shown(FormInput input, Frame frame, @Nullable Preview preview, String kept, @Nullable Batch batch) {
        var realm = Arrays.stream(Realm.values())
                .filter(each -> each.name().equals(input.raw("realm")))
                .findFirst()
                .orElse(Realm.REAL);
        var realms = Arrays.stream(Realm.values())
                .map(each -> new Option(each.name(), frame.text("interop.cap.realm." + each)))
                .toList();
        return new Form(input, realm, realms, receivers(frame), preview, kept, batch);
    }

    /// Everybody we have a regulation in force with.
    private List<Option> receivers(Frame frame) {
        var known = KnownAgencies.of(directory.agencies());
        var parties = new TreeSet<AgencyCode>();
        spaces.versions().stream()
                .filter(version -> version.inForce())
                .forEach(version -> parties.addAll(version.regulation().parties()));
        parties.remove(self);
        return parties.stream()
                .map(code -> new Option(
                        code.value(),
                        code + " – " + known.name(code, frame.language().locale())))
                .toList();
    }
}
