package org.hornbook.chat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How often each of two models was found better than the other. A vote among more than two counts
/// for every pair with the winner; a tie for all pairs.
public record Tally(List<Pair> pairs) {
    public Tally {
        pairs = List.copyOf(pairs);
    }

    /// Two models.
    ///
    /// @param ones how often the first was better
    /// @param others how often the second was
    public record Pair(Author one, Author other, int ones, int others, int ties) {
        public int votes() {
            return ones + others + ties;
        }
    }

    /// Counts; the pair with the most votes comes first.
    public static Tally of(List<Vote> votes) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        Map<String, Author[]> who = new LinkedHashMap<>();
        for (Vote vote : votes) {
            List<Author> authors = vote.contenders().stream().map(Vote.Contender::author).toList();
            for (int i = 0; i < authors.size(); i++) {
                for (int j = i + 1; j < authors.size(); j++) {
                    count(vote, authors.get(i), authors.get(j), counts, who);
                }
            }
        }
        List<Pair> pairs = new ArrayList<>();
        counts.forEach(
                (key, n) ->
                        pairs.add(new Pair(who.get(key)[0], who.get(key)[1], n[0], n[1], n[2])));
        pairs.sort(Comparator.comparingInt(Pair::votes).reversed());
        return new Tally(pairs);
    }

    private static void count(
            Vote vote, Author a, Author b, Map<String, int[]> counts, Map<String, Author[]> who) {
        boolean ordered = a.words().compareTo(b.words()) <= 0;
        Author one = ordered ? a : b;
        Author other = ordered ? b : a;
        int column =
                vote.winner().isEmpty()
                        ? 2
                        : vote.winner().get().equals(one)
                                ? 0
                                : vote.winner().get().equals(other) ? 1 : -1;
        if (column >= 0 && !one.same(other)) {
            String key = one.words() + "\n" + other.words();
            who.putIfAbsent(key, new Author[] {one, other});
            counts.computeIfAbsent(key, k -> new int[3])[column]++;
        }
    }
}
