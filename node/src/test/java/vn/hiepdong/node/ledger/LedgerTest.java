package vn.hiepdong.node.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.hiepdong.format.Checkpoint;
import vn.hiepdong.format.EntryHeader;
import vn.hiepdong.format.FormatException;
import vn.hiepdong.format.Hash;
import vn.hiepdong.format.HashReader;
import vn.hiepdong.format.Merkle;
import vn.hiepdong.format.Proofs;

class LedgerTest {
    @TempDir
    Path folder;

    @Test
    void whatIsSaidIsDurableProjectedAndSigned() throws InterruptedException {
        try (var node = new TestNode(folder, "POL")) {
            Place place = TestNode.place();
            Appended first = node.say(place, "nước lên");
            Appended second = node.say(place, "nước xuống");

            assertThat(first.index()).isZero();
            assertThat(second.index()).isEqualTo(1);
            assertThat(second.applied()).isGreaterThan(first.applied());
            assertThat(node.remarks.count()).isEqualTo(2);

            LogView log = node.signed(place);
            var verified = Objects.requireNonNull(log.checkpoint())
                    .verify(node.keys
                            .roster()
                            .current()
                            .getFirst()
                            .keys(log.origin().toString()));
            assertThat(verified.checkpoint().size()).isEqualTo(2);
            assertThat(verified.signatures()).hasSize(2);
            assertThat(verified.checkpoint().root()).isEqualTo(Merkle.node(first.hash(), second.hash()));
        }
    }

    @Test
    void everyEntryOfALongLogCanBeProven() throws InterruptedException {
        try (var node = new TestNode(folder, "POL")) {
            Place place = TestNode.place();
            var waiting = new ArrayList<CompletableFuture<List<Appended>>>();
            for (int i = 0; i < 1500; i++) {
                waiting.add(node.ledger.submit(
                        List.of(TestNode.statement(place, new RemarkEntry.Made(TestNode.id(), "tin " + i)))));
            }
            waiting.forEach(CompletableFuture::join);
            LogView log = node.signed(place);
            Checkpoint checkpoint =
                    Checkpoint.parse(Objects.requireNonNull(log.checkpoint()).text());
            List<Hash> leaves = node.ledger.leaves(log.id(), 0, 1500);
            HashReader hashes = node.ledger.hashes(log.id(), 1500);
            for (int i : new int[] {0, 1, 255, 256, 257, 511, 512, 1023, 1024, 1279, 1280, 1498, 1499}) {
                assertThat(Proofs.verifyInclusion(
                                leaves.get(i), i, 1500, Proofs.inclusion(hashes, i, 1500), checkpoint.root()))
                        .as("entry %s", i)
                        .isTrue();
            }
            for (int old : new int[] {1, 255, 256, 300, 1024, 1499}) {
                Hash oldRoot = Proofs.subtreeRoot(node.ledger.hashes(log.id(), old), 0, Long.highestOneBit(old));
                assertThat(oldRoot).isNotNull();
                var edge = vn.hiepdong.format.RightEdge.EMPTY.append(leaves.subList(0, old));
                assertThat(Proofs.verifyConsistency(
                                old, edge.root(), 1500, checkpoint.root(), Proofs.consistency(hashes, old, 1500)))
                        .as("from size %s", old)
                        .isTrue();
            }
        }
    }

    @Test
    void aContradictionIsRefusedAloneAndTheOthersOfItsBatchAreWritten() {
        try (var node = new TestNode(folder, "POL")) {
            Place place = TestNode.place();
            var twice = new RemarkEntry.Made(TestNode.id(), "một lần");
            var waiting = new ArrayList<CompletableFuture<List<Appended>>>();
            for (int i = 0; i < 50; i++) {
                waiting.add(node.ledger.submit(
                        List.of(TestNode.statement(place, new RemarkEntry.Made(TestNode.id(), "tin " + i)))));
            }
            var good = node.ledger.submit(List.of(TestNode.statement(place, twice)));
            var bad = node.ledger.submit(List.of(TestNode.statement(place, twice)));
            waiting.forEach(CompletableFuture::join);
            good.join();

            assertThatThrownBy(bad::join).hasCauseInstanceOf(DuplicateKeyException.class);
            assertThat(node.log(place).size()).isEqualTo(51);
            assertThat(node.remarks.count()).isEqualTo(51);
        }
    }

