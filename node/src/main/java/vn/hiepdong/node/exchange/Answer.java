package vn.hiepdong.node.exchange;

import java.nio.charset.StandardCharsets;
import vn.hiepdong.format.Bytes;
import vn.hiepdong.format.Cosignature;
import vn.hiepdong.format.MirrorInfo;
import vn.hiepdong.format.NoteSignature;

/// What a node answers to a partner's request.
record Answer(int status, String mediaType, byte[] body) {
    static final String TEXT = "text/plain;charset=utf-8";
    static final String JSON = "application/json";
    static final String BYTES = "application/octet-stream";

    static final Answer NOTHING = new Answer(204, TEXT, new byte[0]);

    static Answer receipt(Cosignature receipt) {
        return new Answer(200, TEXT, NoteSignature.toBytes(java.util.List.of(receipt.signature())));
    }

    /// A beginning is stored (202), or the sender has to begin elsewhere (409).
    static Answer info(int status, long size, long next) {
        return new Answer(status, MirrorInfo.MEDIA_TYPE, new MirrorInfo(size, next, Bytes.EMPTY).toBytes());
    }

    /// The words of a refusal.
    String line() {
        return new String(body, StandardCharsets.UTF_8).strip();
    }

    static Answer text(int status, String text) {
        return new Answer(status, TEXT, (text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
