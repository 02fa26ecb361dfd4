package vn.hiepdong.node.attachment;

import vn.hiepdong.format.Hash;

/// A file that lies in the store.
///
/// @param sha256 of the bytes as stored, particulars taken out
/// @param type what the bytes are: a media type of [ContentType]
/// @param name as the sender called it, made safe to show and to save under
public record Attachment(Hash sha256, String type, long size, String name) {}
