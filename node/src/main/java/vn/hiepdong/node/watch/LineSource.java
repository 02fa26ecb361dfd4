package vn.hiepdong.node.watch;

import java.util.List;

/// Knows the lines to the partners; contributed as a bean by whoever runs them.
public interface LineSource {
    List<Line> lines();
}
