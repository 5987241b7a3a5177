package org.hornbook.label.sample;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.DocumentId;

/// Draws documents. Chance is a number made of the seed and the document's id, so that the same
/// seed gives the same documents in any order of reading, and a larger sample holds the smaller
/// ones.
final class Drawing {
    private final ColumnCache columns;
    private final List<Integer> rows;
    private final Comparator<Integer> byChance;
    private final int size;

    private Drawing(ColumnCache columns, BitSet candidates, int size, long seed) {
        this.columns = columns;
        this.size = size;
        this.rows = candidates.stream().boxed().toList();
        long[] chance = new long[columns.size()];
        for (int row : rows) {
            chance[row] = mixed(seed, columns.id(row).value());
        }
        this.byChance = Comparator.<Integer>comparingLong(r -> chance[r]).thenComparing(r -> r);
    }

    /// At most `size` of `candidates`, in the order in which they are to be asked. Throws
    /// `IllegalArgumentException` if a classifier, annotator or field is not there.
    static List<DocumentId> draw(
            ColumnCache columns, BitSet candidates, Whom whom, int size, long seed) {
        Drawing drawing = new Drawing(columns, candidates, size, seed);
        return drawing.chosen(whom).stream().map(columns::id).toList();
    }

    private List<Integer> chosen(Whom whom) {
        return switch (whom) {
            case Whom.Random() -> first(rows, byChance);
            case Whom.Strata(String classifier, int strata) -> inTurn(strata(classifier, strata));
            case Whom.Unsure(String classifier, double line) -> unsure(classifier, line, size);
            case Whom.Disputed(List<String> voices) -> disputed(voices);
            case Whom.Field(String field) -> inTurn(values(field));
            case Whom.HalfUnsure(String classifier, double line) -> half(classifier, line);
        };
    }

    private List<Integer> first(List<Integer> of, Comparator<Integer> order) {
        return of.stream().sorted(order).limit(size).toList();
    }

    private List<Integer> scored(String classifier) {
        if (!columns.classifiers().contains(classifier)) {
            throw new IllegalArgumentException(
                    "no document of this corpus has a score by " + classifier);
        }
        return rows.stream().filter(r -> !Double.isNaN(columns.score(classifier, r))).toList();
    }

    private Map<?, List<Integer>> strata(String classifier, int strata) {
        List<Integer> scored = scored(classifier);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int row : scored) {
            double score = columns.score(classifier, row);
            low = Math.min(low, score);
            high = Math.max(high, score);
        }
        double step = (high - low) / strata;
        Map<Integer, List<Integer>> parts = new TreeMap<>();
        for (int row : scored) {
            double place = step == 0 ? 0 : (columns.score(classifier, row) - low) / step;
            parts.computeIfAbsent(Math.clamp((long) place, 0, strata - 1), s -> new ArrayList<>())
                    .add(row);
        }
        return parts;
    }

    private List<Integer> unsure(String classifier, double line, int most) {
        return scored(classifier).stream()
                .sorted(
                        Comparator.<Integer>comparingDouble(
                                        r -> Math.abs(columns.score(classifier, r) - line))
                                .thenComparing(byChance))
                .limit(most)
                .toList();
    }

    private List<Integer> disputed(List<String> voices) {
        for (String voice : voices) {
            boolean there =
                    voice.startsWith(Whom.Disputed.SCORE)
                            ? columns.classifiers()
                                    .contains(voice.substring(Whom.Disputed.SCORE.length()))
                            : columns.annotators().contains(voice);
            if (!there) {
                throw new IllegalArgumentException(
                        voice + " has said nothing about documents of this corpus");
            }
        }
        Map<Integer, Double> apart = new TreeMap<>();
        for (int row : rows) {
            double spread = spread(voices, row);
            if (spread > 0) {
                apart.put(row, spread);
            }
        }
        return first(
                List.copyOf(apart.keySet()),
                Comparator.<Integer>comparingDouble(r -> -apart.get(r)).thenComparing(byChance));
    }

    private double spread(List<String> voices, int row) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (String voice : voices) {
            double said = said(voice, row);
            if (!Double.isNaN(said)) {
                low = Math.min(low, said);
                high = Math.max(high, said);
            }
        }
        return high - low;
    }

    private double said(String voice, int row) {
        if (voice.startsWith(Whom.Disputed.SCORE)) {
            return columns.score(voice.substring(Whom.Disputed.SCORE.length()), row);
        }
        OptionalInt label = columns.label(voice, row);
        return label.isPresent() ? label.getAsInt() : Double.NaN;
    }

    private Map<?, List<Integer>> values(String field) {
        if (!columns.fields().contains(field)) {
            throw new IllegalArgumentException("no document of this corpus has a field " + field);
        }
        Map<String, List<Integer>> parts = new TreeMap<>();
        for (int row : rows) {
            parts.computeIfAbsent(columns.field(field, row).orElse(""), v -> new ArrayList<>())
                    .add(row);
        }
        return parts;
    }

    /// One of each part, again and again, until there are enough.
    private List<Integer> inTurn(Map<?, List<Integer>> parts) {
        List<Deque<Integer>> waiting = new ArrayList<>();
        parts.values()
                .forEach(p -> waiting.add(new ArrayDeque<>(p.stream().sorted(byChance).toList())));
        List<Integer> chosen = new ArrayList<>();
        while (chosen.size() < size && !waiting.isEmpty()) {
            for (Deque<Integer> part : waiting) {
                if (!part.isEmpty() && chosen.size() < size) {
                    chosen.add(part.remove());
                }
            }
            waiting.removeIf(Deque::isEmpty);
        }
        return chosen;
    }

    private List<Integer> half(String classifier, double line) {
        List<Integer> random = first(rows, byChance);
        List<Integer> unsure = unsure(classifier, line, size / 2);
        Set<Integer> chosen = new LinkedHashSet<>();
        for (int i = 0; i < random.size() && chosen.size() < size; i++) {
            chosen.add(random.get(i));
            if (i < unsure.size() && chosen.size() < size) {
                chosen.add(unsure.get(i));
            }
        }
        return List.copyOf(chosen);
    }

    /// SplitMix64 (Steele, Lea, Flood 2014) of both.
    private static long mixed(long seed, long id) {
        long z = seed * 0x9e3779b97f4a7c15L + id * 0xd1342543de82ef95L + 0x632be59bd9b4e019L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
