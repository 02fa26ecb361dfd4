package vn.hiepdong.node.exchange;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.concurrent.Executors;

/// Speaks to a node as another one would.
final class Wire {
    private Wire() {}

    static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /// A client with the key of `as` that expects to find `to`.
    static PartnerClient client(TestNode as, TestNode to) {
        return new PartnerClient(tls(as), tls(to).pin()::equals, Executors.newVirtualThreadPerTaskExecutor());
    }

    static TlsIdentity tls(TestNode node) {
        return TlsIdentity.in(node.keys, "x", InstantSource.system());
    }
}
