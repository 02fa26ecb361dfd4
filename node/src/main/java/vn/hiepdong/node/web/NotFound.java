package vn.hiepdong.node.web;

/// It does not exist, or not for this reader; the two must look alike.
public final class NotFound extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NotFound() {
        super("not found", null, false, false);
    }
}
