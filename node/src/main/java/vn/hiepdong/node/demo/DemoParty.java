package vn.hiepdong.node.demo;

import java.net.URI;
import java.util.List;

/// One agency of the demo, and how to act there.
///
/// @param exchangeUrl what its partners dial
/// @param apiToken acts as an officer with every role that works with content
/// @param adminToken acts as the node's administrator
public record DemoParty(
        String code, URI url, URI exchangeUrl, String apiToken, String adminToken, List<DemoOfficer> officers) {
    public record DemoOfficer(String username, String password, String role) {}
}
