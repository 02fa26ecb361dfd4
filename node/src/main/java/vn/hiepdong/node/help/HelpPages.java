package vn.hiepdong.node.help;

import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.hiepdong.node.access.Allowed;
import vn.hiepdong.node.web.Frame;
import vn.hiepdong.node.web.NotFound;
import vn.hiepdong.node.web.Page;

/// Help on each screen, and the glossary. It shows nothing of what the node holds.
@Controller
@Allowed(anyRole = true)
class HelpPages {
    private final HelpTopics topics;
    private final Glossary glossary;

    HelpPages(HelpTopics topics, Glossary glossary) {
        this.topics = topics;
        this.glossary = glossary;
    }

    record Index(List<Entry> entries) {}

    record Entry(String href, String title, String lead) {}

    record Show(HelpText text, List<Entry> entries) {}

    record Words(List<Glossary.Line> abbreviations, List<Glossary.Line> terms) {}

    @GetMapping("/help")
    Page index(Frame frame) {
        return new Page("help/index.jte", new Index(entries(frame)));
    }

    @GetMapping("/help/glossary")
    Page glossary(Frame frame) {
        return new Page(
                "help/glossary.jte",
                new Words(glossary.abbreviations(frame.language()), glossary.terms(frame.language())));
    }

    @GetMapping("/help/{topic}")
    Page show(@PathVariable String topic, Frame frame) {
        var text = topics.named(topic).orElseThrow(NotFound::new).in(frame.language());
        return new Page("help/show.jte", new Show(text, entries(frame)));
    }

    private List<Entry> entries(Frame frame) {
        return topics.all().stream()
                .map(topic -> {
                    var text = topic.in(frame.language());
                    return new Entry("/help/" + topic.name(), text.title(), text.lead());
                })
                .toList();
    }
}
