package vn.hiepdong.format;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The key above all other keys of an agency. It is made at the very start, named in the agency's
/// identity, kept off the node, on paper for example, and used once: when the keys that sign the
/// logs are lost ([Roster]).
///
/// It is 32 random bytes. From them grow a pair of keys as that of a log: the seed of each is
/// SHA-256 over `hiepdong/recovery/v1 ed25519\n`, or `… ml-dsa-44\n`, and the 32 bytes. The
/// **commitment** to it, which the identity has, is SHA-256 over `hiepdong/recovery/v1\n`, the
/// Ed25519 key (32) and the ML-DSA-44 key (1312): nobody sees the keys themselves before they are
/// used.
///
/// As **text** for people: the 32 bytes and the first 3 of SHA-256 over `hiepdong/recovery/v1
/// check\n` and them, in 56 letters and digits of Crockford's base 32, in groups of four: every
/// wrong or swapped character is noticed.
public final class RecoveryKey {
    private static final String NAME = "hiepdong/recovery/v1";
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CHECK = 3;
    private static final int CHARACTERS = (KeyType.SEED_LENGTH + CHECK) * 8 / 5;
    private static final int GROUP = 4;

    private final Bytes secret;
    private final SigningKey ed25519;
    private final SigningKey mlDsa44;

    private RecoveryKey(byte[] secret) {
        this.secret = Bytes.of(secret);
        ed25519 = SigningKey.of(KeyType.ED25519, derived(" ed25519\n", secret).bytes());
        mlDsa44 =
                SigningKey.of(KeyType.ML_DSA_44, derived(" ml-dsa-44\n", secret).bytes());
    }

    /// Both public keys, as a step of a roster shows them.
    public record Shown(Bytes ed25519, Bytes mlDsa44) {
        /// What an identity says of the key before anybody sees it.
        public Hash commitment() {
            byte[] name = (NAME + "\n").getBytes(StandardCharsets.US_ASCII);
            return Hash.sha256(joined(joined(name, ed25519.toArray()), mlDsa44.toArray()));
        }

        List<Vkey> keys(String name) {
            return List.of(
                    Vkey.of(name, KeyType.ED25519, ed25519.toArray()),
                    Vkey.of(name, KeyType.ML_DSA_44, mlDsa44.toArray()));
        }
    }

    public static RecoveryKey generate(SecureRandom random) {
        var secret = new byte[KeyType.SEED_LENGTH];
        random.nextBytes(secret);
        return new RecoveryKey(secret);
    }

    /// Reads what [#text] wrote, in small letters or large ones, however it is grouped; `O` is
    /// taken for zero, `I` and `L` for one. Throws [FormatException].
    public static RecoveryKey parse(String text) {
        String typed = text.toUpperCase(Locale.ROOT)
                .replaceAll("[\\s.-]", "")
                .replace('O', '0')
                .replace('I', '1')
                .replace('L', '1');
        if (typed.length() != CHARACTERS) {
            throw new FormatException("a recovery key has " + CHARACTERS + " characters, not " + typed.length());
        }
        var bytes = new byte[KeyType.SEED_LENGTH + CHECK];
        int bits = 0;
        int held = 0;
        int at = 0;
        for (int i = 0; i < typed.length(); i++) {
            int value = ALPHABET.indexOf(typed.charAt(i));
            if (value < 0) {
                throw new FormatException("character " + (i + 1) + " of the recovery key is none of its alphabet");
            }
            bits = bits << 5 | value;
            held += 5;
            if (held >= 8) {
                held -= 8;
                bytes[at++] = (byte) (bits >> held);
                bits &= (1 << held) - 1;
            }
        }
        byte[] secret = Arrays.copyOf(bytes, KeyType.SEED_LENGTH);
        if (!Arrays.equals(bytes, joined(secret, check(secret)))) {
            throw new FormatException("a character of the recovery key is wrong: its check does not fit");
        }
        return new RecoveryKey(secret);
    }

    private static byte[] check(byte[] secret) {
        return Arrays.copyOf(derived(" check\n", secret).bytes(), CHECK);
    }

    private static Hash derived(String what, byte[] secret) {
        return Hash.sha256(joined((NAME + what).getBytes(StandardCharsets.US_ASCII), secret));
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    public Shown shown() {
        return new Shown(ed25519.vkey("x").publicKey(), mlDsa44.vkey("x").publicKey());
    }

    /// What an identity says of the key.
    public Hash commitment() {
        return shown().commitment();
    }

    /// Signs under a name, as a pair of log keys does.
    public List<NoteSigner> signers(String name, InstantSource clock) {
        return List.of(ed25519.signer(name, clock), mlDsa44.signer(name, clock));
    }

    /// For people, to be written down: 14 groups of four.
    public String text() {
        byte[] bytes = joined(secret.toArray(), check(secret.toArray()));
        var text = new StringBuilder();
        int bits = 0;
        int held = 0;
        for (byte each : bytes) {
            bits = bits << 8 | each & 0xff;
            held += 8;
            while (held >= 5) {
                held -= 5;
                if (!text.isEmpty() && text.length() % (GROUP + 1) == GROUP) {
                    text.append('-');
                }
                text.append(ALPHABET.charAt(bits >> held));
                bits &= (1 << held) - 1;
            }
        }
        return text.toString();
    }

    /// The last two groups of [#text]. Whoever has them has the key before the eyes.
    public String end() {
        return text().substring(text().length() - 2 * GROUP - 1);
    }

    /// Whether somebody typed [#end].
    public boolean endsWith(String typed) {
        String end = end().replace("-", "");
        return typed.toUpperCase(Locale.ROOT).replaceAll("[\\s.-]", "").equals(end);
    }
}
