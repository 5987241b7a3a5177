package org.hornbook.corpus.clean;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Finds the stretches of `n` words in a row that a text shares with the items of a benchmark, in
/// lower case and without punctuation; for each item the longest stretch.
///
/// The table may be shared by threads; each brings its own `WordScan`.
final class Overlap {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final int n;
    private final long dropped;
    private final List<BenchmarkText.Item> items;
    private final long[] keys;
    private final int[] first;
    private final int mask;
    private final int[] item;
    private final int[] word;
    private final int[] next;
    private final long[][] words;
    private final int tooShort;

    /// A stretch that a document shares with an item, in characters of both texts.
    ///
    /// @param words how many words long it is, at least `n`
    record Shared(int item, int words, int from, int to, int itemFrom, int itemTo) {}

    Overlap(List<BenchmarkText.Item> items, int n) {
        this.n = n;
        this.items = items;
        long power = 1;
        for (int i = 0; i < n; i++) {
            power *= FACTOR;
        }
        dropped = power;
        words = new long[items.size()][];
        WordScan scan = new WordScan();
        int grams = 0;
        int brief = 0;
        for (int i = 0; i < words.length; i++) {
            scan.read(items.get(i).text());
            words[i] = new long[scan.count()];
            for (int w = 0; w < words[i].length; w++) {
                words[i][w] = scan.hash(w);
            }
            grams += Math.max(0, words[i].length - n + 1);
            brief += words[i].length < n ? 1 : 0;
        }
        tooShort = brief;
        int size = Integer.highestOneBit(Math.max(16, grams)) * 4;
        mask = size - 1;
        keys = new long[size];
        first = new int[size];
        Arrays.fill(first, -1);
        item = new int[grams];
        word = new int[grams];
        next = new int[grams];
        fill();
    }

    private void fill() {
        int entry = 0;
        for (int i = 0; i < words.length; i++) {
            long hash = 0;
            for (int w = 0; w < words[i].length; w++) {
                hash = hash * FACTOR + words[i][w] - (w >= n ? words[i][w - n] * dropped : 0);
                if (w < n - 1) {
                    continue;
                }
                int slot = slot(hash);
                keys[slot] = hash;
                item[entry] = i;
                word[entry] = w - n + 1;
                next[entry] = first[slot];
                first[slot] = entry++;
            }
        }
    }

    private int slot(long hash) {
        int at = (int) (hash ^ hash >>> 32) & mask;
        while (first[at] >= 0 && keys[at] != hash) {
            at = at + 1 & mask;
        }
        return at;
    }

    /// Items with fewer words than `n`, which cannot be met.
    int tooShort() {
        return tooShort;
    }

    /// What a document shares with each item that it shares anything with.
    List<Shared> in(String text, WordScan scan) {
        scan.read(text);
        long hash = 0;
        Map<Integer, int[]> best = null; // item: words, document word, item word
        for (int w = 0; w < scan.count(); w++) {
            hash = hash * FACTOR + scan.hash(w) - (w >= n ? scan.hash(w - n) * dropped : 0);
            if (w < n - 1) {
                continue;
            }
            int slot = slot(hash);
            int steps = 0;
            for (int e = first[slot]; e >= 0 && steps < 64; e = next[e], steps++) {
                best = best == null ? new HashMap<>() : best;
                longest(scan, w - n + 1, e, best);
            }
        }
        return best == null ? List.of() : shared(scan, best);
    }

    /// A stretch is measured where it begins: if the word before is shared too, it was measured
    /// there.
    private void longest(WordScan scan, int at, int entry, Map<Integer, int[]> best) {
        int i = item[entry];
        int w = word[entry];
        if (at > 0 && w > 0 && scan.hash(at - 1) == words[i][w - 1]) {
            return;
        }
        int length = 0;
        while (at + length < scan.count()
                && w + length < words[i].length
                && scan.hash(at + length) == words[i][w + length]) {
            length++;
        }
        int[] known = best.get(i);
        if (length >= n && (known == null || known[0] < length)) {
            best.put(i, new int[] {length, at, w});
        }
    }

    private List<Shared> shared(WordScan scan, Map<Integer, int[]> best) {
        List<Shared> shared = new ArrayList<>();
        WordScan other = new WordScan();
        best.forEach(
                (i, found) -> {
                    other.read(items.get(i).text());
                    shared.add(
                            new Shared(
                                    i,
                                    found[0],
                                    scan.from(found[1]),
                                    scan.to(found[1] + found[0] - 1),
                                    other.from(found[2]),
                                    other.to(found[2] + found[0] - 1)));
                });
        shared.sort(java.util.Comparator.comparingInt(s -> -s.words()));
        return shared;
    }
}
