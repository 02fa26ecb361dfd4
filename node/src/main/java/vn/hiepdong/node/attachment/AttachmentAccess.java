package vn.hiepdong.node.attachment;

import vn.hiepdong.format.Hash;
import vn.hiepdong.node.access.Officer;

/// Asked of every feature that carries attachments, before a file is shown. One yes is enough; where nobody
/// says yes, there is no such file.
public interface AttachmentAccess {
    /// Whether this officer may see something that carries the file.
    boolean mayRead(Hash attachment, Officer officer);
}
