package org.hornbook.classify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hornbook.corpus.DocumentId;

/// Every score a classifier gave to a corpus, in ascending order and in memory: what a threshold
/// keeps is found by a binary search, so that it can be moved without a pause over a million
/// scores.
public final class ScoreColumn {
    public static final ScoreColumn EMPTY =
            new ScoreColumn(new double[0], new long[0], new long[1]);

    private final double[] scores;
    private final long[] documents;
    private final long[] characters;

    /// A document beside the line.
    public record Near(DocumentId document, double score) {}

    /// @param scores (n) ascending
    /// @param documents (n) whose score it is
    /// @param characters (n + 1) of the texts from place i on, together
    private ScoreColumn(double[] scores, long[] documents, long[] characters) {
        this.scores = scores;
        this.documents = documents;
        this.characters = characters;
    }

    /// Puts scores in order. The three belong together place by place; `characters` are the lengths
    /// of the texts.
    public static ScoreColumn of(double[] scores, long[] documents, int[] characters) {
        int n = scores.length;
        int[] order = order(scores);
        double[] ascending = new double[n];
        long[] whose = new long[n];
        long[] from = new long[n + 1];
        for (int i = n - 1; i >= 0; i--) {
            ascending[i] = scores[order[i]];
            whose[i] = documents[order[i]];
            from[i] = from[i + 1] + characters[order[i]];
        }
        return new ScoreColumn(ascending, whose, from);
    }

    /// The places of `scores` in ascending order; equal scores stay as they come.
    static int[] order(double[] scores) {
        double[] ascending = scores.clone();
        Arrays.sort(ascending);
        int[] taken = new int[scores.length];
        int[] order = new int[scores.length];
        for (int i = 0; i < scores.length; i++) {
            int first = first(ascending, scores[i]);
            order[first + taken[first]++] = i;
        }
        return order;
    }

    public int size() {
        return scores.length;
    }

    /// The least score that `threshold` keeps; NaN if there are no scores to take a part of.
    public double cutoff(Threshold threshold) {
        return scores.length == 0 && threshold instanceof Threshold.TopFraction
                ? Double.NaN
                : threshold.cutoff(scores);
    }

    /// The first place from which on documents score at least `cutoff`; `size()` if none does.
    int place(double cutoff) {
        return first(scores, cutoff);
    }

    /// How many documents score at least `cutoff`.
    public int kept(double cutoff) {
        return scores.length - first(scores, cutoff);
    }

    /// The length of their texts together, in UTF-16 code units.
    public long characters(double cutoff) {
        return characters[first(scores, cutoff)];
    }

    /// How many scores fall into each of `bins` equal steps from `low` to `high`; those outside
    /// count at the ends.
    public long[] histogram(double low, double high, int bins) {
        long[] counts = new long[bins];
        for (double score : scores) {
            counts[(int) Math.clamp((score - low) / (high - low) * bins, 0, bins - 1)]++;
        }
        return counts;
    }

    /// The `count` documents that are kept with the lowest scores, the lowest first.
    public List<Near> above(double cutoff, int count) {
        List<Near> near = new ArrayList<>();
        for (int i = first(scores, cutoff); i < scores.length && near.size() < count; i++) {
            near.add(new Near(new DocumentId(documents[i]), scores[i]));
        }
        return near;
    }

    /// The `count` documents that are dropped with the highest scores, the highest first.
    public List<Near> below(double cutoff, int count) {
        List<Near> near = new ArrayList<>();
        for (int i = first(scores, cutoff) - 1; i >= 0 && near.size() < count; i--) {
            near.add(new Near(new DocumentId(documents[i]), scores[i]));
        }
        return near;
    }

    /// The first place whose score is at least `cutoff`.
    private static int first(double[] ascending, double cutoff) {
        int low = 0;
        int high = ascending.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < cutoff) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
