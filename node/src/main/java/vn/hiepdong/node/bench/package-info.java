/// Measures this machine: how fast the ledger writes, how fast entries reach a partner, how fast a long list is. Prints
/// one line of JSON; judges nothing. Everything happens on loopback, in a folder of its own that is deleted afterwards.
@NullMarked
package vn.hiepdong.node.bench;

import org.jspecify.annotations.NullMarked;
