package org.hornbook.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowOrderTest {
    @Test
    void radixSortsAsAStableComparisonDoes() {
        Random random = new Random(1);
        for (int n : new int[] {0, 1, 2, 1_000, 5_000}) {
            int[] rows = IntStream.range(0, n).toArray();
            for (long mask : new long[] {0, 7, 0xffff_ffffL, -1}) {
                long[] keys = random.longs(n).map(k -> k & mask).toArray();
                int[] expected =
                        IntStream.of(rows)
                                .boxed()
                                .sorted((a, b) -> Long.compareUnsigned(keys[a], keys[b]))
                                .mapToInt(r -> r)
                                .toArray();
                assertThat(RowOrder.sorted(rows, keys.clone())).isEqualTo(expected);
            }
        }
    }

    @Test
    void scoresAndLargeNumbersSortExactlyAndMissingOnesComeLast() {
        double[] scores = {0.1, -0.5, 0.1 + 1e-12, 3, 0, -0.0, 7};
        BitSet scored = new BitSet();
        scored.set(0, 6);
        List<String> stamps = List.of("1700000000001", "1700000000000", "9", "-3", "1e2");
        int[] codes = {0, 1, 2, 3, 4, -1, 0};
        ColumnCache cache =
                new ColumnCache(
                        new long[] {3, 4, 6, 9, 10, 12, 13},
                        new int[7],
                        new KeyRows(0),
                        Map.of("stamp", new ColumnCache.Field(codes, stamps)),
                        Map.of(),
                        Map.of("s", ColumnCache.Scores.of(scores, scored)),
                        Map.of());
        BitSet all = cache.standing();
        assertThat(cache.sorted(all, new ColumnCache.Order.ByScore("s"), false))
                .containsExactly(1, 4, 5, 0, 2, 3, 6);
        assertThat(cache.sorted(all, new ColumnCache.Order.ByScore("s"), true))
                .containsExactly(3, 2, 0, 4, 5, 1, 6);
        assertThat(cache.sorted(all, new ColumnCache.Order.ByField("stamp"), false))
                .containsExactly(3, 2, 4, 1, 0, 6, 5);
        assertThat(cache.sorted(all, new ColumnCache.Order.ByField("stamp"), true))
                .containsExactly(0, 6, 1, 4, 2, 3, 5);
        assertThat(cache.sorted(all, new ColumnCache.Order.Imported(), true))
                .containsExactly(6, 5, 4, 3, 2, 1, 0);
        assertThat(
                        cache.select(
                                DocumentQuery.parse("word"),
                                match -> new long[] {1, 3, 5, 6, 11, 12, 13, 99}))
                .isEqualTo(BitSet.valueOf(new long[] {0b1100101}));
        assertThat(
                        cache.select(
                                new DocumentQuery.Compares(
                                        DocumentQuery.Opinion.SCORE,
                                        "s",
                                        DocumentQuery.Sign.MORE,
                                        0.1),
                                match -> new long[0]))
                .isEqualTo(BitSet.valueOf(new long[] {0b1100}));
    }

    @Test
    void aDictionaryKnowsAsMuchAsAMap() {
        Random random = new Random(4);
        Dictionary dictionary = new Dictionary();
        Map<String, Integer> map = new HashMap<>();
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            String value = random.nextBoolean() ? "값" + random.nextInt(3_000) : "" + i;
            int code = map.computeIfAbsent(value, v -> map.size());
            assertThat(dictionary.code(value)).isEqualTo(code);
            if (code == values.size()) {
                values.add(value);
            }
        }
        assertThat(dictionary).isEqualTo(values);
        assertThat(dictionary.indexOf("nothing")).isEqualTo(-1);
        assertThat(dictionary.indexOf(values.get(77))).isEqualTo(77);
    }

    @Test
    void allThatAnImportKnowsIsFound() {
        Known known = new Known();
        String[] keys = IntStream.range(0, 50_000).mapToObj(i -> "key " + i).toArray(String[]::new);
        for (int i = 0; i < keys.length; i++) {
            known.add(Known.hash(keys[i]), i + 1);
        }
        for (int i = 0; i < keys.length; i++) {
            int at = i;
            assertThat(known.find(Known.hash(keys[i]), id -> keys[(int) id - 1].equals(keys[at])))
                    .isEqualTo(i + 1);
        }
        assertThat(known.find(Known.hash("other"), id -> false)).isZero();
        assertThat(Arrays.stream(keys).map(Known::hash).distinct().count()).isEqualTo(keys.length);
    }
}
