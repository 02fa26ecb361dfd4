package vn.hiepdong.node.call;

import vn.hiepdong.node.ledger.AgencyCode;

/// Where an office on duty of a partner is reached.
record Contact(AgencyCode agency, String office, String dutyLine, String radio) {}
