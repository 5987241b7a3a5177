package org.hornbook.corpus;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Rows in columns, made up: scores by `ngram`, a field of 12 values and one of 2,000.
public final class ScoredRows {
    private ScoredRows() {}

    public static ColumnCache of(int rows) {
        SplittableRandom random = new SplittableRandom(10);
        long[] ids = new long[rows];
        int[] lengths = new int[rows];
        int[] sources = new int[rows];
        int[] sites = new int[rows];
        double[] scores = new double[rows];
        BitSet scored = new BitSet(rows);
        for (int row = 0; row < rows; row++) {
            ids[row] = row + 1;
            lengths[row] = random.nextInt(4000);
            sources[row] = random.nextInt(12);
            sites[row] = random.nextInt(2_000);
            scores[row] = (float) (5 * random.nextDouble());
        }
        scored.set(0, rows);
        return new ColumnCache(
                ids,
                lengths,
                new KeyRows(0),
                Map.of(
                        "source", new ColumnCache.Field(sources, values(12)),
                        "site", new ColumnCache.Field(sites, values(2_000))),
                Map.of(),
                Map.of("ngram", ColumnCache.Scores.of(scores, scored)),
                Map.of());
    }

    private static List<String> values(int n) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            values.add("v" + i);
        }
        return values;
    }
}
