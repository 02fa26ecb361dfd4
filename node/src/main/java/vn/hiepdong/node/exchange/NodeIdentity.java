package vn.hiepdong.node.exchange;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.AgencyIdentity;

/// What a node says about itself when two agencies get to know each other. All of it may be published.
///
/// @param kind what sort of agency it is, as package directory names it
/// @param url where its partners reach it: `https://host:port`
/// @param certificate its TLS certificate; only the public key in it counts ([#pin])
/// @param logKey see [AgencyIdentity]
/// @param version of its software
record NodeIdentity(
        AgencyCode code,
        String nameVi,
        String nameEn,
        String kind,
        String url,
        byte[] certificate,
        byte[] logKey,
        byte[] logKeyPq,
        byte[] mirrorKey,
        byte[] recovery,
        String version) {
    private static final int MAX_NAME = 200;
    private static final int MAX_CERTIFICATE = 4096;

    /// Comes from outside: throws [FormatException] for anything missing, too long or unreadable.
    NodeIdentity {
        boolean complete = code != null
                && certificate != null
                && logKey != null
                && logKeyPq != null
                && mirrorKey != null
                && recovery != null;
        if (!complete) {
            throw new FormatException("an identity lacks its code or a key");
        }
        text(nameVi, MAX_NAME, "nameVi");
        text(nameEn, MAX_NAME, "nameEn");
        text(kind, 32, "kind");
        text(version, 64, "version");
        url(url);
        if (certificate.length > MAX_CERTIFICATE) {
            throw new FormatException("the certificate has " + certificate.length + " bytes");
        }
        pin(certificate);
        new AgencyIdentity(code, logKey, logKeyPq, mirrorKey, recovery).mirrorKey();
    }

    AgencyIdentity agency() {
        return new AgencyIdentity(code, logKey, logKeyPq, mirrorKey, recovery);
    }

    /// SHA-256 of the certificate's public key: what the TLS connection is held against.
    Hash pin() {
        return pin(certificate);
    }

    /// Everything that a partner has to trust, in one digest: the agency's keys and its TLS key.
    byte[] digest() {
        return digest(pin());
    }

    /// The same with the TLS key that it has now.
    byte[] digest(Hash pin) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(agency().digest());
            return sha.digest(pin.bytes());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Hash pin(byte[] certificate) {
        try {
            var factory = CertificateFactory.getInstance("X.509");
            return pin((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(certificate)));
        } catch (CertificateException e) {
            throw new FormatException("unreadable certificate: " + e.getMessage());
        }
    }

    static Hash pin(X509Certificate certificate) {
        return Hash.sha256(certificate.getPublicKey().getEncoded());
    }

    private static void text(@Nullable String value, int most, String field) {
        if (value == null
                || value.isBlank()
                || value.length() > most
                || value.chars().anyMatch(Character::isISOControl)) {
            throw new FormatException(field + " has to be 1 to " + most + " characters in one line");
        }
    }

    /// Throws [FormatException] unless this is `https://host:port` and nothing else.
    static URI url(@Nullable String text) {
        try {
            if (text != null && text.length() <= 255) {
                URI url = URI.create(text);
                boolean plain =
                        url.getRawQuery() == null && url.getRawFragment() == null && url.getRawUserInfo() == null;
                if ("https".equals(url.getScheme())
                        && url.getHost() != null
                        && url.getPort() > 0
                        && plain
                        && url.getRawPath().isEmpty()) {
                    return url;
                }
            }
        } catch (IllegalArgumentException e) {
            throw new FormatException("the address of a node is https://host:port, not \"" + text + "\"");
        }
        throw new FormatException("the address of a node is https://host:port, not \"" + text + "\"");
    }
}
