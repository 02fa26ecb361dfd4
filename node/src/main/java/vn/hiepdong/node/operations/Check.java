package vn.hiepdong.node.operations;

import java.util.List;

/// Something that a running node looks at in itself.
interface Check {
    /// Never empty: what is well is said too.
    List<Finding> look();
}
