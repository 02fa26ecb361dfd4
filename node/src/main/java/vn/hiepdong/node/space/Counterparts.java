package vn.hiepdong.node.space;

import java.util.List;
import vn.hiepdong.node.directory.Agency;

/// The agencies that a regulation can be proposed to; told by whoever knows whom this node is connected with.
public interface Counterparts {
    List<Agency> connected();
}
