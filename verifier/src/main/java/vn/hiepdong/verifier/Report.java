package vn.hiepdong.verifier;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a file proves, and what is wrong with it.
///
/// @param record id of the record it is about, empty when it is about a log
/// @param finding what the file is to prove about a log, null when it is about a record
/// @param maker who made the file, as it says itself
/// @param agencies those whose keys are in it
/// @param endings logs that ended because their keys were compromised, as their agencies say
/// @param statements what was said, in the order of the authors' clocks
/// @param problems empty when everything holds
/// @param trusted whether the fingerprints of all agencies were among those that the reader trusts; null when the
///     reader named none
public record Report(
        String record,
        @Nullable Finding finding,
        String maker,
        List<Known> agencies,
        List<Ending> endings,
        List<Statement> statements,
        List<Problem> problems,
        @Nullable Boolean trusted) {
    public Report {
        agencies = List.copyOf(agencies);
        endings = List.copyOf(endings);
        statements = List.copyOf(statements);
        problems = List.copyOf(problems);
    }

    /// Nothing is wrong with the file, and no agency is one that the reader does not trust.
    public boolean holds() {
        return problems.isEmpty() && !Boolean.FALSE.equals(trusted);
    }

    /// A log that does not show everybody the same.
    ///
    /// @param log name of the log, with its realm
    /// @param agency whose log it is: code and id
    /// @param realm REAL, EXERCISE or TEST
    /// @param first what the maker of the file holds of a withheld log (size 0: nothing), or the
    ///     smaller of two trees
    /// @param second what others were shown, or the larger of two trees
    /// @param index an entry that is another one in each of both trees; -1 when none is in the file
    public record Finding(Kind kind, String log, String agency, String realm, Tree first, Tree second, long index) {
        /// What is wrong with a log.
        public enum Kind {
            /// Two trees are signed that cannot both be true.
            FORK,
            /// A tree is signed that the maker of the file was not shown.
            WITHHELD
        }

        /// What a checkpoint signs.
        ///
        /// @param root in hexadecimal
        public record Tree(long size, String root) {}
    }

    /// @param id code and id, as in the names of its logs
    /// @param name in Vietnamese, `nameEn` in English
    /// @param fingerprint in hexadecimal
    /// @param trusted null when the reader named no fingerprints
    public record Known(
            String id,
            String name,
            String nameEn,
            String fingerprint,
            @Nullable Boolean trusted) {}

    /// A log whose keys others had: what was signed with them counts up to here. Stated with the recovery key and all
    /// keys of the agency together, or with the recovery key alone.
    ///
    /// @param agency whose log it is: code and id
    /// @param size entries that count
    /// @param root of their tree, in hexadecimal
    /// @param at when it was stated, by the agency's clock
    /// @param reason a word
    /// @param next name of the log that follows
    public record Ending(String agency, String log, long size, String root, Instant at, String reason, String next) {}

    /// An entry that is proven to lie at its place.
    ///
    /// @param log name of the log, with its realm
    /// @param agency whose log it is: code and id
    /// @param realm REAL, EXERCISE or TEST
    /// @param hash of the entry, in hexadecimal: what others name when they speak of it
    /// @param kind what happened, as logs name it
    /// @param stated when, by the author's clock
    /// @param says what it says; null when the maker of the file did not show it or it was erased
    /// @param about the entry that it names by its hash, if that one is in the file
    /// @param again name of the log in which it was said first, behind the end of that one; null if it is this one
    /// @param aboutUnknown whether it names the hash of an entry that is not in the file
    /// @param heldBy who held it by when, the earliest receipt of each
    public record Statement(
            String log,
            String agency,
            String realm,
            long index,
            String hash,
            String kind,
            Instant stated,
            @Nullable Says says,
            @Nullable Place about,
            boolean aboutUnknown,
            @Nullable String again,
            List<Receipt> heldBy) {
        public Statement {
            heldBy = List.copyOf(heldBy);
        }

        /// Not younger than this: the earliest receipt that another agency gave.
        public @Nullable Receipt notAfter() {
            return heldBy.stream()
                    .filter(each -> !each.agency().equals(agency))
                    .min(java.util.Comparator.comparing(Receipt::at))
                    .orElse(null);
        }
    }

    /// @param unit code of the unit that spoke, empty for the node itself
    /// @param post name of the post that spoke
    /// @param to codes of the parties it was released to when it was said
    /// @param fields every field of the statement, the names of nested ones joined by dots
    public record Says(String unit, String post, List<String> to, Map<String, String> fields) {
        public Says {
            to = List.copyOf(to);
            fields = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(fields));
        }
    }

    /// A place in a log.
    ///
    /// @param agency code and id
    public record Place(String agency, long index) {}

    /// @param agency code and id of who gave it
    /// @param at by the clock of who gave it
    public record Receipt(String agency, Instant at) {}

    /// Something that does not hold.
    ///
    /// @param kind what it is, in words `problem.<kind>` of the bundle
    /// @param where the member of the file, empty for the file itself
    /// @param detail as the check that failed says it, in English
    public record Problem(Kind kind, String where, String detail) {
        /// What can be wrong.
        public enum Kind {
            /// The file is not spelled as it should be.
            FILE,
            /// A member is missing.
            MISSING,
            /// There is something that does not belong there.
            STRANGE,
            /// Keys do not belong to the name they stand under.
            KEYS,
            /// A signature does not hold, or one of the two is missing.
            SIGNATURE,
            /// A receipt does not hold.
            RECEIPT,
            /// A proof does not hold.
            PROOF,
            /// An entry is none.
            ENTRY,
            /// The payload is not what the entry committed to.
            PAYLOAD,
            /// What the file is to prove about a log is not proven by it.
            FINDING,
            /// A page for people says something else than what is proven.
            PAGE
        }
    }
}
