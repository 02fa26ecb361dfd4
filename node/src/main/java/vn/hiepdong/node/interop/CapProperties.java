package vn.hiepdong.node.interop;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// What the operator says about senders of alerts.
///
/// @param trusted for a sender as its alerts name it, a PEM file with the certificates it signs with; every
/// alert of a
///     sender named here must be signed with one of them. Written `hiepdong.cap.trusted[cap@example.vn]=/etc/…/cap.pem`
@ConfigurationProperties("hiepdong.cap")
record CapProperties(@DefaultValue Map<String, Path> trusted) {}
