package vn.hiepdong.node.database;

import java.util.Map;

/// What who watches a node should know of it while it serves all the same. Told by the feature that knows.
public interface HealthDetail {
    /// By name, such as `signing`.
    Map<String, String> detail();
}
