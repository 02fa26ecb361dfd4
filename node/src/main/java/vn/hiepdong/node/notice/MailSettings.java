package vn.hiepdong.node.notice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The mail server by which notices go out (`hiepdong.mail`).
///
/// @param host empty: no mail
/// @param user empty: without signing in
/// @param from the sender's address; for example the duty office's
/// @param security `starttls` (demanded, not only tried), `tls` or `none`
/// @param timeout how long the server may take for each step
@ConfigurationProperties("hiepdong.mail")
record MailSettings(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("") String user,
        @DefaultValue("") String password,
        @DefaultValue("") String from,
        @DefaultValue("starttls") Security security,
        @DefaultValue("20s") Duration timeout) {
    enum Security {
        STARTTLS,
        TLS,
        NONE
    }

    MailSettings {
        if (!host.isEmpty() && !from.matches("[^@\\s]+@[^@\\s]+")) {
            throw new IllegalArgumentException("hiepdong.mail.from must be an address when hiepdong.mail.host is set");
        }
    }

    boolean isOn() {
        return !host.isEmpty();
    }
}
