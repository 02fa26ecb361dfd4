package vn.hiepdong.trials.story;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;

/// How long until something can be read on a line of 1.6 Mbit/s with 150 ms there and back. It is a figure to print and
/// compare, not to fail on: the machine that runs it is slow or busy too.
final class SlowLine implements AutoCloseable {
    private static final int BYTES_A_SECOND = 200_000;
    private static final int LATENCY_MILLIS = 150;

    private final Desk desk;
    private final CDPSession session;

    /// @param emptyCache whether the browser has never been here
    SlowLine(Desk desk, boolean emptyCache) {
        this.desk = desk;
        session = desk.page.context().newCDPSession(desk.page);
        session.send("Network.enable");
        var cache = new JsonObject();
        cache.addProperty("cacheDisabled", emptyCache);
        session.send("Network.setCacheDisabled", cache);
        var line = new JsonObject();
        line.addProperty("offline", false);
        line.addProperty("latency", LATENCY_MILLIS);
        line.addProperty("downloadThroughput", BYTES_A_SECOND);
        line.addProperty("uploadThroughput", BYTES_A_SECOND);
        session.send("Network.emulateNetworkConditions", line);
    }

    int firstContentfulPaintMillis(String path) {
        desk.opens(path);
        var at = desk.page.evaluate("""
            () => new Promise((found) => {
              new PerformanceObserver((list) => list.getEntriesByName('first-contentful-paint')
                .forEach((entry) => found(entry.startTime))).observe({ type: 'paint', buffered: true })
            })\
            """);
        return ((Number) at).intValue();
    }

    @Override
    public void close() {
        session.detach();
    }
}
