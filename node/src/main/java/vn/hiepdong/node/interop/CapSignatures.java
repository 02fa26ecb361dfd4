package vn.hiepdong.node.interop;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyException;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.crypto.AlgorithmMethod;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.KeySelectorResult;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.XMLCryptoContext;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyValue;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.hiepdong.node.interop.CapAlert.Version;
import vn.hiepdong.node.interop.CapRejected.Reason;
import vn.hiepdong.node.interop.CapSignature.Outcome;

/// Checks XML signatures of alerts (CAP 1.2 §3.3.4.1, W3C XML Signature) against the certificates that the
/// operator pinned for a sender. No certificate authority is asked: a pinned certificate is the trust.
///
/// The tree that is verified is the very tree the alert is read from, and only signatures over all of it count,
/// so nothing can be read that was not signed. Several systems may sign one alert, each over the alert without
/// the others' signatures, as relays do; one valid signature of the pinned key is enough.
///
/// CAP forbids to reject an alert merely because its signature cannot be verified. So a signature that is weak,
/// or of an unknown key, is noted and the alert is taken like an unsigned one. A signature that is *wrong* is
/// refused, and a sender for whom a certificate is pinned must sign with it.
final class CapSignatures {
    static final int MAX_SIGNATURES = 4;

    private static final String DSIG = XMLSignature.XMLNS;
    private static final String MORE = "http://www.w3.org/2001/04/xmldsig-more#";
    private static final String MORE_2007 = "http://www.w3.org/2007/05/xmldsig-more#";
    private static final int LEAST_RSA_BITS = 2048;

    private static final Set<String> SIGNATURE_METHODS = Set.of(
            MORE + "rsa-sha256",
            MORE + "rsa-sha384",
            MORE + "rsa-sha512",
            MORE + "ecdsa-sha256",
            MORE + "ecdsa-sha384",
            MORE + "ecdsa-sha512",
            MORE_2007 + "sha256-rsa-MGF1",
            MORE_2007 + "sha384-rsa-MGF1",
            MORE_2007 + "sha512-rsa-MGF1",
            "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519");
    private static final Set<String> DIGEST_METHODS = Set.of(
            "http://www.w3.org/2001/04/xmlenc#sha256", MORE + "sha384", "http://www.w3.org/2001/04/xmlenc#sha512");
    private static final Set<String> CANONICAL_FORMS = Set.of(
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
            "http://www.w3.org/2006/12/xml-c14n11",
            "http://www.w3.org/2006/12/xml-c14n11#WithComments",
            "http://www.w3.org/2001/10/xml-exc-c14n#",
            "http://www.w3.org/2001/10/xml-exc-c14n#WithComments");
    private static final String ENVELOPED = DSIG + "enveloped-signature";

    private final Map<String, List<X509Certificate>> pinned;

    CapSignatures(Map<String, List<X509Certificate>> pinned) {
        this.pinned = Map.copyOf(pinned);
    }

