package vn.hiepdong.node.information;

import java.util.List;
import vn.hiepdong.node.web.Frame;

/// What another feature knows about an item, for its page. A bean.
public interface ItemRemarks {
    List<Remark> about(Item item, Frame frame);

    /// @param text in the reader's language
    /// @param href where there is more
    record Remark(String text, String href) {}
}
