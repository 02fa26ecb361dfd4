package vn.hiepdong.node.map;

import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.web.FormInput;
import vn.hiepdong.node.web.Frame;

/// A feature's things that lie somewhere, contributed as a bean.
public interface MapSource {
    /// The most that a map shows; nobody takes in more at a glance, and a slow line carries no more.
    int MOST = 500;

    /// What lies somewhere and passes the filters, in [MapItem#ORDER]; nothing that the officer may not see.
    ///
    /// @param filters those of the feature's list, by the same names; what the source does not know it leaves alone
    /// @param most how many are wanted; a source that has more hands over one more, which says so
    java.util.List<MapItem> itemsFor(Officer officer, FormInput filters, Frame frame, int most);
}
