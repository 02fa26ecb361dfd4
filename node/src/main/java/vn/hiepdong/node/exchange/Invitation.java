package vn.hiepdong.node.exchange;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.format.FormatException;

/// What one administrator hands to another so that their nodes find each other: who invites, until when, and a secret
/// that lets the other node present itself once. Written as JSON, or on one line as `hd1:` and base64url of that JSON.
///
/// Whoever reads it on the way learns nothing but public keys, and could at most present a node of their own, which
/// the fingerprint then gives away.
record Invitation(String format, NodeIdentity node, Instant validUntil, byte[] secret) {
    static final int SECRET_LENGTH = 32;
    static final int MAX_LENGTH = 24 * 1024;
    private static final String FORMAT = "hiepdong/invitation/v1";
    private static final String PREFIX = "hd1:";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    Invitation {
        if (!FORMAT.equals(format)
                || node == null
                || validUntil == null
                || secret == null
                || secret.length != SECRET_LENGTH) {
            throw new FormatException("this is no invitation that this version understands");
        }
    }

    Invitation(NodeIdentity node, Instant validUntil, byte[] secret) {
        this(FORMAT, node, validUntil, secret);
    }

    /// Reads either form, with blanks and line breaks that mail programs put in. Throws [FormatException].
    static Invitation parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new FormatException("an invitation has at most " + MAX_LENGTH + " characters");
        }
        try {
            return JSON.readValue(json(text.strip()), Invitation.class);
        } catch (JacksonException e) {
            throw new FormatException("unreadable invitation: " + e.getOriginalMessage());
        }
    }

    private static byte[] json(String text) {
        if (!text.startsWith(PREFIX)) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getUrlDecoder().decode(text.substring(PREFIX.length()).replaceAll("\\s+", ""));
        } catch (IllegalArgumentException e) {
            throw new FormatException("unreadable invitation: " + e.getMessage());
        }
    }

    String json() {
        return JSON.writeValueAsString(this);
    }

    /// On one line, for mail and chat.
    String line() {
        byte[] json = json().getBytes(StandardCharsets.UTF_8);
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }
}
