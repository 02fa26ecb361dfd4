package vn.hiepdong.node.exchange;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/// Why there was no line, as this node found it.
public enum OutageCause {
    /// Nobody answers at the partner's address.
    REFUSED,
    TIMEOUT,
    /// Somebody answers who has not the partner's key, or hung up before the connection was safe.
    TLS,
    BROKEN,
    /// The partner's node answers, and does not want to.
    TURNED_AWAY,
    /// An administrator of ours paused it.
    SUSPENDED,
    /// This node did not run, or its clock was set: how the line was nobody can say.
    OWN_NODE_OFF,
    UNKNOWN;

    static OutageCause of(Exception e) {
        return switch (e) {
            case RefusedException _ -> TURNED_AWAY;
            case ConnectException _ -> REFUSED;
            case HttpTimeoutException _ -> TIMEOUT;
            case SSLException _ -> TLS;
            case IOException broken when broken.getCause() instanceof TimeoutException -> TIMEOUT;
            case IOException _ -> BROKEN;
            default -> UNKNOWN;
        };
    }

    /// Whether it says anything about the line: a node that is off, and one that was told to pause, do not.
    public boolean counts() {
        return this != SUSPENDED && this != OWN_NODE_OFF;
    }
}
