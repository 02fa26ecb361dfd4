package vn.hiepdong.node.attachment;

import vn.hiepdong.node.attachment.AttachmentRejected.Reason;

/// How large a picture may be when it is opened. A small file can hold a picture that no phone can show.
final class Pixels {
    static final long MOST = 50_000_000;

    private Pixels() {}

    static void check(long width, long height) {
        if (width < 1 || height < 1) {
            throw new AttachmentRejected(Reason.BROKEN);
        }
        if (width * height > MOST) {
            throw new AttachmentRejected(Reason.TOO_MANY_PIXELS, width, height, MOST / 1_000_000);
        }
    }
}
