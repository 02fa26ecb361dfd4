package vn.hiepdong.node.access;

import java.time.Duration;
import org.springframework.stereotype.Component;

/// For pages whose address carries a secret of its own: makes the secret, and makes guessing slow.
@Component
public final class SecretAddresses {
    private final Throttle throttle;
    private final Secrets secrets;

    SecretAddresses(Throttle throttle, Secrets secrets) {
        this.throttle = throttle;
        this.secrets = secrets;
    }

    /// 256 random bits, fit for an address. Only [#hash] of it is stored.
    public String secret() {
        return secrets.token();
    }

    public static byte[] hash(String secret) {
        return Secrets.hash(secret);
    }

    /// Counts an attempt before the secret is looked at.
    ///
    /// @return how long this address has to wait; zero when the attempt may go ahead
    public Duration attempt(String address) {
        return throttle.attempt(Throttle.Kind.TOKEN_ADDRESS, address).delay();
    }

    /// The secret was right.
    public void right(String address) {
        throttle.takeBack(Throttle.Kind.TOKEN_ADDRESS, address);
    }
}
