package vn.hiepdong.node.exchange;

import java.time.Duration;

/// How this node talks to its partners.
///
/// @param address where it listens
/// @param port 0 takes any free one
/// @param url how partners reach it; empty for the address it listens on
/// @param heartbeat how often it says something on a quiet line
/// @param downAfter how long without contact until the line counts as down
/// @param retryAfter first pause after a failure; it doubles
/// @param retryAtMost longest pause after failures
public record ExchangeSettings(
        String address,
        int port,
        String url,
        Duration heartbeat,
        Duration downAfter,
        Duration retryAfter,
        Duration retryAtMost) {
    /// A line on which entries wait longer than this does not keep up.
    static final Duration SLOW = Duration.ofSeconds(30);

    /// A line whose answers take longer than this is slow.
    static final Duration SLOW_ANSWER = Duration.ofSeconds(2);

    public static ExchangeSettings on(String address, int port) {
        return new ExchangeSettings(
                address,
                port,
                "",
                Duration.ofSeconds(15),
                Duration.ofSeconds(90),
                Duration.ofMillis(200),
                Duration.ofSeconds(15));
    }
}
