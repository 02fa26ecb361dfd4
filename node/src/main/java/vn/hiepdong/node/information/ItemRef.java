package vn.hiepdong.node.information;

import vn.hiepdong.format.Hash;

/// One version of an item, by number and by hash.
public record ItemRef(InformationId id, int version, Hash hash) {}
