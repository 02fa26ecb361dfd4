package vn.hiepdong.node.bench;

/// A node that runs in this process, as far as measuring needs it.
public interface StartedNode extends AutoCloseable {
    <T> T part(Class<T> type);

    String url();

    @Override
    void close();
}
