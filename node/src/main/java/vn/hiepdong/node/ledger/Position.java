package vn.hiepdong.node.ledger;

import java.time.Instant;
import java.util.Set;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.Hlc;

/// Where an entry stands, who made it and when. Order comes from `applied`, never from clocks.
///
/// @param log our number of the log
/// @param index place in that log, from 0
/// @param own whether it is this node's own agency that speaks
/// @param by unit and post that spoke
/// @param to parties that the payload is released to, without the author
/// @param at the author's hybrid logical clock
/// @param received when the payload came to us; for own entries when it was written
/// @param hash leaf hash of the entry: commits to its payload, time and kind, and is the name of the version
///     it makes
/// @param applied place in the order in which this node's projections saw all entries
public record Position(
        int log,
        long index,
        SpaceId space,
        Realm realm,
        AgencyCode agency,
        boolean own,
        Actor by,
        Set<AgencyCode> to,
        Hlc at,
        Instant received,
        Hash hash,
        long applied) {
    /// When the author says that it was written.
    public Instant written() {
        return Instant.ofEpochMilli(at.millis());
    }
}
