package org.hornbook.corpus.clean;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntFunction;

/// How similar two documents are: as their signatures estimate it where that decides, and by all
/// their stretches of words where the estimate lies so near the threshold that its error would.
final class Similarity {
    /// About two and a half standard errors of the estimate at 0.8.
    private static final double UNSURE = 0.1;

    /// Beyond, the estimate has to do: counting would take longer than it is worth.
    private static final int LONGEST = 50_000;

    private static final int KEPT = 64;

    private final double threshold;
    private final IntFunction<String> texts;
    private final WordScan words = new WordScan();
    private final Map<Integer, int[]> shingles =
            new LinkedHashMap<>(2 * KEPT, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Integer, int[]> eldest) {
                    return size() > KEPT;
                }
            };

    /// @param texts the text of a row
    Similarity(double threshold, IntFunction<String> texts) {
        this.threshold = threshold;
        this.texts = texts;
    }

    /// Whether two rows are as similar as asked.
    boolean enough(int row, Signature signature, int other, Signature otherSignature) {
        double estimate = signature.similarity(otherSignature);
        if (Math.abs(estimate - threshold) > UNSURE
                || estimate == 1
                || signature.shingles() > LONGEST
                || otherSignature.shingles() > LONGEST) {
            return estimate >= threshold;
        }
        return jaccard(shingles(row), shingles(other)) >= threshold;
    }

    private int[] shingles(int row) {
        return shingles.computeIfAbsent(row, r -> shingles(texts.apply(r)));
    }

    private int[] shingles(String text) {
        words.read(text);
        int[] all = new int[Math.max(1, words.count() - MinHash.SHINGLE + 1)];
        Arrays.setAll(all, i -> MinHash.shingle(words, i));
        return Arrays.stream(all).sorted().distinct().toArray();
    }

    /// Of two sets in ascending order.
    static double jaccard(int[] a, int[] b) {
        int both = 0;
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                both++;
                i++;
                j++;
            } else if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return (double) both / (a.length + b.length - both);
    }
}
