package vn.hiepdong.node.notice;

import java.util.List;
import vn.hiepdong.node.space.Quiet;

/// The quiet hours that were agreed with others.
interface QuietRules {
    List<Quiet> agreed();
}
