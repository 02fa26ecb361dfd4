package vn.hiepdong.node.watch;

import java.util.List;
import vn.hiepdong.node.access.Officer;

/// A feature's news, contributed as a bean.
public interface RecentSource {
    /// The newest first; nothing that the officer may not see.
    List<Recent> recentFor(Officer officer, int most);
}
