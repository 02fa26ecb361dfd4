package vn.hiepdong.node.ledger;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import vn.hiepdong.format.EntryHeader;

/// Something to be written. The future ends when it is durable, or says why it was not written.
sealed interface Job {
    /// Roughly how many bytes it adds to a transaction.
    int weight();

    CompletableFuture<List<Appended>> done();

    /// Statements of our own; all of them or none.
    ///
    /// @param mark if they are to be appended once, however often they are said
    record Own(List<Prepared> statements, Once.@Nullable Mark mark, CompletableFuture<List<Appended>> done)
            implements Job {
        @Override
        public int weight() {
            return statements.stream()
                    .mapToInt(each -> each.payload.body().length + 200)
                    .sum();
        }
    }

    record Prepared(Statement statement, String kind, Payload payload, Decoded decoded) {}

    /// A partner's verified entries, in order from `start`.
    ///
    /// @param checkpoint the checkpoint whose size these entries reach, null if more are to come
    record Received(
            LogOrigin origin,
            long start,
            List<Checked> entries,
            vn.hiepdong.format.@Nullable SignedNote checkpoint,
            CompletableFuture<List<Appended>> done)
            implements Job {
        @Override
        public int weight() {
            return entries.stream().mapToInt(Checked::weight).sum();
        }
    }

    /// An entry whose place in the partner's tree and whose payload's commitment were checked.
    ///
    /// @param decoded null if there is no payload, if the kind is unknown, or if `problem` says why it is
    ///     unreadable
    record Checked(
            byte[] bytes,
            EntryHeader header,
            @Nullable Payload payload,
            @Nullable Decoded decoded,
            @Nullable String problem) {
        int weight() {
            return bytes.length + (payload == null ? 0 : payload.body().length);
        }
    }

    /// A payload that came after its entry.
    record Late(LogOrigin origin, long index, Checked entry, CompletableFuture<List<Appended>> done) implements Job {
        @Override
        public int weight() {
            return entry.weight();
        }
    }
}