    @Test
    void severalStatementsAreWrittenAllOrNone() {
        try (var node = new TestNode(folder, "POL")) {
            Place place = TestNode.place();
            var twice = new RemarkEntry.Made(TestNode.id(), "một lần");
            assertThatThrownBy(() -> node.ledger.append(
                            List.of(TestNode.statement(place, twice), TestNode.statement(place, twice))))
                    .isInstanceOf(DuplicateKeyException.class);
            assertThat(node.remarks.count()).isZero();
            assertThat(node.ledger.logs()).isEmpty();
        }
    }

    @Test
    void statementsAboutOneRecordKeepTheirOrderInABatch() {
        try (var node = new TestNode(folder, "POL")) {
            Place place = TestNode.place();
            var statements = new ArrayList<Statement>();
            for (int i = 0; i < 20; i++) {
                var id = TestNode.id();
                if (i % 2 == 0) {
                    statements.add(TestNode.statement(place, new RemarkEntry.Made(id, "tin " + i)));
                    statements.add(TestNode.statement(place, new RemarkEntry.StruckOut(id, "a")));
                    statements.add(TestNode.statement(place, new RemarkEntry.StruckOut(id, "b")));
                } else {
                    statements.add(TestNode.statement(place, new RemarkEntry.StruckOut(id, "trước")));
                    statements.add(TestNode.statement(place, new RemarkEntry.Made(id, "tin " + i)));
                    statements.add(TestNode.statement(place, new RemarkEntry.StruckOut(id, "c")));
                }
            }
            node.ledger.append(statements);
            assertThat(node.remarks.dump())
                    .hasSize(20)
                    .allSatisfy(line -> assertThat(line).containsAnyOf("|2|b|", "|1|c|"));
        }
    }

