package vn.hiepdong.node.palette;

import java.util.List;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.web.Frame;

/// What one feature finds among its records. Implementations answer from an index, and nothing to an officer whose
/// roles do not open the feature's own list.
public interface FoundSource {

    /// @param words as typed, stripped, 2 to 200 characters
    /// @param limit how many at most, the best first
    List<Found> find(String words, int limit, Officer officer, Frame frame);
}
