package vn.hiepdong.node.exchange;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import vn.hiepdong.format.FormatException;

/// How a node presents itself to one whose invitation it has.
record PairingRequest(NodeIdentity node, byte[] secret) {
    static final int MAX_BYTES = Invitation.MAX_LENGTH;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    PairingRequest {
        if (node == null || secret == null || secret.length != Invitation.SECRET_LENGTH) {
            throw new FormatException("an incomplete pairing request");
        }
    }

    static PairingRequest parse(byte[] body) {
        try {
            return JSON.readValue(body, PairingRequest.class);
        } catch (JacksonException e) {
            throw new FormatException("unreadable pairing request: " + e.getOriginalMessage());
        }
    }

    byte[] toBytes() {
        return JSON.writeValueAsBytes(this);
    }
}
