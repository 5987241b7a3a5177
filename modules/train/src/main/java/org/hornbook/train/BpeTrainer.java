package org.hornbook.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/// Learns a byte-level BPE (Sennrich et al. 2016; GPT-2's byte alphabet) from texts: the most
/// frequent pair of neighbouring tokens becomes a token, again and again. Ties go to the pair with
/// the lower ids, so the result depends on the texts alone, not on their order.
public final class BpeTrainer {
    public static final String END_OF_TEXT = "<|endoftext|>";

    private final Map<String, Long> counts = new HashMap<>();

    /// Counts the pieces of one more text.
    public void add(String text) {
        PreTokens.of(text, piece -> counts.merge(piece, 1L, Long::sum));
    }

    /// The tokenizer.json of a tokenizer with `vocab` tokens: the end of text as id 0, the 256
    /// bytes, then what was merged. It has fewer if there is nothing left to merge. Throws
    /// `IllegalArgumentException` if `vocab` is below 257.
    public String train(int vocab) {
        if (vocab < 257) {
            throw new IllegalArgumentException(
                    "vocab " + vocab + " is below 257: one end of text and 256 bytes");
        }
        List<String> tokens = new ArrayList<>();
        tokens.add(END_OF_TEXT);
        char[] alphabet = PreTokens.alphabet();
        char[] sorted = alphabet.clone();
        Arrays.sort(sorted);
        Map<Character, Integer> ids = new HashMap<>();
        for (char c : sorted) {
            ids.put(c, tokens.size());
            tokens.add(String.valueOf(c));
        }
        List<Word> words = new ArrayList<>();
        new TreeMap<>(counts).forEach((text, count) -> words.add(Word.of(text, count, ids)));
        return TokenizerJson.of(tokens, new Merging(words, tokens).until(vocab));
    }

    /// A piece while its tokens grow together.
    private static final class Word {
        private int[] ids;
        private int length;
        private final long count;

        private Word(int[] ids, long count) {
            this.ids = ids;
            this.length = ids.length;
            this.count = count;
        }

        static Word of(String text, long count, Map<Character, Integer> ids) {
            return new Word(text.chars().map(c -> ids.get((char) c)).toArray(), count);
        }

        /// Joins every `left`, `right` into `joined`.
        void merge(int left, int right, int joined) {
            int to = 0;
            for (int from = 0; from < length; from++) {
                if (from + 1 < length && ids[from] == left && ids[from + 1] == right) {
                    ids[to++] = joined;
                    from++;
                } else {
                    ids[to++] = ids[from];
                }
            }
            length = to;
        }
    }

    /// A pair as it stood in the queue; out of date once its count has changed.
    private record Candidate(long pair, long count) implements Comparable<Candidate> {
        @Override
        public int compareTo(Candidate other) {
            return count != other.count
                    ? Long.compare(other.count, count)
                    : Long.compare(pair, other.pair);
        }
    }

    /// The counts of all pairs, kept up to date merge by merge.
    private static final class Merging {
        private final List<Word> words;
        private final List<String> tokens;
        private final Map<Long, Long> pairs = new HashMap<>();
        private final Map<Long, Set<Integer>> places = new HashMap<>();
        private final PriorityQueue<Candidate> queue = new PriorityQueue<>();

        Merging(List<Word> words, List<String> tokens) {
            this.words = words;
            this.tokens = tokens;
            for (int w = 0; w < words.size(); w++) {
                count(w, 1, new HashSet<>());
            }
            pairs.forEach((pair, count) -> queue.add(new Candidate(pair, count)));
        }

        /// The merges made, each as its two parts; `tokens` grows by one each.
        List<String[]> until(int vocab) {
            List<String[]> merges = new ArrayList<>();
            while (tokens.size() < vocab && !queue.isEmpty()) {
                Candidate best = queue.poll();
                if (pairs.getOrDefault(best.pair(), 0L) != best.count() || best.count() < 2) {
                    continue;
                }
                int left = (int) (best.pair() >>> 32);
                int right = (int) best.pair();
                merges.add(new String[] {tokens.get(left), tokens.get(right)});
                int joined = tokens.size();
                tokens.add(tokens.get(left) + tokens.get(right));
                Set<Long> changed = new HashSet<>();
                for (int w : List.copyOf(places.get(best.pair()))) {
                    count(w, -1, changed);
                    words.get(w).merge(left, right, joined);
                    count(w, 1, changed);
                }
                for (long pair : changed) {
                    long count = pairs.getOrDefault(pair, 0L);
                    if (count > 0) {
                        queue.add(new Candidate(pair, count));
                    }
                }
            }
            return merges;
        }

        private void count(int w, int sign, Set<Long> changed) {
            Word word = words.get(w);
            for (int i = 0; i + 1 < word.length; i++) {
                long pair = (long) word.ids[i] << 32 | word.ids[i + 1];
                pairs.merge(pair, sign * word.count, Long::sum);
                changed.add(pair);
                if (sign > 0) {
                    places.computeIfAbsent(pair, p -> new HashSet<>()).add(w);
                }
            }
        }
    }
}
