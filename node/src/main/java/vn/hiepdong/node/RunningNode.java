package vn.hiepdong.node;

import java.util.concurrent.CountDownLatch;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import vn.hiepdong.node.bench.StartedNode;

/// A node that serves until it is closed.
public final class RunningNode implements StartedNode {
    private final ConfigurableApplicationContext context;
    private final CountDownLatch closed = new CountDownLatch(1);

    RunningNode(ConfigurableApplicationContext context) {
        this.context = context;
        context.addApplicationListener((ApplicationListener<ContextClosedEvent>) event -> closed.countDown());
    }

    /// The code of the agency whose node this is.
    public String agency() {
        return context.getEnvironment().getRequiredProperty("hiepdong.agency.code");
    }

    /// Where its pages are, without a slash at the end.
    @Override
    public String url() {
        var server = ((ServletWebServerApplicationContext) context).getWebServer();
        return "http://" + context.getEnvironment().getRequiredProperty("hiepdong.web.address") + ":"
                + (server == null ? 0 : server.getPort());
    }

    /// One of its parts, such as a feature's door.
    @Override
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    void awaitClosing() throws InterruptedException {
        closed.await();
    }

    /// Ends what is under way, then the database.
    @Override
    public void close() {
        context.close();
    }
}
