package vn.hiepdong.node.watch;

import vn.hiepdong.node.ledger.Realm;

/// A record about which something was said lately, as the list of changes shows it.
///
/// @param urgency one of the levels that `web.urgency` shows; empty where there is none
/// @param restricted whether its title is only for somebody who sits at a desk, not for a screen on the wall
public record Changed(String title, String href, Realm realm, String urgency, boolean restricted) {}
