package vn.hiepdong.node.interop;

import vn.hiepdong.format.Hash;

/// One version of an information item, as the feature that keeps items names it.
public record ItemRef(String id, int version, Hash hash) {}
