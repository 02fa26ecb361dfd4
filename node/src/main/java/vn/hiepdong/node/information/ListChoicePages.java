package vn.hiepdong.node.information;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.web.Answer;
import vn.hiepdong.node.web.BadInput;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Page;
import vn.hiepdong.node.web.Redirect;

/// An officer's own filters and the look of their lists. Nothing here asks whether it is sure: what was done can be
/// undone on the page that follows.
@Controller
class ListChoicePages {
    private final ListChoices choices;
    private final FilterInput filters;

    ListChoicePages(ListChoices choices, FilterInput filters) {
        this.choices = choices;
        this.filters = filters;
    }

    /// @param undo what was just done and can be undone
    record Index(List<ListChoices.Saved> saved, @Nullable Undo undo) {}

    /// @param words the key of what was done
    /// @param action where undoing is posted to
    record Undo(String words, List<String> arguments, String action, String label) {}

    @GetMapping("/information/filters")
    Page index(FormInput input, Officer officer) {
        return new Page(
                "information/saved.jte",
                new Index(
                        choices.saved(officer.accountId()), undo(input, officer).orElse(null)));
    }

    private Optional<Undo> undo(FormInput input, Officer officer) {
        String done = input.raw("done");
        String id = input.raw("id");
        if (!id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            return Optional.empty();
        }
        return choices.saved(officer.accountId(), UUID.fromString(id)).flatMap(saved -> {
            String path = "/information/filters/" + saved.id();
            String former = saved.former();
            if (done.equals("removed") && saved.removed()) {
                return Optional.of(
                        new Undo("list.saved.removed", List.of(saved.label()), path + "/restoration", saved.label()));
            }
            return done.equals("renamed") && former != null
                    ? Optional.of(
                            new Undo("list.saved.renamed", List.of(former, saved.label()), path + "/label", former))
                    : Optional.empty();
        });
    }

    @PostMapping("/information/filters")
    Answer save(FormInput input, Officer officer) {
        var address = address(input);
        String label = input.text("label", ListChoices.LONGEST_LABEL);
        refuseErrors(input);
        choices.save(
                officer.accountId(), label, address.query(), input.raw("usual").equals("1"));
        return Redirect.to(address.path("")).saying("list.saved.done", label);
    }

    @PostMapping("/information/filters/{id}/label")
    Answer rename(@PathVariable UUID id, FormInput input, Officer officer) {
        own(id, officer);
        String label = input.text("label", ListChoices.LONGEST_LABEL);
        refuseErrors(input);
        choices.rename(officer.accountId(), id, label);
        return Redirect.to("/information/filters?done=renamed&id=" + id);
    }

    @PostMapping("/information/filters/{id}/usual")
    Answer usual(@PathVariable UUID id, FormInput input, Officer officer) {
        own(id, officer);
        choices.makeUsual(officer.accountId(), id, input.raw("usual").equals("1"));
        return Redirect.to("/information/filters").saying("list.saved.usual.done");
    }

    @PostMapping("/information/filters/{id}/removal")
    Answer remove(@PathVariable UUID id, Officer officer) {
        own(id, officer);
        choices.remove(officer.accountId(), id);
        return Redirect.to("/information/filters?done=removed&id=" + id);
    }

    @PostMapping("/information/filters/{id}/restoration")
    Answer restore(@PathVariable UUID id, Officer officer) {
        own(id, officer);
        choices.restore(officer.accountId(), id);
        return Redirect.to("/information/filters").saying("list.saved.restored");
    }

    @PostMapping("/information/look")
    Answer look(FormInput input, Officer officer) {
        var address = address(input);
        var columns = EnumSet.noneOf(Column.class);
        for (Column each : Column.values()) {
            if (input.ticked("column", each.name())) {
                columns.add(each);
            }
        }
        boolean reset = input.raw("reset").equals("1");
        choices.look(
                officer.accountId(),
                new ListChoices.Look(
                        reset ? Column.usual() : columns,
                        !reset && input.raw("density").equals("COMPACT")));
        return Redirect.to(address.path("")).saying("list.look.saved");
    }

    /// What the page sent along says which list it is; only what is a filter of one is kept.
    private ListAddress address(FormInput input) {
        String query = input.raw("query");
        if (query.length() > ListAddress.LONGEST) {
            throw new BadInput("query", "web.expected.text", ListAddress.LONGEST);
        }
        var address = ListAddress.parse(query);
        filters.filter(address.input());
        return address;
    }

    private void own(UUID id, Officer officer) {
        choices.saved(officer.accountId(), id).orElseThrow(NotFound::new);
    }

    private static void refuseErrors(FormInput input) {
        if (input.hasErrors()) {
            throw new BadInput(input.errors());
        }
    }
}
