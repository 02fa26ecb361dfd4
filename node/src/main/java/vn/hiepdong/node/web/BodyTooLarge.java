package vn.hiepdong.node.web;

import java.io.IOException;

/// More came in than may come in. An I/O failure, so that whoever reads the body stops.
public final class BodyTooLarge extends IOException {
    private static final long serialVersionUID = 1;

    private final long limit;

    public BodyTooLarge(long limit) {
        super("body is longer than " + limit + " bytes");
        this.limit = limit;
    }

    public long limit() {
        return limit;
    }
}
