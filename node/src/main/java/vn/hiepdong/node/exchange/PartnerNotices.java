package vn.hiepdong.node.exchange;

import java.time.Instant;
import java.util.List;
import vn.hiepdong.node.ledger.AgencyCode;

/// What another feature has to say about partners on their pages, most important first. A bean.
public interface PartnerNotices {
    List<Notice> notices();

    /// @param about whom it concerns
    /// @param text key of what is the matter; its arguments are the two agencies
    /// @param by the other agency that plays a part in it
    /// @param href where it is explained
    record Notice(AgencyCode about, String text, AgencyCode by, Instant since, String href) {}
}
