package vn.hiepdong.node.interop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.DOMException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;
import org.xml.sax.ext.Locator2;
import vn.hiepdong.node.interop.CapRejected.Place;
import vn.hiepdong.node.interop.CapRejected.Reason;

/// Bytes to an XML tree that remembers where each element stood.
///
/// Limits are checked while reading, so that a hostile file is dropped before it has grown. There are no
/// document types, hence no entities but the five of XML, and nothing outside the file is ever opened. The tree
/// keeps comments and processing instructions, because a signature is computed over them.
final class CapDocument extends DefaultHandler2 {
    static final int MAX_BYTES = 2 * 1024 * 1024;
    static final int MAX_DEPTH = 24;
    static final int MAX_ELEMENTS = 50_000;
    static final int MAX_ATTRIBUTES = 32;

    private static final String PLACE = "place";
    /// What XML allows without a declaration, and the two Vietnamese and Western code pages seen in practice.
    private static final Set<String> ENCODINGS =
            Set.of("UTF-8", "UTF-16", "UTF-16BE", "UTF-16LE", "US-ASCII", "ISO-8859-1", "WINDOWS-1252", "WINDOWS-1258");

    private final Document document;
    private final StringBuilder pending = new StringBuilder();
    private Node parent;
    private int depth;
    private int elements;
    private @Nullable Locator locator;

    private CapDocument(Document document) {
        this.document = document;
        this.parent = document;
    }

    static Document read(byte[] file) {
        if (file.length == 0) {
            throw new CapRejected(Reason.EMPTY, null);
        }
        if (file.length > MAX_BYTES) {
            throw new CapRejected(Reason.TOO_LARGE, null, file.length, MAX_BYTES);
        }
        var reading = new CapDocument(emptyDocument());
        try {
            reading.reader().parse(new InputSource(new ByteArrayInputStream(file)));
        } catch (SAXParseException e) {
            throw refusal(e);
        } catch (SAXException | IOException e) {
            // An IOException of a reader over memory can only be bytes that the declared encoding does not know.
            throw new CapRejected(Reason.NOT_WELL_FORMED, null);
        }
        return reading.document;
    }

    static Document emptyDocument() {
        try {
            return DocumentBuilderFactory.newDefaultNSInstance()
                    .newDocumentBuilder()
                    .newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK builds an empty document", e);
        }
    }

    /// Where the element stood in the file.
    static Place place(Element element) {
        return element.getUserData(PLACE) instanceof Place place ? place : new Place(element.getLocalName(), 0, 0);
    }

    private static CapRejected refusal(SAXParseException e) {
        var place = new Place("", e.getLineNumber(), e.getColumnNumber());
        // The parser has no code for this, but names the switch that forbids it in every language.
        boolean doctype = String.valueOf(e.getMessage()).contains("disallow-doctype-decl");
        return new CapRejected(doctype ? Reason.DOCTYPE : Reason.NOT_WELL_FORMED, place);
    }

    private XMLReader reader() {
        try {
            var factory = SAXParserFactory.newDefaultNSInstance();
            factory.setXIncludeAware(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            factory.setFeature("http://xml.org/sax/features/namespace-prefixes", true);
            var parser = factory.newSAXParser();
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            parser.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            // The JDK counts `&amp;` towards the size of entities. Without a document type there are no others, and
            // the size of the file is the limit.
            parser.setProperty("jdk.xml.maxGeneralEntitySizeLimit", MAX_BYTES);
            parser.setProperty("jdk.xml.totalEntitySizeLimit", MAX_BYTES);
            var reader = parser.getXMLReader();
            reader.setContentHandler(this);
            reader.setErrorHandler(this);
            reader.setEntityResolver(this);
            reader.setProperty("http://xml.org/sax/properties/lexical-handler", this);
            return reader;
        } catch (ParserConfigurationException | SAXNotRecognizedException e) {
            throw new IllegalStateException("the JDK's parser knows its own switches", e);
        } catch (SAXException e) {
            throw new IllegalStateException("the JDK's parser can be made", e);
        }
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) {
        var place = here(localName);
        if (elements == 0) {
            checkDeclaration(place);
        }
        if (++elements > MAX_ELEMENTS) {
            throw new CapRejected(Reason.TOO_MANY, place, localName, MAX_ELEMENTS);
        }
        if (++depth > MAX_DEPTH) {
            throw new CapRejected(Reason.TOO_DEEP, place, MAX_DEPTH);
        }
        if (attributes.getLength() > MAX_ATTRIBUTES) {
            throw new CapRejected(Reason.TOO_MANY, place, attributes.getQName(MAX_ATTRIBUTES), MAX_ATTRIBUTES);
        }
        flush();
        try {
            var element = document.createElementNS(uri.isEmpty() ? null : uri, qName);
            for (int i = 0; i < attributes.getLength(); i++) {
                element.setAttributeNS(
                        attributeNamespace(attributes, i), attributes.getQName(i), attributes.getValue(i));
            }
            element.setUserData(PLACE, place, null);
            parent.appendChild(element);
            parent = element;
        } catch (DOMException e) {
            // Names of two colons: the tree is stricter than the parser.
            throw new CapRejected(Reason.NOT_WELL_FORMED, place);
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        flush();
        depth--;
        parent = parent.getParentNode();
    }

    @Override
    public void characters(char[] text, int start, int length) {
        // The parser hands out texts in pieces, down to one character at each `&amp;`: joined before they are stored.
        pending.append(text, start, length);
    }

    private void flush() {
        if (!pending.isEmpty()) {
            parent.appendChild(document.createTextNode(pending.toString()));
            pending.setLength(0);
        }
    }

    @Override
    public void processingInstruction(String target, String data) {
        flush();
        parent.appendChild(document.createProcessingInstruction(target, data));
    }

    @Override
    public void comment(char[] text, int start, int length) {
        flush();
        parent.appendChild(document.createComment(new String(text, start, length)));
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
        throw e;
    }

    /// Nothing outside the file is opened, whatever a switch above may come to mean one day.
    @Override
    public InputSource resolveEntity(
            @Nullable String name, @Nullable String publicId, @Nullable String baseUri, String systemId) {
        throw new CapRejected(Reason.DOCTYPE, here(""));
    }

    private void checkDeclaration(Place place) {
        if (!(locator instanceof Locator2 declared)) {
            throw new IllegalStateException("the JDK's parser reports the XML declaration");
        }
        if (!"1.0".equals(declared.getXMLVersion())) {
            throw new CapRejected(Reason.XML_VERSION, place, declared.getXMLVersion());
        }
        var encoding = declared.getEncoding();
        if (encoding != null && !ENCODINGS.contains(encoding.toUpperCase(Locale.ROOT))) {
            throw new CapRejected(Reason.ENCODING, place, encoding, String.join(", ", new TreeSet<>(ENCODINGS)));
        }
    }

    private static @Nullable String attributeNamespace(Attributes attributes, int index) {
        var name = attributes.getQName(index);
        if (name.equals("xmlns") || name.startsWith("xmlns:")) {
            return XMLConstants.XMLNS_ATTRIBUTE_NS_URI;
        }
        var uri = attributes.getURI(index);
        return uri.isEmpty() ? null : uri;
    }

    private Place here(String element) {
        return locator == null
                ? new Place(element, 0, 0)
                : new Place(element, locator.getLineNumber(), locator.getColumnNumber());
    }
}
