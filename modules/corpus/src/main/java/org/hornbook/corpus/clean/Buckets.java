package org.hornbook.corpus.clean;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/// Brings together the documents that agree in a band, and joins those that are as similar as
/// asked. Costs one comparison with a few leaders for each document of a bucket, so that a million
/// copies of one page do not become half a billion pairs.
final class Buckets {
    private static final int MOST_LEADERS = 16;

    private final Groups groups;
    private final Similarity similarity;
    private final IntFunction<Signature> signatures;

    /// @param signatures the signature of a row; asked for again and again
    Buckets(Groups groups, Similarity similarity, IntFunction<Signature> signatures) {
        this.groups = groups;
        this.similarity = similarity;
        this.signatures = signatures;
    }

    /// What a row is filed under: 32 bits of the hash, then the row.
    static long key(long hash, int row) {
        return hash & 0xFFFF_FFFF_0000_0000L | row;
    }

    /// Sorts the keys and joins what belongs together.
    ///
    /// @param told called now and then: a place to stop
    void join(long[] keys, Runnable told) {
        Arrays.parallelSort(keys);
        int from = 0;
        for (int i = 1; i <= keys.length; i++) {
            if (i == keys.length || keys[i] >>> 32 != keys[from] >>> 32) {
                if (i - from > 1) {
                    bucket(keys, from, i, told);
                }
                from = i;
            }
        }
    }

    /// A leader stands for the documents that were joined with it.
    private record Leader(int row, Signature signature) {}

    private void bucket(long[] keys, int from, int to, Runnable told) {
        List<Leader> leaders = new ArrayList<>();
        for (int i = from; i < to; i++) {
            if (i % 1024 == 0) {
                told.run();
            }
            int row = (int) keys[i];
            if (leaders.stream().anyMatch(l -> groups.first(l.row()) == groups.first(row))) {
                continue;
            }
            Signature signature = signatures.apply(row);
            boolean joined = false;
            for (Leader leader : leaders) {
                if (similarity.enough(leader.row(), leader.signature(), row, signature)) {
                    joined |= groups.join(leader.row(), row);
                }
            }
            if (!joined && leaders.size() < MOST_LEADERS) {
                leaders.add(new Leader(row, signature));
            }
        }
    }
}