    @Test
    void twoInstancesOnOneDatabaseAppendToOneLogWithoutGapOrFork() throws InterruptedException {
        try (var one = new TestNode(folder, "POL");
                var two = new TestNode(one.database, one.keys)) {
            Place place = TestNode.place();
            try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 400; i++) {
                    String text = "tin " + i;
                    var node = i % 2 == 0 ? one : two;
                    callers.submit(() -> node.say(place, text));
                }
            }
            LogView log = one.signed(place);
            assertThat(log.size()).isEqualTo(400);
            assertThat(log.frozen()).isNull();
            var applied = JdbcClient.create(one.database)
                    .sql("select applied from ledger_entry order by applied")
                    .query(Long.class)
                    .list();
            assertThat(new HashSet<>(applied)).hasSize(400);
            assertThat(one.remarks.count()).isEqualTo(400);
            Checkpoint checkpoint =
                    Checkpoint.parse(Objects.requireNonNull(log.checkpoint()).text());
            var edge = vn.hiepdong.format.RightEdge.EMPTY.append(two.ledger.leaves(log.id(), 0, 400));
            assertThat(edge.root()).isEqualTo(checkpoint.root());
        }
    }

    @Test
    void aRebuiltProjectionEqualsTheOneThatGrew() {
        try (var node = new TestNode(folder, "POL")) {
            Place place = TestNode.place();
            for (int i = 0; i < 30; i++) {
                var id = TestNode.id();
                node.ledger.append(List.of(
                        TestNode.statement(place, new RemarkEntry.Made(id, "tin " + i)),
                        TestNode.statement(place, new RemarkEntry.StruckOut(id, "sửa"))));
            }
            List<String> grown = node.remarks.dump();
            JdbcClient.create(node.database)
                    .sql("update remark set text = 'hỏng'")
                    .update();
            assertThat(node.ledger.rebuild()).isEqualTo(60);
            assertThat(node.remarks.dump()).isEqualTo(grown);
        }
    }

    @Test
    void aFlippedBitIsNotSignedAndFreezesTheLog() throws InterruptedException {
        try (var node = new TestNode(folder, "POL")) {
            Place place = TestNode.place();
            node.say(place, "đúng");
            node.signed(place);
            // The row is changed between commit and signature, as a bad disk would.
            var sql = JdbcClient.create(node.database);
            sql.sql("""
                    create function flip() returns trigger language plpgsql as $$
                    begin new.bytes := set_byte(new.bytes, 40, get_byte(new.bytes, 40) # 1); return new; end $$
                    """).update();
            sql.sql("create trigger flip before insert on ledger_entry for each row execute function flip()")
                    .update();
            node.say(place, "hỏng trên đĩa");
            LogView log = node.signed(place);
            assertThat(log.frozen().detail()).contains("root mismatch");
            assertThat(log.signedSize()).isEqualTo(1);
            assertThatThrownBy(() -> node.say(place, "nữa")).isInstanceOf(LogFrozenException.class);
        }
    }

    @Test
    void aPartnersEntriesAreTakenInOnceAndProjected() throws InterruptedException {
        try (var sender = new TestNode(folder, "POL");
                var receiver = new TestNode(folder, "MIL")) {
            Place place = TestNode.place();
            sender.say(place, "cho MIL", "MIL");
            sender.say(place, "không cho MIL");
            Received received = read(sender, place, "MIL");

            receiver.ledger.receive(received);
            receiver.ledger.receive(received);

            assertThat(receiver.remarks.count()).isEqualTo(1);
            LogView copy = receiver.ledger.log(received.origin().toString()).orElseThrow();
            assertThat(copy.size()).isEqualTo(2);
            assertThat(copy.signedSize()).isEqualTo(2);
            assertThat(copy.own()).isFalse();
        }
    }

    @Test
    void aPayloadThatComesLaterIsProjectedWhenItComes() throws InterruptedException {
        try (var sender = new TestNode(folder, "POL");
                var receiver = new TestNode(folder, "MIL")) {
            Place place = TestNode.place();
            sender.say(place, "chưa cho ai");
            Received received = read(sender, place, "MIL");
            receiver.ledger.receive(received);
            assertThat(receiver.remarks.count()).isZero();

            Payload payload = payload(sender, place, 0);
            receiver.ledger.receiveLate(received.origin(), 0, payload);
            receiver.ledger.receiveLate(received.origin(), 0, payload);

            assertThat(receiver.remarks.count()).isEqualTo(1);
            List<String> grown = receiver.remarks.dump();
            receiver.ledger.rebuild();
            assertThat(receiver.remarks.dump()).isEqualTo(grown);
        }
    }

    @Test
    void aPayloadThatIsNotTheOneCommittedToIsRefused() throws InterruptedException {
        try (var sender = new TestNode(folder, "POL");
                var receiver = new TestNode(folder, "MIL")) {
            Place place = TestNode.place();
            sender.say(place, "thật", "MIL");
            Received received = read(sender, place, "MIL");
            StoredEntry entry = received.entries().getFirst();
            Payload payload = Objects.requireNonNull(entry.payload());
            byte[] forged = new String(payload.body(), StandardCharsets.UTF_8)
                    .replace("thật", "giả ")
                    .getBytes(StandardCharsets.UTF_8);
            var tampered = new Received(
                    received.origin(),
                    0,
                    List.of(new StoredEntry(0, entry.bytes(), new Payload(payload.salt(), forged))),
                    received.checkpoint());
            assertThatThrownBy(() -> receiver.ledger.receive(tampered)).isInstanceOf(FormatException.class);
            assertThat(receiver.ledger.logs()).isEmpty();
        }
    }

    @Test
    void aPartnersEntryWhoseProjectionFailsIsKeptAndFlaggedAndTheRestGoesOn() throws InterruptedException {
        try (var sender = new TestNode(folder, "POL");
                var receiver = new TestNode(folder, "MIL")) {
            Place place = TestNode.place();
            sender.say(place, "trước", "MIL");
            sender.ledger.append(TestNode.statement(place, new RemarkEntry.StruckOut(TestNode.id(), "x"), "MIL"));
            sender.say(place, "sau", "MIL");
            Received received = read(sender, place, "MIL");
            var sql = JdbcClient.create(receiver.database);
            sql.sql("alter table remark add check (text <> 'sau')").update();

            receiver.ledger.receive(received);

            assertThat(receiver.remarks.count()).isEqualTo(1);
            assertThat(receiver.ledger.problems()).hasSize(1);
            assertThat(receiver.ledger.problems().getFirst().index()).isEqualTo(2);
            assertThat(receiver.ledger
                            .log(received.origin().toString())
                            .orElseThrow()
                            .size())
                    .isEqualTo(3);

            sql.sql("alter table remark drop constraint remark_text_check").update();
            assertThat(receiver.ledger.retry()).isEqualTo(1);
            assertThat(receiver.remarks.count()).isEqualTo(2);
            assertThat(receiver.ledger.problems()).isEmpty();
        }
    }

    /// What fails for a moment is not the entry's fault: it is taken whole when it comes again.
    @Test
    void aPartnersEntryIsNotFlaggedForATroubleOfTheDatabase() throws InterruptedException {
        try (var sender = new TestNode(folder, "POL");
                var receiver = new TestNode(folder, "MIL")) {
            Place place = TestNode.place();
            sender.say(place, "một", "MIL");
            sender.say(place, "hai", "MIL");
            Received received = read(sender, place, "MIL");
            var sql = JdbcClient.create(receiver.database);
            sql.sql("""
                    create function no_room() returns trigger language plpgsql as $$
                    begin raise exception 'no space left' using errcode = 'disk_full'; end $$
                    """).update();
            sql.sql("create trigger no_room before insert on remark for each row execute function no_room()")
                    .update();

            assertThatThrownBy(() -> receiver.ledger.receive(received)).hasMessageContaining("no space left");
            assertThat(receiver.ledger.problems()).isEmpty();
            assertThat(receiver.ledger.logs()).isEmpty();

            sql.sql("drop trigger no_room on remark").update();
            receiver.ledger.receive(received);
            assertThat(receiver.remarks.count()).isEqualTo(2);
            assertThat(receiver.ledger.problems()).isEmpty();
        }
    }

    @Test
    void anOwnCommandThatItsProjectionCannotTakeIsRefused() {
        try (var node = new TestNode(folder, "POL")) {
            assertThatThrownBy(() -> node.say(TestNode.place(), "unbearable"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(node.ledger.logs()).isEmpty();
        }
    }

    @Test
    void theOriginOfALogNamesItsRealmAndAnUnknownRealmIsRefused() {
        var keys = AgencyKeys.in(folder, new AgencyCode("POL"));
        Place place = new Place(new SpaceId(TestNode.id()), Realm.EXERCISE);
        String origin = keys.identity().origin(place.realm(), place.space()).toString();
        assertThat(origin)
                .startsWith("hd1/exercise/")
                .endsWith("/POL." + keys.identity().id());
        assertThat(LogOrigin.parse(origin).realm()).isEqualTo(Realm.EXERCISE);
        for (String bad : List.of(
                origin.replace("/exercise/", "/"),
                origin.replace("/exercise/", "//"),
                origin.replace("/exercise/", "/drill/"),
                origin.replace("exercise", "EXERCISE"),
                origin + "/",
                origin.toUpperCase(java.util.Locale.ROOT))) {
            assertThatThrownBy(() -> LogOrigin.parse(bad)).as(bad).isInstanceOf(FormatException.class);
        }
    }

    @Test
    void aSpaceKeepsItsRealmForEver() {
        try (var node = new TestNode(folder, "POL")) {
            Place place = TestNode.place();
            node.say(place, "thật");
            assertThatThrownBy(() -> node.say(new Place(place.space(), Realm.EXERCISE), "diễn tập"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("realm");
        }
    }

    @Test
    void anEntryRefersToWhatItsAuthorHadSeen() throws InterruptedException {
        try (var sender = new TestNode(folder, "POL");
                var receiver = new TestNode(folder, "MIL")) {
            Place place = TestNode.place();
            sender.say(place, "một", "MIL");
            receiver.ledger.receive(read(sender, place, "MIL"));
            receiver.say(place, "đã thấy", "POL");
            LogView own = receiver.log(place);
            var header = EntryHeader.parse(receiver.ledger
                    .entries(own.id(), 0, 1, new AgencyCode("POL"))
                    .getFirst()
                    .bytes());
            assertThat(header.refs()).hasSize(1);
            assertThat(header.refs().getFirst().isTo(sender.log(place).origin().toString()))
                    .isTrue();
            assertThat(header.refs().getFirst().size()).isEqualTo(1);
        }
    }

    private static Received read(TestNode sender, Place place, String party) throws InterruptedException {
        LogView log = sender.signed(place);
        return new Received(
                log.origin(),
                0,
                sender.ledger.entries(log.id(), 0, log.size(), new AgencyCode(party)),
                log.checkpoint());
    }

    private static Payload payload(TestNode sender, Place place, long index) {
        return JdbcClient.create(sender.database)
                .sql("select salt, body from ledger_payload where log = :log and index = :index")
                .param("log", sender.log(place).id())
                .param("index", index)
                .query((row, _) -> new Payload(row.getBytes("salt"), row.getBytes("body")))
                .single();
    }
}
