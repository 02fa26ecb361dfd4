package vn.hiepdong.node.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.Hash;

/// The key with which this node opens its door to partners, and a certificate around it because TLS wants one. P-256:
/// the JDK makes and checks it several times faster than Ed25519. Nobody but the node itself signs the certificate;
/// partners know the key by its SHA-256.
///
/// During a planned change the next key lies beside it. The roster says when it takes its place; a node that was killed
/// in between goes over at its next start.
final class TlsIdentity {
    private static final String FILE = "exchange-tls.pem";
    private static final String NEXT = "exchange-tls.next.pem";

    private static final Duration VALID = Duration.ofDays(20 * 365 + 5);

    private final Path folder;
    private final String name;
    private final InstantSource clock;
    private volatile Pair now;

    private record Pair(X509Certificate certificate, PrivateKey key) {
        Hash pin() {
            return NodeIdentity.pin(certificate);
        }
    }

    private TlsIdentity(Path folder, String name, InstantSource clock, Pair now) {
        this.folder = folder;
        this.name = name;
        this.clock = clock;
        this.now = now;
    }

    /// Reads the key, or makes it at the first start. One file, so that key and certificate cannot part.
    static TlsIdentity in(Path folder, String name, InstantSource clock) {
        return new TlsIdentity(folder, name, clock, kept(folder.resolve(FILE), name, clock));
    }

    private static Pair kept(Path file, String name, InstantSource clock) {
        try {
            if (!Files.exists(file)) {
                write(file, make(name, clock.instant()));
            }
            return read(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(file + " is not the node's TLS key and certificate", e);
        }
    }

    /// SHA-256 of the next key, which is made if there is none.
    Hash next() {
        return kept(folder.resolve(NEXT), name, clock).pin();
    }

    /// Whether the key with this SHA-256 lies ready.
    boolean isReady(Hash pin) {
        return Files.exists(folder.resolve(NEXT)) && next().equals(pin);
    }

    /// Goes over to the next key if this is the one that counts now. Connections that are open stay as they are.
    synchronized void follow(Hash pin) {
        if (now.pin().equals(pin) || !isReady(pin)) {
            return;
        }
        Path file = folder.resolve(FILE);
        try {
            Files.move(folder.resolve(NEXT), file, StandardCopyOption.ATOMIC_MOVE);
            try (var channel = FileChannel.open(folder, Set.of(StandardOpenOption.READ))) {
                channel.force(true);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        now = kept(file, name, clock);
    }

    private static String make(String name, Instant now) throws GeneralSecurityException, IOException {
        var random = new SecureRandom();
        var generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"), random);
        KeyPair pair = generator.generateKeyPair();
        var subject = new X500Name("CN=" + name);
        var algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
        var body = new V3TBSCertificateGenerator();
        body.setSerialNumber(new ASN1Integer(new BigInteger(127, random).add(BigInteger.ONE)));
        body.setSignature(algorithm);
        body.setIssuer(subject);
        body.setSubject(subject);
        body.setStartDate(new Time(Date.from(now.minus(Duration.ofDays(1)))));
        body.setEndDate(new Time(Date.from(now.plus(VALID))));
        body.setSubjectPublicKeyInfo(
                SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
        var signed = body.generateTBSCertificate();
        var signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(pair.getPrivate());
        signature.update(signed.getEncoded(ASN1Encoding.DER));
        var parts = new org.bouncycastle.asn1.ASN1Encodable[] {signed, algorithm, new DERBitString(signature.sign())};
        return pem("CERTIFICATE", new DERSequence(parts).getEncoded(ASN1Encoding.DER))
                + pem("PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    private static String pem(String type, byte[] bytes) {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n";
    }

    private static byte[] section(String pem, String type) throws GeneralSecurityException {
        String begin = "-----BEGIN " + type + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + type + "-----");
        if (from < 0 || to < from) {
            throw new GeneralSecurityException("no " + type);
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }

    private static void write(Path file, String pem) throws IOException {
        Files.createDirectories(file.getParent());
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(partial, pem, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        Files.move(partial, file);
        try (var folder = FileChannel.open(file.getParent(), Set.of(StandardOpenOption.READ))) {
            folder.force(true);
        }
    }

    private static Pair read(String pem) throws GeneralSecurityException {
        var certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(section(pem, "CERTIFICATE")));
        var key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(section(pem, "PRIVATE KEY")));
        return new Pair(certificate, key);
    }

    Hash pin() {
        return now.pin();
    }

    /// The certificate as bytes.
    byte[] encoded() {
        try {
            return now.certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /// For connections in which we show this identity and `trust` decides about the other's.
    SSLContext context(TrustManager trust) {
        try {
            var context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {new OneKey(new ConcurrentHashMap<>())}, new TrustManager[] {trust}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// There is one key, whatever the other side asks for. Its name is its pin, so that one connection takes key and
    /// certificate of the same pair.
    private final class OneKey extends X509ExtendedKeyManager {
        private final Map<String, Pair> shown;

        private OneKey(Map<String, Pair> shown) {
            this.shown = shown;
        }

        private String alias() {
            Pair pair = now;
            String alias = pair.pin().hex();
            shown.put(alias, pair);
            return alias;
        }

        @Override
        public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {alias()};
        }

        @Override
        public String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return alias();
        }

        @Override
        public String chooseEngineClientAlias(
                String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return alias();
        }

        @Override
        public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
            return new String[] {alias()};
        }

        @Override
        public @Nullable String chooseServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
            return type.equals("EC") ? alias() : null;
        }

        @Override
        public @Nullable String chooseEngineServerAlias(
                String type, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
            return type.equals("EC") ? alias() : null;
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return new X509Certificate[] {pair(alias).certificate};
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return pair(alias).key;
        }

        private Pair pair(String alias) {
            return Objects.requireNonNull(shown.get(alias));
        }
    }
}
