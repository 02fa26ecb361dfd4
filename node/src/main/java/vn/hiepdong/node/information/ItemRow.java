package vn.hiepdong.node.information;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.node.ledger.AgencyCode;
import vn.hiepdong.node.ledger.Realm;
import vn.hiepdong.node.space.Urgency;

/// An item as a line of a list.
///
/// @param applied place in this node's order, by which lists are paged
/// @param files how many files its newest content carries
/// @param warnedArea the area that a public warning names
/// @param oweBy until when this agency owes an acknowledgement; `owe` says whether it does
/// @param answerBy until when this agency is to answer the first of the verification requests it has not answered
public record ItemRow(
        InformationId id,
        Realm realm,
        AgencyCode origin,
        State state,
        int version,
        String title,
        String topic,
        Urgency urgency,
        Reliability reliability,
        Credibility credibility,
        Instant eventTime,
        Instant writtenAt,
        Instant receivedAt,
        long applied,
        int files,
        @Nullable String warnedArea,
        boolean owe,
        @Nullable Instant oweBy,
        @Nullable Instant answerBy) {
    /// The title in pieces, of which those that were looked for are to be marked.
    List<SearchWords.Piece> title(Optional<String> words) {
        return SearchWords.highlight(title, words);
    }

    /// The warned area the same way; empty unless something of it was looked for.
    List<SearchWords.Piece> warnedArea(Optional<String> words) {
        List<SearchWords.Piece> pieces = warnedArea == null ? List.of() : SearchWords.highlight(warnedArea, words);
        return pieces.stream().anyMatch(SearchWords.Piece::hit) ? pieces : List.of();
    }

    /// When the first of what this agency owes is due; null when it owes nothing, or nothing by a certain time.
    public @Nullable Instant due() {
        if (oweBy == null || answerBy == null) {
            return oweBy == null ? answerBy : oweBy;
        }
        return oweBy.isBefore(answerBy) ? oweBy : answerBy;
    }

    /// Both halves of the Admiralty grade, for example `B2`.
    public String grade() {
        return reliability.name() + credibility.digit();
    }
}
