package vn.hiepdong.node.access;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Hashes and compares passwords. Argon2id takes 16 MB each time on purpose, so only a few run at once.
final class Passwords {
    static final int MIN = 12;
    static final int MAX = 200;

    private final PasswordEncoder encoder;
    private final Semaphore room = new Semaphore(4);
    private final String nobodys;

    Passwords(PasswordEncoder encoder) {
        this.encoder = encoder;
        this.nobodys = encode("nobody has this password");
    }

    static boolean acceptable(String password, String username) {
        return password.length() >= MIN && password.length() <= MAX && !password.equalsIgnoreCase(username);
    }

    String hash(String password) {
        room.acquireUninterruptibly();
        try {
            return encode(password);
        } finally {
            room.release();
        }
    }

    /// Takes as long for an account that does not exist as for one that does.
    boolean matches(String password, @Nullable Account account) {
        room.acquireUninterruptibly();
        try {
            boolean same = encoder.matches(password, account == null ? nobodys : account.passwordHash());
            return same && account != null && account.active();
        } finally {
            room.release();
        }
    }

    private String encode(String password) {
        var hash = encoder.encode(password);
        if (hash == null) throw new IllegalStateException("no hash");
        return hash;
    }
}
