package vn.hiepdong.node.notice;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What notices need to know of the world (`hiepdong.notice`).
///
/// @param url what officers type to reach the pages of this node; links in mails, feeds and webhooks begin with it
/// @param webhookOrigins where webhooks may go, as `https://host` or `https://host:port`; none by default, not even
/// this
///     machine: what listens there may trust whoever calls from it
@ConfigurationProperties("hiepdong.notice")
record NoticeSettings(
        @DefaultValue("http://localhost:8440") String url,
        @DefaultValue List<String> webhookOrigins) {
    NoticeSettings {
        url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        origin(url).orElseThrow(() -> new IllegalArgumentException("hiepdong.notice.url must be an http(s) address"));
        webhookOrigins = webhookOrigins.stream()
                .map(each -> origin(each)
                        .orElseThrow(() -> new IllegalArgumentException("hiepdong.notice.webhook-origins: " + each
                                + " is not of the form https://host or https://host:port")))
                .toList();
    }

    String link(String href) {
        return url + href;
    }

    /// Whether a webhook may go there. Scheme, host and port must be the same as one of the origins; a name is compared
    /// as a name, so an operator who allows one trusts whoever it resolves to.
    boolean allows(String address) {
        return origin(address).filter(webhookOrigins::contains).isPresent();
    }

    /// Scheme, host and port, in one way of writing; empty for what is no plain http(s) address.
    static Optional<String> origin(String address) {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(java.util.Locale.ROOT);
        if (!List.of("http", "https").contains(scheme)
                || uri.getHost() == null
                || uri.getRawUserInfo() != null
                || uri.getRawFragment() != null) {
            return Optional.empty();
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return Optional.of(scheme + "://" + uri.getHost().toLowerCase(java.util.Locale.ROOT) + ":" + port);
    }
}
