package vn.hiepdong.node.information;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.hiepdong.format.Hash;
import vn.hiepdong.node.access.Officer;
import vn.hiepdong.node.access.Role;
import vn.hiepdong.node.attachment.AttachmentAccess;
import vn.hiepdong.node.attachment.Attachments;
import vn.hiepdong.node.exchange.AttachmentRelease;
import vn.hiepdong.node.ledger.AgencyCode;

/// Files go where the items go that carry them, and no further.
@Component
class ItemFiles implements AttachmentAccess, AttachmentRelease {
    private static final int NEWEST = 500;

    private final InformationQuery query;
    private final Attachments attachments;

    ItemFiles(InformationQuery query, Attachments attachments) {
        this.query = query;
        this.attachments = attachments;
    }

    @Override
    public boolean mayRead(Hash attachment, Officer officer) {
        return officer.is(Role.CONTENT.toArray(Role[]::new)) && query.carries(attachment);
    }

    @Override
    public boolean releasedTo(Hash attachment, AgencyCode party) {
        return query.carriedTo(attachment, party);
    }

    @Override
    public List<Hash> releasedTo(Collection<UUID> records, AgencyCode party) {
        return query.carriedTo(records, party);
    }

    @Override
    public List<Wanted> wanted() {
        Map<Hash, InformationQuery.PartnersFile> files = new LinkedHashMap<>();
        query.partnersFiles(NEWEST).forEach(each -> files.putIfAbsent(each.hash(), each));
        var missing = attachments.missing(files.keySet());
        var wanted = new ArrayList<Wanted>();
        files.forEach((hash, file) -> {
            if (missing.contains(hash)) {
                wanted.add(new Wanted(hash, file.size(), file.origin()));
            }
        });
        return wanted;
    }
}
