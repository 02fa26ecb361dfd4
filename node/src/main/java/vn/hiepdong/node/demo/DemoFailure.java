package vn.hiepdong.node.demo;

/// The story could not be told to its end; what was told stays, and the next start goes on from there.
final class DemoFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    DemoFailure(String message) {
        super(message);
    }
}
