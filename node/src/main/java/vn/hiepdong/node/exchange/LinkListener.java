package vn.hiepdong.node.exchange;

import vn.hiepdong.node.ledger.AgencyCode;

/// Is told when the state of the line to a partner changed. Called on a thread that must not be held up.
public interface LinkListener {
    void changed(AgencyCode partner, LinkState state);
}