    /// Reads the pinned certificates. A file that cannot be read stops the start: better no node than one that
    /// takes unsigned alerts of a sender who must sign.
    static CapSignatures of(CapProperties properties) {
        return new CapSignatures(properties.trusted().entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, named -> {
                    var certificates = certificates(named.getValue());
                    if (certificates.isEmpty()) {
                        throw new IllegalStateException(
                                "no certificate of " + named.getKey() + " in " + named.getValue());
                    }
                    return certificates;
                })));
    }

    static List<X509Certificate> certificates(Path pem) {
        try (var file = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(file).stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException("cannot read the certificates in " + pem, e);
        }
    }

    /// What the signature of this alert is worth, or a [CapRejected] where the alert must not be taken.
    CapSignature require(Document document, CapAlert alert) {
        var result = check(document, alert);
        if (result.outcome() == Outcome.INVALID) {
            throw new CapRejected(Reason.SIGNATURE_INVALID, null, alert.sender());
        }
        if (pinned.containsKey(alert.sender())) {
            switch (result.outcome()) {
                case NONE -> throw new CapRejected(Reason.SIGNATURE_MISSING, null, alert.sender());
                case UNTRUSTED_KEY -> throw new CapRejected(Reason.SIGNATURE_UNTRUSTED, null, alert.sender());
                case WEAK_ALGORITHM -> throw new CapRejected(Reason.SIGNATURE_WEAK, null, alert.sender());
                case VALID, INVALID -> {}
            }
        }
        return result;
    }

    CapSignature check(Document document, CapAlert alert) {
        int signatures = signatures(document).size();
        if (signatures == 0 || alert.version() != Version.CAP_1_2) {
            return CapSignature.NONE;
        }
        if (signatures > MAX_SIGNATURES) {
            throw new CapRejected(Reason.TOO_MANY, null, "Signature", MAX_SIGNATURES);
        }
        var results = new ArrayList<CapSignature>();
        for (int i = 0; i < signatures; i++) {
            results.add(checkOne(document, i, alert));
        }
        return first(results, Outcome.VALID)
                .or(() -> first(results, Outcome.INVALID))
                .or(() -> first(results, Outcome.UNTRUSTED_KEY))
                .orElseGet(results::getFirst);
    }

    private static Optional<CapSignature> first(List<CapSignature> results, Outcome outcome) {
        return results.stream().filter(r -> r.outcome() == outcome).findFirst();
    }

    private CapSignature checkOne(Document document, int index, CapAlert alert) {
        var signature = signatures(document).get(index);
        if (!coversAll(signature)) {
            return CapSignature.of(Outcome.INVALID);
        }
        if (!isStrong(signature)) {
            return CapSignature.of(Outcome.WEAK_ALGORITHM);
        }
        for (var certificate : pinned.getOrDefault(alert.sender(), List.of())) {
            if (isValidAt(certificate, alert.sent().toInstant()) && fits(document, index, certificate.getPublicKey())) {
                return new CapSignature(
                        Outcome.VALID, certificate.getSubjectX500Principal().getName());
            }
        }
        var ownKey = keyInside(signature);
        if (ownKey.isEmpty()) {
            return CapSignature.of(Outcome.UNTRUSTED_KEY);
        }
        if (ownKey.get() instanceof RSAKey rsa && rsa.getModulus().bitLength() < LEAST_RSA_BITS) {
            return CapSignature.of(Outcome.WEAK_ALGORITHM);
        }
        return CapSignature.of(fits(document, index, ownKey.get()) ? Outcome.UNTRUSTED_KEY : Outcome.INVALID);
    }

    /// Whether the key made this signature: over the alert without other signatures, or with those that stood
    /// there.
    private static boolean fits(Document document, int index, PublicKey key) {
        var alone = (Document) document.cloneNode(true);
        var all = signatures(alone);
        for (int i = 0; i < all.size(); i++) {
            if (i != index) {
                alone.getDocumentElement().removeChild(all.get(i));
            }
        }
        return validates(signatures(alone).getFirst(), key)
                || (all.size() > 1
                        && validates(
                                signatures((Document) document.cloneNode(true)).get(index), key));
    }

    private static boolean validates(Element signature, PublicKey key) {
        var context = new DOMValidateContext(key, signature);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        try {
            return XMLSignatureFactory.getInstance("DOM")
                    .unmarshalXMLSignature(context)
                    .validate(context);
        } catch (MarshalException | XMLSignatureException e) {
            return false; // fails closed: what cannot be read as a signature does not fit
        }
    }

    /// One reference, to the whole document, and no step but leaving out the signature and writing canonically.
    private static boolean coversAll(Element signature) {
        var references = children(signature, "SignedInfo").stream()
                .flatMap(info -> children(info, "Reference").stream())
                .toList();
        if (references.size() != 1) {
            return false;
        }
        var reference = references.getFirst();
        var steps = children(reference, "Transforms").stream()
                .flatMap(transforms -> children(transforms, "Transform").stream())
                .map(step -> step.getAttribute("Algorithm"))
                .toList();
        return reference.hasAttribute("URI")
                && reference.getAttribute("URI").isEmpty()
                && steps.contains(ENVELOPED)
                && steps.stream().allMatch(step -> step.equals(ENVELOPED) || CANONICAL_FORMS.contains(step));
    }

    private static boolean isStrong(Element signature) {
        var info = children(signature, "SignedInfo").getFirst();
        return algorithmIn(info, "CanonicalizationMethod", CANONICAL_FORMS)
                && algorithmIn(info, "SignatureMethod", SIGNATURE_METHODS)
                && algorithmIn(children(info, "Reference").getFirst(), "DigestMethod", DIGEST_METHODS);
    }

    private static boolean algorithmIn(Element parent, String name, Set<String> allowed) {
        var found = children(parent, name);
        return found.size() == 1 && allowed.contains(found.getFirst().getAttribute("Algorithm"));
    }

    /// The key that the signature itself names: good for telling a changed file from an unknown signer, no more.
    private static Optional<PublicKey> keyInside(Element signature) {
        try {
            var context = new DOMValidateContext(new NoKey(), signature);
            context.setProperty("org.jcp.xml.dsig.secureValidation", true);
            var info = XMLSignatureFactory.getInstance("DOM")
                    .unmarshalXMLSignature(context)
                    .getKeyInfo();
            if (info == null) {
                return Optional.empty();
            }
            for (var content : info.getContent()) {
                if (content instanceof KeyValue value) {
                    return Optional.of(value.getPublicKey());
                }
            }
            return certificateInside(signature).map(X509Certificate::getPublicKey);
        } catch (MarshalException | KeyException e) {
            return Optional.empty();
        }
    }

    private static Optional<X509Certificate> certificateInside(Element signature) {
        var encoded = signature.getElementsByTagNameNS(DSIG, "X509Certificate");
        if (encoded.getLength() == 0) {
            return Optional.empty();
        }
        try {
            var der = Base64.getMimeDecoder().decode(encoded.item(0).getTextContent());
            return Optional.of((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        } catch (CertificateException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isValidAt(X509Certificate certificate, Instant sent) {
        var date = Date.from(sent);
        return !date.before(certificate.getNotBefore()) && !date.after(certificate.getNotAfter());
    }

    private static List<Element> signatures(Document document) {
        return children(document.getDocumentElement(), "Signature");
    }

    private static List<Element> children(Element parent, String name) {
        var found = new ArrayList<Element>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child
                    && DSIG.equals(child.getNamespaceURI())
                    && name.equals(child.getLocalName())) {
                found.add(child);
            }
        }
        return found;
    }

    /// Reading a signature asks for a key although none is needed yet.
    private static final class NoKey extends KeySelector {
        @Override
        @SuppressWarnings("NullAway") // the JDK is not annotated; no key is what this class is for
        public KeySelectorResult select(
                @Nullable KeyInfo info, Purpose purpose, AlgorithmMethod method, XMLCryptoContext context) {
            return () -> null;
        }
    }
}
