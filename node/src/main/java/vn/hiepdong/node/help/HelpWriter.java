package vn.hiepdong.node.help;

import gg.jte.Content;
import java.util.List;
import java.util.Set;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.NodeRenderer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.commonmark.renderer.html.HtmlWriter;
import org.commonmark.renderer.text.TextContentRenderer;
import org.springframework.stereotype.Component;
import vn.hiepdong.node.web.Abbreviations;
import vn.hiepdong.node.web.Language;

/// Makes a page of help from its Markdown: the first line is the title, `# Title`. HTML in it is shown, not rendered,
/// and
/// links lead nowhere but to pages of this node.
@Component
final class HelpWriter {
    private final Parser parser =
            Parser.builder().extensions(List.of(TablesExtension.create())).build();
    private final Abbreviations abbreviations;

    HelpWriter(Abbreviations abbreviations) {
        this.abbreviations = abbreviations;
    }

    HelpText write(Language language, String markdown) {
        var page = parser.parse(markdown);
        if (!(page.getFirstChild() instanceof Heading title) || title.getLevel() != 1) {
            throw new IllegalArgumentException(
                    "help does not begin with a title: " + markdown.lines().findFirst());
        }
        var name = plain(title);
        title.unlink();
        var lead = page.getFirstChild() instanceof Paragraph first ? plain(first) : "";
        var html = renderer(language).render(page);
        Content body = out -> out.writeContent(html);
        return new HelpText(name, lead, body);
    }

    private static String plain(Node node) {
        return TextContentRenderer.builder().build().render(node).strip();
    }

    private HtmlRenderer renderer(Language language) {
        return HtmlRenderer.builder()
                .extensions(List.of(TablesExtension.create()))
                .escapeHtml(true)
                .sanitizeUrls(true)
                .attributeProviderFactory(context -> (node, tag, attributes) -> {
                    if (node instanceof TableBlock) attributes.put("class", "table");
                    if (node instanceof Link link && !link.getDestination().matches("/[^/].*|/|#.*")) {
                        throw new IllegalArgumentException("help leads elsewhere: " + link.getDestination());
                    }
                })
                .nodeRendererFactory(context -> new Explained(language, context.getWriter()))
                .build();
    }

    /// Writes texts with their abbreviations explained.
    private final class Explained implements NodeRenderer {
        private final Language language;
        private final HtmlWriter html;

        Explained(Language language, HtmlWriter html) {
            this.language = language;
            this.html = html;
        }

        @Override
        public Set<Class<? extends Node>> getNodeTypes() {
            return Set.of(Text.class);
        }

        @Override
        public void render(Node node) {
            html.raw(abbreviations.explained(language, ((Text) node).getLiteral(), isInside(node, Link.class)));
        }

        private static boolean isInside(Node node, Class<? extends Node> kind) {
            for (var parent = node.getParent(); parent != null; parent = parent.getParent()) {
                if (kind.isInstance(parent)) return true;
            }
            return false;
        }
    }
}
