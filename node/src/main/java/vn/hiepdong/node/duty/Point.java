package vn.hiepdong.node.duty;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Something outstanding, as it stands in a handover: without a title, which is looked up where it is shown.
///
/// @param type a code of [Type]
/// @param about what it is about: the key of what is to be done, the state of the line, or the cause of the outage
/// @param href where it is
/// @param agency who waits for it, or the partner at the other end of the line
/// @param realm the realm it belongs to
/// @param urgency as on the watch; empty where there is none
/// @param from when it began to wait, or the outage began
/// @param until when it is owed, or the outage ended
/// @param mustBeRead whether the shift cannot close before the incoming ticked it
public record Point(
        String type,
        String about,
        String href,
        String agency,
        String realm,
        String urgency,
        @Nullable Instant from,
        @Nullable Instant until,
        boolean mustBeRead) {
    private static final Pattern RECORD = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    public enum Type {
        /// It waits in the queue of the watch.
        ITEM,
        /// A line that is not as it should be now.
        LINE,
        /// A line was down during the shift.
        OUTAGE,
        /// Entries of partners that this node could not take in, or a log that is stopped.
        PROBLEM
    }

    boolean is(Type wanted) {
        return type.equals(wanted.name());
    }

    /// The same as long as it is the same matter. An outage that ends stays itself; an item that is corrected, or a
    /// line
    /// that comes back and catches up, is something new to read.
    String key() {
        String which = is(Type.OUTAGE) ? String.valueOf(from) : about;
        String all = String.join("\n", type, which, href, agency, realm);
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /// The record it is about, if its address names one.
    Optional<UUID> record() {
        return RECORD.matcher(href).results().findFirst().map(found -> UUID.fromString(found.group()));
    }
}
