package vn.hiepdong.node.exchange;

/// A receipt that is not the answer to a push but travels with the next request to the author.
///
/// @param size of the checkpoint that it is for
/// @param lines the signature lines of the cosignature
record CarriedReceipt(long size, String lines) {}
