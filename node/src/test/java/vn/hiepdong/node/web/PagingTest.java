package vn.hiepdong.node.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagingTest {
    @Test
    void everyItemIsSeenOnceHoweverLongTheList() {
        for (int length : new int[] {0, 1, 9, 10, 11, 20, 35}) {
            var seen = new ArrayList<Integer>();
            String after = "";
            while (after != null) {
                var paging = Paging.parse(after, "10");
                int start =
                        paging.atStart() ? 0 : Integer.parseInt(paging.after().getFirst()) + 1;
                var fetched = IntStream.range(start, length)
                        .limit(paging.limit())
                        .boxed()
                        .toList();
                var slice = paging.slice(fetched, item -> List.of(String.valueOf(item), "với\tdấu"));
                assertThat(slice.items()).hasSizeLessThanOrEqualTo(10);
                seen.addAll(slice.items());
                after = slice.next();
            }
            assertThat(seen).isEqualTo(IntStream.range(0, length).boxed().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"!", "AA=A", "gICA", "%00"})
    void aPlaceThatNobodyGaveOutIsBadInput(String after) {
        assertThatThrownBy(() -> Paging.parse(after, null)).isInstanceOf(BadInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "201", "1e2", "many"})
    void aSizeOutOfBoundsIsBadInput(String size) {
        assertThatThrownBy(() -> Paging.parse(null, size)).isInstanceOf(BadInput.class);
    }
}
