package vn.hiepdong.node.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.stereotype.Component;

/// Makes what nobody can guess. Only hashes are stored; 256 random bits need no salt and no slow hash.
@Component
final class Secrets {
    /// Read aloud over a telephone without mistakes: no 0/o, 1/l/i, no look-alikes.
    private static final String SPEAKABLE = "abcdefghjkmnpqrstuvwxyz23456789";

    private final SecureRandom random = new SecureRandom();

    String token() {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Four groups of five (99 bits): good until the officer sets a password of their own.
    String password() {
        var password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            if (i > 0 && i % 5 == 0) password.append('-');
            password.append(SPEAKABLE.charAt(random.nextInt(SPEAKABLE.length())));
        }
        return password.toString();
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
