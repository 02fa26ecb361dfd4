package vn.hiepdong.format;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// The two signature algorithms as the JDK offers them, with raw keys and 32-byte seeds instead of its encodings.
///
/// A `Signature` is made for each use: it is not safe to share between threads.
enum Algorithm {
    ED25519("Ed25519", "302a300506032b6570032100", 32),
    ML_DSA_44("ML-DSA-44", "30820532300b06096086480165030403110382052100", 1312);

    private final String jdkName;
    private final String publicPrefix;
    private final int publicLength;

    Algorithm(String jdkName, String publicPrefix, int publicLength) {
        this.jdkName = jdkName;
        this.publicPrefix = publicPrefix;
        this.publicLength = publicLength;
    }

    static Algorithm of(KeyType type) {
        return type == KeyType.ML_DSA_44 ? ML_DSA_44 : ED25519;
    }

    /// Throws [FormatException] for bytes that are no public key, such as an x that is not on the curve.
    PublicKey publicKey(byte[] raw) {
        if (raw.length != publicLength) {
            throw new FormatException("public key of " + raw.length + " bytes, " + jdkName + " has " + publicLength);
        }
        byte[] prefix = HexFormat.of().parseHex(publicPrefix);
        byte[] encoded = Arrays.copyOf(prefix, prefix.length + raw.length);
        System.arraycopy(raw, 0, encoded, prefix.length, raw.length);
        try {
            PublicKey key = KeyFactory.getInstance(jdkName).generatePublic(new X509EncodedKeySpec(encoded));
            Signature.getInstance(jdkName).initVerify(key);
            return key;
        } catch (InvalidKeySpecException | InvalidKeyException e) {
            throw new FormatException("not a public key of " + jdkName, e);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    byte[] raw(PublicKey key) {
        byte[] encoded = key.getEncoded();
        int from = encoded.length - publicLength;
        if (from < 0 || !HexFormat.of().formatHex(encoded, 0, from).equals(publicPrefix)) {
            throw new IllegalStateException("the JDK encodes public keys of " + jdkName + " in another way now");
        }
        return Arrays.copyOfRange(encoded, from, encoded.length);
    }

    /// The key pair that grows from a seed. The JDK has no call for it, but its generators take their 32 random
    /// bytes in one piece and use them as the seed of RFC 8032 and FIPS 204; vectors pin this down.
    KeyPair keyPair(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(jdkName);
            var random = new SeedOnce(seed);
            generator.initialize(new NamedParameterSpec(jdkName), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    byte[] sign(PrivateKey key, byte[] message) {
        try {
            Signature signature = Signature.getInstance(jdkName);
            signature.initSign(key);
            signature.update(message);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing with " + jdkName + " failed", e);
        }
    }

    boolean verify(PublicKey key, byte[] message, byte[] signature) {
        try {
            Signature check = Signature.getInstance(jdkName);
            check.initVerify(key);
            check.update(message);
            return check.verify(signature);
        } catch (SignatureException _) {
            return false;
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("this Java runtime does not offer " + jdkName + "; JDK 25 does", e);
    }

    /// A source of randomness that gives the seed once and then fails, rather than make a key nobody can make
    /// again.
    private static final class SeedOnce extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final transient byte[] seed;
        private boolean given;

        SeedOnce(byte[] seed) {
            super(null, null);
            this.seed = seed;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (given || bytes.length != seed.length) {
                throw new IllegalStateException("the JDK makes keys from something else than one seed now");
            }
            given = true;
            System.arraycopy(seed, 0, bytes, 0, seed.length);
        }
    }
}
