package org.hornbook.classify;

import java.util.Arrays;

/// The hashed words and pairs of words of a text, in order and as often as they come, and its
/// statistics. Not safe for several threads.
final class AverageFeatures {
    private final TextReading reading = new TextReading();
    private final int mask;
    private int[] places = new int[4096];

    AverageFeatures(int bits) {
        mask = (1 << bits) - 1;
    }

    /// The features of one text.
    ///
    /// @param places of its words and pairs, ascending, without repetition
    /// @param counts (n) how often each comes
    /// @param all how many words and pairs there are
    /// @param statistics one for each of `TextStatistics.NAMES`, raw
    record Raw(int[] places, int[] counts, int all, double[] statistics) {}

    /// Reads `text`; returns how many words and pairs it has.
    int read(String text) {
        reading.read(text);
        Tokens tokens = reading.tokens;
        int n = tokens.n;
        if (2 * n > places.length) {
            places = new int[Math.max(2 * n, 2 * places.length)];
        }
        int before = 0;
        for (int k = 0; k < n; k++) {
            int hash = TextReading.hash(tokens.hashes[k]);
            places[2 * k] = hash & mask;
            places[2 * k + 1] = TextReading.pair(before, hash) & mask;
            before = hash;
        }
        return 2 * n;
    }

    /// The places of the text read last.
    int[] places() {
        return places;
    }

    /// The statistics of the text read last, raw.
    double[] statistics() {
        return reading.statistics();
    }

    Raw of(String text) {
        int all = read(text);
        int[] sorted = Arrays.copyOf(places, all);
        Arrays.sort(sorted);
        int[] counts = new int[all];
        int n = 0;
        for (int i = 0; i < all; i++) {
            if (n == 0 || sorted[n - 1] != sorted[i]) {
                sorted[n++] = sorted[i];
            }
            counts[n - 1]++;
        }
        return new Raw(
                Arrays.copyOf(sorted, n), Arrays.copyOf(counts, n), all, statistics().clone());
    }
}
