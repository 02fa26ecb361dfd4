package vn.hiepdong.node.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import vn.hiepdong.node.ledger.Ledger;
import vn.hiepdong.node.ledger.SpaceId;

class LedgerNewsTest {
    private static final UUID ITEM = UUID.fromString("019a0000-0000-7000-8000-000000000001");

    @Test
    void aChangeIsToldUnderTheWatchItsFeatureAndItsRecord() {
        assertThat(LedgerNews.topics(List.of(change(1, "information.acknowledged", ITEM))))
                .containsExactly("watch", "information", "information:" + ITEM);
    }

    @Test
    void manyChangesOfOneRecordAreOneWord() {
        assertThat(LedgerNews.topics(List.of(
                        change(1, "information.written", ITEM),
                        change(2, "information.corrected", ITEM),
                        change(3, "space.signed", ITEM))))
                .containsExactly("watch", "information", "information:" + ITEM, "space", "space:" + ITEM);
    }

    @Test
    void whatIsAboutNoRecordMayBeAboutAny() {
        assertThat(LedgerNews.topics(List.of(change(1, "information.later-kind", null))))
                .containsExactly("watch", "information", "information:any");
    }

    @Test
    void afterAnOutageRecordsAreNotNamedOneByOne() {
        List<Ledger.Change> flood = LongStream.rangeClosed(0, LedgerNews.WORTH_NAMING)
                .mapToObj(at -> change(at, "information.written", new UUID(0, at)))
                .toList();
        assertThat(LedgerNews.topics(flood))
                .containsExactlyInAnyOrder("watch", "information", "information:any", "space", "directory");
    }

    private static Ledger.Change change(long applied, String kind, @Nullable UUID subject) {
        return new Ledger.Change(applied, kind, subject, new SpaceId(new UUID(0, 1)));
    }
}
