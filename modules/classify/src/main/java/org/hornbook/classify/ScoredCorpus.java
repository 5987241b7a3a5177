package org.hornbook.classify;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.hornbook.classify.decision.Verdict;
import org.hornbook.corpus.ColumnCache;
import org.hornbook.corpus.DocumentId;

/// A corpus as a threshold sees it, in memory: every score of one classifier in ascending order,
/// with the lengths of the texts, the metadata and what was decided by hand. Whatever a moved
/// threshold shows of the whole corpus comes from here, in microseconds for a million documents;
/// the first question about a metadata field takes some milliseconds more. Documents that are
/// removed take no part.
public final class ScoredCorpus {
    private static final int MOST_VALUES = 4_096;
    private static final int LEAST_BLOCK = 2_048;
    private static final int MOST_COUNTS = 4_000_000;

    private final Optional<ColumnCache> metadata;
    private final String classifier;
    private final ScoreColumn column;
    private final int[] rows; // of the column cache, in ascending order of score
    private final List<ByHand> byHand;
    private final long standing;
    private final Map<String, Counts> counts = new ConcurrentHashMap<>();

    /// A document that a person decided on.
    ///
    /// @param score NaN if it has none
    private record ByHand(int row, double score, boolean keep, int characters) {
        /// Whether the decision differs from the threshold's.
        boolean differs(double cutoff) {
            return keep != score >= cutoff;
        }
    }

    /// How often each value of a field occurs below each block of places.
    ///
    /// @param codes (n) in ascending order of score; the last value stands for none
    /// @param below `[block][value]`
    private record Counts(int[] codes, int block, int[][] below, int[] all) {}

    private ScoredCorpus(
            Optional<ColumnCache> metadata,
            String classifier,
            ScoreColumn column,
            int[] rows,
            List<ByHand> byHand,
            long standing) {
        this.metadata = metadata;
        this.classifier = classifier;
        this.column = column;
        this.rows = rows;
        this.byHand = byHand;
        this.standing = standing;
    }

    /// Puts the scores of `classifier` in order; `byHand` holds what people decided, which no
    /// threshold changes. Some hundred milliseconds for a million documents.
    public static ScoredCorpus of(
            ColumnCache columns, String classifier, Map<DocumentId, Verdict> byHand) {
        BitSet standing = columns.standing();
        int[] scored =
                standing.stream()
                        .filter(row -> !Double.isNaN(columns.score(classifier, row)))
                        .toArray();
        double[] scores =
                Arrays.stream(scored).mapToDouble(row -> columns.score(classifier, row)).toArray();
        int[] order = ScoreColumn.order(scores);
        return new ScoredCorpus(
                Optional.of(columns),
                classifier,
                ScoreColumn.of(
                        scores,
                        Arrays.stream(scored).mapToLong(row -> columns.id(row).value()).toArray(),
                        Arrays.stream(scored).map(columns::characters).toArray()),
                Arrays.stream(order).map(i -> scored[i]).toArray(),
                decided(columns, classifier, byHand),
                standing.cardinality());
    }

    /// The same scores with other decisions by hand; what was put in order stays so.
    public ScoredCorpus deciding(Map<DocumentId, Verdict> next) {
        ScoredCorpus same =
                new ScoredCorpus(
                        metadata,
                        classifier,
                        column,
                        rows,
                        metadata.map(m -> decided(m, classifier, next)).orElse(List.of()),
                        standing);
        same.counts.putAll(counts);
        return same;
    }

    private static List<ByHand> decided(
            ColumnCache columns, String classifier, Map<DocumentId, Verdict> byHand) {
        return byHand.isEmpty()
                ? List.of()
                : columns.standing().stream()
                        .filter(row -> byHand.containsKey(columns.id(row)))
                        .mapToObj(
                                row ->
                                        new ByHand(
                                                row,
                                                columns.score(classifier, row),
                                                byHand.get(columns.id(row)) == Verdict.KEEP,
                                                columns.characters(row)))
                        .toList();
    }

    /// Scores of which nothing else is known.
    static ScoredCorpus of(ScoreColumn column) {
        return new ScoredCorpus(
                Optional.empty(), "", column, new int[column.size()], List.of(), column.size());
    }

    /// The scores alone, to draw them and to find the documents beside a line.
    public ScoreColumn column() {
        return column;
    }

    /// Documents that are not removed and have no score.
    public long unscored() {
        return standing - rows.length;
    }

