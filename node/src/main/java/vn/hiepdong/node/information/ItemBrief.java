package vn.hiepdong.node.information;

import vn.hiepdong.node.directory.KnownAgencies;
import vn.hiepdong.node.web.RealmMark;

/// An item in short, above a form that does something with it.
record ItemBrief(Item item, Content content, KnownAgencies agencies, Words words) {
    RealmMark mark() {
        return RealmMark.valueOf(item.place().realm().name());
    }
}
