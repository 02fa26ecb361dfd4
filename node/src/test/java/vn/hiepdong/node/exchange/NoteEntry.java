package vn.hiepdong.node.exchange;

import java.util.List;
import java.util.UUID;
import vn.hiepdong.node.ledger.Batch;
import vn.hiepdong.node.ledger.Entry;
import vn.hiepdong.node.ledger.Kinds;
import vn.hiepdong.node.ledger.Position;
import vn.hiepdong.node.ledger.Projection;

/// What the nodes of these tests say to each other.
sealed interface NoteEntry extends Entry {
    UUID id();

    @Override
    default UUID subject() {
        return id();
    }

    record Written(UUID id, String text) implements NoteEntry {}

    /// Lets one more party read a note.
    record Released(UUID id, String to) implements NoteEntry {}

    /// Takes a note back from a party.
    record Withdrawn(UUID id, String from) implements NoteEntry {}

    final class Table implements Projection<NoteEntry> {
        @Override
        public Kinds<NoteEntry> kinds() {
            return new Kinds<>("note", NoteEntry.class);
        }

        @Override
        public void apply(Position at, NoteEntry entry, Batch sql) {
            switch (entry) {
                case Written written ->
                    sql.add(
                            "insert into test_note (id, agency, text) values (?, ?, ?)",
                            written.id(),
                            at.agency(),
                            written.text());
                case Released released -> {
                    if (at.own()) {
                        sql.release(at, released.id(), new vn.hiepdong.node.ledger.AgencyCode(released.to()));
                    }
                }
                case Withdrawn withdrawn ->
                    sql.withdraw(at, withdrawn.id(), new vn.hiepdong.node.ledger.AgencyCode(withdrawn.from()));
            }
        }

        @Override
        public List<String> tables() {
            return List.of("test_note");
        }
    }

    /// A node of a newer version, which has a kind that the others do not know.
    sealed interface Newer extends Entry {
        record Drawn(UUID id, String picture) implements Newer {
            @Override
            public UUID subject() {
                return id;
            }
        }

        final class Table implements Projection<Newer> {
            @Override
            public Kinds<Newer> kinds() {
                return new Kinds<>("newer", Newer.class);
            }

            @Override
            public void apply(Position at, Newer entry, Batch sql) {
                switch (entry) {
                    case Drawn drawn ->
                        sql.add(
                                "insert into test_note (id, agency, text) values (?, ?, ?)",
                                drawn.id(),
                                at.agency(),
                                drawn.picture());
                }
            }

            @Override
            public List<String> tables() {
                return List.of();
            }
        }
    }
}