    /// What a threshold does. A top fraction is one of the documents with a score, as if nobody had
    /// decided by hand; then what was decided by hand is heeded. Nothing is kept where there are no
    /// scores to take a part of.
    public Outcome at(Threshold threshold) {
        double cutoff = column.cutoff(threshold);
        long kept = Double.isNaN(cutoff) ? 0 : column.kept(cutoff);
        long characters = Double.isNaN(cutoff) ? 0 : column.characters(cutoff);
        long keptByHand = 0;
        long droppedByHand = 0;
        for (ByHand document : byHand) {
            if (document.differs(cutoff)) {
                keptByHand += document.keep() ? 1 : 0;
                droppedByHand += document.keep() ? 0 : 1;
                characters += document.keep() ? document.characters() : -document.characters();
            }
        }
        return new Outcome(
                threshold,
                cutoff,
                kept + keptByHand - droppedByHand,
                column.size(),
                characters,
                column.characters(Double.NEGATIVE_INFINITY),
                keptByHand,
                droppedByHand);
    }

    /// The metadata fields that tell groups of documents apart: at least two different values, and
    /// fewer than half as many as documents.
    public List<String> fields() {
        return metadata.stream()
                .flatMap(columns -> columns.fields().stream().filter(f -> tells(columns, f)))
                .toList();
    }

    /// How many different values each of `fields()` has.
    public Map<String, Integer> values() {
        Map<String, Integer> values = new TreeMap<>();
        fields().forEach(f -> values.put(f, metadata.orElseThrow().distinct(f)));
        return values;
    }

    private static boolean tells(ColumnCache columns, String field) {
        int values = columns.distinct(field);
        return values >= 2 && values <= MOST_VALUES && 2L * values < Math.max(5, columns.size());
    }

    /// What is kept of each of the `most` frequent values of a field at a cutoff. Throws
    /// `IllegalArgumentException` if the field is none of `fields()`.
    public Survival survival(String field, double cutoff, int most) {
        if (!fields().contains(field)) {
            throw new IllegalArgumentException(
                    "no field "
                            + field
                            + " tells groups of documents apart: there are "
                            + fields());
        }
        ColumnCache columns = metadata.orElseThrow();
        Counts of = counts.computeIfAbsent(field, f -> count(columns, f));
        int place = Double.isNaN(cutoff) ? rows.length : column.place(cutoff);
        int block = Math.min(place / of.block(), of.below().length - 1);
        int[] kept = new int[of.all().length];
        for (int v = 0; v < kept.length; v++) {
            kept[v] = of.all()[v] - of.below()[block][v];
        }
        for (int i = block * of.block(); i < place; i++) {
            kept[of.codes()[i]]--;
        }
        int none = of.all().length - 1;
        for (ByHand document : byHand) {
            if (document.differs(cutoff)) {
                int code = columns.code(field, document.row());
                kept[code < 0 ? none : code] += document.keep() ? 1 : -1;
            }
        }
        List<Integer> frequent =
                IntStream.range(0, kept.length)
                        .filter(v -> of.all()[v] > 0)
                        .boxed()
                        .sorted(Comparator.comparingInt(v -> -of.all()[v]))
                        .toList();
        long othersKept = 0;
        long others = 0;
        for (int v : frequent.subList(Math.min(most, frequent.size()), frequent.size())) {
            othersKept += kept[v];
            others += of.all()[v];
        }
        return new Survival(
                field,
                frequent.stream()
                        .limit(most)
                        .map(
                                v ->
                                        new Survival.Value(
                                                v == none ? "" : columns.value(field, v),
                                                kept[v],
                                                of.all()[v]))
                        .toList(),
                new Survival.Value("", othersKept, others));
    }

    private Counts count(ColumnCache columns, String field) {
        int n = rows.length;
        int values = columns.distinct(field) + 1;
        int block = Math.max(LEAST_BLOCK, (int) ((long) n * values / MOST_COUNTS));
        int[] codes = new int[n];
        int[] sofar = new int[values];
        int[][] below = new int[n / block + 1][];
        for (int i = 0; i < n; i++) {
            if (i % block == 0) {
                below[i / block] = sofar.clone();
            }
            int code = columns.code(field, rows[i]);
            codes[i] = code < 0 ? values - 1 : code;
            sofar[codes[i]]++;
        }
        if (n % block == 0) {
            below[n / block] = sofar.clone();
        }
        return new Counts(codes, block, below, sofar);
    }
}
