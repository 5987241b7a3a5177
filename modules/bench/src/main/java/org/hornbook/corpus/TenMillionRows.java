package org.hornbook.corpus;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Ten million rows in columns, made up: a field of 8 values, labels 0-5 of which a third are
/// missing, and scores.
public final class TenMillionRows {
    private static final int ROWS = 10_000_000;
    private static final DocumentQuery QUERY =
            DocumentQuery.parse("lang:v3 label:me>=3 score:ngram>0.5");

    private final ColumnCache columns;
    private final long expected;

    public TenMillionRows() {
        SplittableRandom random = new SplittableRandom(10);
        long[] ids = new long[ROWS];
        int[] lengths = new int[ROWS];
        int[] codes = new int[ROWS];
        byte[] labels = new byte[ROWS];
        double[] scores = new double[ROWS];
        BitSet labelled = new BitSet(ROWS);
        BitSet scored = new BitSet(ROWS);
        long found = 0;
        for (int row = 0; row < ROWS; row++) {
            ids[row] = row + 1;
            lengths[row] = random.nextInt(4000);
            codes[row] = random.nextInt(8);
            labels[row] = (byte) random.nextInt(6);
            scores[row] = random.nextInt(1 << 20) / (double) (1 << 20);
            labelled.set(row, random.nextInt(3) > 0);
            scored.set(row);
            if (codes[row] == 3 && labelled.get(row) && labels[row] >= 3 && scores[row] > 0.5) {
                found++;
            }
        }
        List<String> values = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            values.add("v" + i);
        }
        columns =
                new ColumnCache(
                        ids,
                        lengths,
                        new KeyRows(0),
                        Map.of("lang", new ColumnCache.Field(codes, values)),
                        Map.of("me", new ColumnCache.Labels(labels, labelled)),
                        Map.of("ngram", ColumnCache.Scores.of(scores, scored)),
                        Map.of());
        expected = found;
    }

    /// Three predicates, exactly.
    public long count() {
        long count = columns.select(QUERY, match -> new long[0]).cardinality();
        if (count != expected) {
            throw new IllegalStateException(count + " rows counted of " + expected);
        }
        return count;
    }
}
