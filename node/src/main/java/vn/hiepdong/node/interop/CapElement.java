package vn.hiepdong.node.interop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import org.w3c.dom.Attr;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import vn.hiepdong.node.interop.CapRejected.Place;
import vn.hiepdong.node.interop.CapRejected.Reason;

/// One element of an alert, its children taken in the order of the schema. CAP is an ordered sequence of
/// elements: asking for them in that order is the whole validation of structure.
final class CapElement {
    /// Longest text of one element; polygons and signatures are longer by nature and have limits of their own.
    static final int MAX_TEXT = 20_000;

    private static final String SIGNATURE_NAMESPACE = "http://www.w3.org/2000/09/xmldsig#";

    private final Element element;
    private final String namespace;
    private final Deque<Element> children = new ArrayDeque<>();
    private final List<String> askedFor = new ArrayList<>();

    private CapElement(Element element, String namespace) {
        this.element = element;
        this.namespace = namespace;
        refuseAttributes(element);
    }

    /// An element that holds elements only.
    static CapElement of(Element element, String namespace) {
        var result = new CapElement(element, namespace);
        for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                result.children.add(child);
            } else if (node instanceof Text text && !text.getData().isBlank()) {
                throw new CapRejected(
                        Reason.UNEXPECTED_TEXT, result.place(), text.getData().strip(), element.getLocalName());
            }
        }
        return result;
    }

    Place place() {
        return CapDocument.place(element);
    }

    /// The next element if it has this name, else the alert is refused.
    CapElement one(String name) {
        return next(name).orElseThrow(this::outOfOrder);
    }

    Optional<CapElement> next(String name) {
        askedFor.add(name);
        var child = children.peek();
        if (child == null || !name.equals(child.getLocalName()) || !namespace.equals(child.getNamespaceURI())) {
            return Optional.empty();
        }
        children.remove();
        askedFor.clear();
        return Optional.of(new CapElement(child, namespace));
    }

    List<CapElement> some(String name, int least, int most) {
        var found = new ArrayList<CapElement>();
        for (var child = next(name); child.isPresent(); child = next(name)) {
            found.add(child.get());
            if (found.size() > most) {
                throw new CapRejected(Reason.TOO_MANY, child.get().place(), name, most);
            }
        }
        if (found.size() < least) {
            throw outOfOrder();
        }
        return found;
    }

    /// §3.3.4.1: signatures follow the last info. They are read by [CapSignatures], and here passed over.
    void passSignatures() {
        while (!children.isEmpty()
                && SIGNATURE_NAMESPACE.equals(children.getFirst().getNamespaceURI())) {
            children.remove();
        }
    }

    /// Nothing may be left over.
    void end() {
        if (!children.isEmpty()) {
            throw outOfOrder();
        }
    }

    /// The element read as text. Comments within are skipped, elements and attributes refused.
    String text() {
        return text(MAX_TEXT);
    }

    String text(int longest) {
        var text = new StringBuilder();
        for (var node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Text part) {
                text.append(part.getData());
            } else if (node.getNodeType() == Node.ELEMENT_NODE) {
                throw new CapRejected(
                        Reason.UNEXPECTED_ELEMENT, CapDocument.place((Element) node), node.getNodeName(), name());
            }
        }
        if (text.length() > longest) {
            throw new CapRejected(Reason.TEXT_TOO_LONG, place(), name(), longest);
        }
        return text.toString();
    }

    /// The element read as elements.
    CapElement open() {
        return of(element, namespace);
    }

    String name() {
        return element.getLocalName();
    }

    private CapRejected outOfOrder() {
        var expected = askedFor.isEmpty() ? "</" + name() + ">" : String.join(", ", askedFor);
        var found = children.peek();
        return found == null
                ? new CapRejected(Reason.MISSING_ELEMENT, place(), name(), expected)
                : new CapRejected(Reason.EXPECTED_ELEMENT, CapDocument.place(found), found.getNodeName(), expected);
    }

    /// The schema has no attributes. Namespace declarations are not attributes, and `xsi:schemaLocation` is
    /// allowed on any element by XML Schema itself (Part 1 §2.6).
    private void refuseAttributes(Element of) {
        var attributes = of.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            var attribute = (Attr) attributes.item(i);
            var uri = attribute.getNamespaceURI();
            if (!XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(uri)
                    && !XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI.equals(uri)) {
                throw new CapRejected(Reason.UNEXPECTED_ATTRIBUTE, place(), attribute.getName(), name());
            }
        }
    }
}
