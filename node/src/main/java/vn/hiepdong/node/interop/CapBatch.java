package vn.hiepdong.node.interop;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.node.attachment.AttachmentRejected;
import vn.hiepdong.node.interop.AlertTarget.Order;
import vn.hiepdong.node.job.JobTask;
import vn.hiepdong.node.job.JobWork;
import vn.hiepdong.node.ledger.Actor;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.Language;
import vn.hiepdong.node.web.Refused;
import vn.hiepdong.node.web.Texts;

/// Many alerts, or large ones, imported in the background one after the other, in the order in which they were chosen.
/// One that is refused does not stop those after it. The result says of each file what became of it.
///
/// A process that dies between an import and the line about it imports that file again, which changes nothing and says
/// that it was known.
@Component
final class CapBatch implements JobWork {
    static final String WORK = "interop-cap";
    static final String TYPE = "text/plain;charset=UTF-8";

    private final CapImports imports;
    private final CapFileTable files;
    private final Texts texts;
    private final JsonMapper json;

    CapBatch(CapImports imports, CapFileTable files, Texts texts, JsonMapper json) {
        this.imports = imports;
        this.files = files;
        this.texts = texts;
        this.json = json;
    }

    /// @param count how many files
    record Input(UUID batch, int count, Realm realm, List<String> releasableTo, String unit, String post) {
        Order order() {
            return new Order(
                    new Actor(unit, post),
                    realm,
                    null,
                    releasableTo.stream().map(AgencyCode::new).collect(Collectors.toSet()));
        }
    }

    @Override
    public String name() {
        return WORK;
    }

    @Override
    public String words() {
        return "interop.cap.batch.work";
    }

    String input(Input input) {
        return json.writeValueAsString(input);
    }

    @Override
    public void work(JobTask task) {
        Input input = json.readValue(task.input(), Input.class);
        int number = task.place().isEmpty() ? 0 : Integer.parseInt(task.place());
        for (; number < input.count(); number++) {
            // Those before were told about for good.
            files.forget(input.batch(), number);
            var line = number + 1 + ". " + told(input, number, task.language()) + "\n";
            task.store(line, String.valueOf(number + 1), number + 1, input.count());
        }
        files.forget(input.batch(), number);
    }

    private String told(Input input, int number, Language language) {
        var chosen = files.find(input.batch(), number).orElseThrow(() -> new Refused("interop.cap.batch.gone"));
        return chosen.file() + ": " + outcome(chosen.bytes(), input.order(), language);
    }

    private String outcome(byte[] file, Order order, Language language) {
        try {
            var imported = imports.importAlert(file, order);
            return texts.get(language, "interop.cap.done." + imported.deed()) + " /information/"
                    + imported.item().id();
        } catch (CapRejected | AttachmentRejected | Refused | BadInput e) {
            return texts.get(language, "interop.cap.batch.refused", reason(e, language));
        }
    }

    /// Why a file is not imported, in words.
    private String reason(RuntimeException refusal, Language language) {
        return switch (refusal) {
            case CapRejected rejected -> CapFailures.words(rejected, texts, language);
            case AttachmentRejected rejected ->
                texts.get(
                        language, rejected.reason().key(), rejected.arguments().toArray());
            case Refused refused ->
                texts.get(language, refused.key(), refused.arguments().toArray());
            case BadInput bad ->
                bad.fields().stream()
                        .map(field -> field.expected(texts, language))
                        .collect(Collectors.joining(" "));
            default -> throw refusal;
        };
    }
}
