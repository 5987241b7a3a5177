package org.hornbook.corpus;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/// A corpus in columns, in memory: metadata as codes into a dictionary, labels as bytes, scores as
/// floats, and for each which documents have none. Counts, facets, histograms and moving thresholds
/// come from here, tens of times faster than from SQL. A cache is a picture of one moment; load
/// another after a change.
///
/// Row i is the i-th document in order of id.
public final class ColumnCache {
    private static final Pattern JSON_SPACE = Pattern.compile("^[ \\t\\n\\r]+|[ \\t\\n\\r]+$");
    private static final Pattern JSON_NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]+)?");

    private final long[] ids;
    private final int[] characters;
    private final Map<String, Field> fields;
    private final Map<String, Labels> labels;
    private final Map<String, Scores> scores;
    private final Map<String, Integer> keys;
    private final Map<String, BitSet> removed;

    /// A metadata field: `codes[i]` is the place of row i's value in `values`, -1 if it has none.
    record Field(int[] codes, List<String> values) {}

    /// One annotator's labels; only rows in `present` have one.
    record Labels(byte[] values, BitSet present) {}

    /// One classifier's scores.
    record Scores(float[] values, BitSet present) {}

    ColumnCache(
            long[] ids,
            int[] characters,
            Map<String, Integer> keys,
            Map<String, Field> fields,
            Map<String, Labels> labels,
            Map<String, Scores> scores,
            Map<String, BitSet> removed) {
        this.ids = ids;
        this.characters = characters;
        this.keys = keys;
        this.fields = fields;
        this.labels = labels;
        this.scores = scores;
        this.removed = removed;
    }

    public int size() {
        return ids.length;
    }

    public DocumentId id(int row) {
        return new DocumentId(ids[row]);
    }

    /// Answers what only the texts can.
    public interface Texts {
        /// The documents in which the words occur, in ascending order.
        long[] matches(DocumentQuery.TextMatch match);

        /// For each pattern, those of `candidates` in which it is found; both in ascending order.
        Map<DocumentQuery.Regex, long[]> matches(
                List<DocumentQuery.Regex> patterns, long[] candidates);
    }

    /// The rows that `query` means. `matches` answers text searches with the ids found, in
    /// ascending order. For queries without regular expressions.
    public BitSet select(DocumentQuery query, Function<DocumentQuery.TextMatch, long[]> matches) {
        return select(query, matches, regex -> new BitSet());
    }

    /// The rows that `query` means. Regular expressions are looked for only in the texts of rows
    /// that the other parts leave open.
    public BitSet select(DocumentQuery query, Texts texts) {
        Map<DocumentQuery.TextMatch, long[]> known = new HashMap<>();
        Function<DocumentQuery.TextMatch, long[]> matches =
                match -> known.computeIfAbsent(match, texts::matches);
        if (!RegexQuery.in(query)) {
            return select(query, matches);
        }
        BitSet open = select(RegexQuery.bound(query, true), matches);
        open.andNot(select(RegexQuery.bound(query, false), matches));
        Map<DocumentQuery.Regex, BitSet> found = new HashMap<>();
        texts.matches(
                        RegexQuery.of(query).patterns(),
                        open.stream().mapToLong(row -> ids[row]).toArray())
                .forEach((regex, documents) -> found.put(regex, rows(documents)));
        return select(query, matches, found::get);
    }

    /// The rows that were not removed.
    public BitSet standing() {
        BitSet rows = all();
        removed.values().forEach(rows::andNot);
        return rows;
    }

    /// How many rows were removed for each reason; empty if none was.
    public SortedMap<String, Long> removals() {
        SortedMap<String, Long> counts = new TreeMap<>();
        removed.forEach((reason, rows) -> counts.put(reason, (long) rows.cardinality()));
        return counts;
    }

    private BitSet select(
            DocumentQuery query,
            Function<DocumentQuery.TextMatch, long[]> matches,
            Function<DocumentQuery.Regex, BitSet> found) {
        return switch (query) {
            case DocumentQuery.All() -> all();
            case DocumentQuery.Any() -> all();
            case DocumentQuery.TextMatch match -> rows(matches.apply(match));
            case DocumentQuery.Regex regex -> (BitSet) found.apply(regex).clone();
            case DocumentQuery.FieldEquals(String field, String value) -> field(field, value);
            case DocumentQuery.FieldCompares compares -> compare(compares);
            case DocumentQuery.Length(DocumentQuery.Sign sign, double value) -> {
                BitSet rows = new BitSet(ids.length);
                for (int row = 0; row < ids.length; row++) {
                    rows.set(row, sign.holds(characters[row], value));
                }
                yield rows;
            }
            case DocumentQuery.Removed(String reason) -> {
                BitSet rows = new BitSet(ids.length);
                removed.forEach(
                        (why, some) -> {
                            if (reason.isEmpty() || reason.equals(why)) {
                                rows.or(some);
                            }
                        });
                yield rows;
            }
            case DocumentQuery.Has(DocumentQuery.Opinion opinion, String source) ->
                    present(opinion, source);
            case DocumentQuery.Compares compares -> compare(compares);
            case DocumentQuery.And(List<DocumentQuery> parts) -> {
                BitSet rows = all();
                parts.forEach(part -> rows.and(select(part, matches, found)));
                yield rows;
            }
            case DocumentQuery.Or(List<DocumentQuery> parts) -> {
                BitSet rows = new BitSet(ids.length);
                parts.forEach(part -> rows.or(select(part, matches, found)));
                yield rows;
            }
            case DocumentQuery.Not(DocumentQuery inner) -> {
                BitSet rows = all();
                rows.andNot(select(inner, matches, found));
                yield rows;
            }
        };
    }

    /// How many of `rows` have each value of `field`, the most frequent first.
    public Map<String, Long> facets(String field, BitSet rows) {
        Field column = fields.get(field);
        if (column == null) {
            return Map.of();
        }
        long[] counts = new long[column.values().size()];
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            if (column.codes()[row] >= 0) {
                counts[column.codes()[row]]++;
            }
        }
        Integer[] order = new Integer[counts.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                Comparator.<Integer>comparingLong(i -> -counts[i])
                        .thenComparing(i -> column.values().get(i)));
        Map<String, Long> facets = new LinkedHashMap<>();
        for (int i : order) {
            if (counts[i] > 0) {
                facets.put(column.values().get(i), counts[i]);
            }
        }
        return facets;
    }

    /// The names of the metadata fields.
    public List<String> fields() {
        return fields.keySet().stream().sorted().toList();
    }

    /// How many of `rows` a classifier scores at least `cutoff`.
    public long countAtLeast(String classifier, double cutoff, BitSet rows) {
        return select(
                        new DocumentQuery.Compares(
                                DocumentQuery.Opinion.SCORE,
                                classifier,
                                DocumentQuery.Sign.AT_LEAST,
                                cutoff),
                        match -> new long[0])
                .stream()
                .filter(rows::get)
                .count();
    }

    /// How many scores of `rows` fall into each of `bins` equal steps from `low` to `high`; those
    /// outside count at the ends.
    public long[] histogram(String classifier, double low, double high, int bins, BitSet rows) {
        long[] counts = new long[bins];
        Scores column = scores.get(classifier);
        if (column == null) {
            return counts;
        }
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            if (column.present().get(row)) {
                double place = (column.values()[row] - low) / (high - low) * bins;
                counts[(int) Math.clamp(place, 0, bins - 1)]++;
            }
        }
        return counts;
    }

    /// The names of those who labelled documents of the corpus.
    public List<String> annotators() {
        return labels.keySet().stream().sorted().toList();
    }

    /// The names of the classifiers that scored documents of the corpus.
    public List<String> classifiers() {
        return scores.keySet().stream().sorted().toList();
    }

    /// The length of a row's text, in UTF-16 code units.
    public int characters(int row) {
        return characters[row];
    }

    /// A row's value of a metadata field; empty if it has none.
    public Optional<String> field(String field, int row) {
        Field column = fields.get(field);
        return column == null || column.codes()[row] < 0
                ? Optional.empty()
                : Optional.of(column.values().get(column.codes()[row]));
    }

    /// The label an annotator gave a row; empty if there is none.
    public OptionalInt label(String annotator, int row) {
        Labels column = labels.get(annotator);
        return column == null || !column.present().get(row)
                ? OptionalInt.empty()
                : OptionalInt.of(column.values()[row]);
    }

    /// The score a classifier gave a row; NaN if there is none.
    public double score(String classifier, int row) {
        Scores column = scores.get(classifier);
        return column == null || !column.present().get(row) ? Double.NaN : column.values()[row];
    }

    /// How many of `rows` an annotator gave each label, by label; key `Integer.MIN_VALUE` counts
    /// those without.
    public SortedMap<Integer, Long> labels(String annotator, BitSet rows) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            counts.merge(label(annotator, row).orElse(Integer.MIN_VALUE), 1L, Long::sum);
        }
        return counts;
    }

    /// How many texts of `rows` fall into each step of length: step i holds lengths from `32 *
    /// 2^(i/2)` up to the next; what is shorter or longer counts at the ends.
    public long[] lengths(int bins, BitSet rows) {
        long[] counts = new long[bins];
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            double place = 2 * Math.log(Math.max(1, characters[row]) / 32.0) / Math.log(2);
            counts[(int) Math.clamp(place, 0, bins - 1)]++;
        }
        return counts;
    }

    /// What rows can be put in order by.
    public sealed interface Order {
        /// As they were imported.
        record Imported() implements Order {}

        /// By length of text.
        record ByLength() implements Order {}

        /// By a metadata field, in the order of its characters; numbers by size.
        record ByField(String field) implements Order {}

        record ByLabel(String annotator) implements Order {}

        record ByScore(String classifier) implements Order {}
    }

    /// `rows` in order; those without a value come last in both directions, ties as imported.
    public int[] sorted(BitSet rows, Order order, boolean descending) {
        int[] chosen = rows.stream().toArray();
        if (order instanceof Order.Imported) {
            if (descending) {
                for (int i = 0; i < chosen.length / 2; i++) {
                    int other = chosen.length - 1 - i;
                    int held = chosen[i];
                    chosen[i] = chosen[other];
                    chosen[other] = held;
                }
            }
            return chosen;
        }
        double[] keys = keys(order);
        long[] packed = new long[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            double key = keys[chosen[i]];
            float value = (float) (descending ? -key : key);
            int bits = Float.floatToIntBits(Double.isNaN(key) ? Float.POSITIVE_INFINITY : value);
            int ordered = bits < 0 ? ~bits : bits | Integer.MIN_VALUE;
            packed[i] = ((long) ordered ^ Integer.MIN_VALUE) << 32 | chosen[i];
        }
        Arrays.parallelSort(packed);
        for (int i = 0; i < chosen.length; i++) {
            chosen[i] = (int) packed[i];
        }
        return chosen;
    }

    /// A number for each row that puts it in its place; NaN if it has no value.
    private double[] keys(Order order) {
        double[] keys = new double[ids.length];
        Arrays.fill(keys, Double.NaN);
        switch (order) {
            case Order.Imported imported -> Arrays.setAll(keys, i -> i);
            case Order.ByLength length -> Arrays.setAll(keys, i -> characters[i]);
            case Order.ByScore(String classifier) -> Arrays.setAll(keys, i -> score(classifier, i));
            case Order.ByLabel(String annotator) ->
                    Arrays.setAll(
                            keys,
                            i -> {
                                OptionalInt label = label(annotator, i);
                                return label.isPresent() ? label.getAsInt() : Double.NaN;
                            });
            case Order.ByField(String field) -> {
                Field column = fields.get(field);
                if (column != null) {
                    double[] ranks = ranks(column.values());
                    Arrays.setAll(
                            keys,
                            i -> column.codes()[i] < 0 ? Double.NaN : ranks[column.codes()[i]]);
                }
            }
        }
        return keys;
    }

    private static double[] ranks(List<String> values) {
        double[] numbers = new double[values.size()];
        boolean numeric = true;
        for (int i = 0; i < numbers.length && numeric; i++) {
            numeric = values.get(i).matches("-?\\d+(?:\\.\\d+)?(?:[eE]-?\\d+)?");
            numbers[i] = numeric ? Double.parseDouble(values.get(i)) : 0;
        }
        if (numeric) {
            return numbers;
        }
        Integer[] order = new Integer[values.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparing(values::get));
        for (int rank = 0; rank < order.length; rank++) {
            numbers[order[rank]] = rank;
        }
        return numbers;
    }

    private BitSet all() {
        BitSet rows = new BitSet(ids.length);
        rows.set(0, ids.length);
        return rows;
    }

    private BitSet rows(long[] found) {
        BitSet rows = new BitSet(ids.length);
        for (long id : found) {
            int row = Arrays.binarySearch(ids, id);
            if (row >= 0) {
                rows.set(row);
            }
        }
        return rows;
    }

    private BitSet field(String field, String value) {
        BitSet rows = new BitSet(ids.length);
        if (field.equals("id")) {
            Integer row = keys.get(value);
            if (row != null) {
                rows.set(row);
            }
            return rows;
        }
        Field column = fields.get(field);
        int code = column == null ? -1 : column.values().indexOf(value);
        if (code >= 0) {
            int[] codes = column.codes();
            for (int row = 0; row < codes.length; row++) {
                if (codes[row] == code) {
                    rows.set(row);
                }
            }
        }
        return rows;
    }

    private BitSet present(DocumentQuery.Opinion opinion, String source) {
        return switch (opinion) {
            case LABEL ->
                    labels.containsKey(source)
                            ? (BitSet) labels.get(source).present().clone()
                            : new BitSet();
            case SCORE ->
                    scores.containsKey(source)
                            ? (BitSet) scores.get(source).present().clone()
                            : new BitSet();
        };
    }

    private BitSet compare(DocumentQuery.FieldCompares compares) {
        BitSet rows = new BitSet(ids.length);
        Field column = fields.get(compares.field());
        if (column == null) {
            return rows;
        }
        BitSet meant = new BitSet();
        for (int code = 0; code < column.values().size(); code++) {
            double value = number(column.values().get(code));
            meant.set(code, !Double.isNaN(value) && compares.sign().holds(value, compares.value()));
        }
        int[] codes = column.codes();
        for (int row = 0; row < codes.length; row++) {
            if (codes[row] >= 0 && meant.get(codes[row])) {
                rows.set(row);
            }
        }
        return rows;
    }

    /// A value that is a number as JSON writes it, spaces around it allowed; NaN for any other.
    static double number(String value) {
        String plain = JSON_SPACE.matcher(value).replaceAll("");
        return JSON_NUMBER.matcher(plain).matches() ? Double.parseDouble(plain) : Double.NaN;
    }

    private BitSet compare(DocumentQuery.Compares compares) {
        BitSet rows = present(compares.opinion(), compares.source());
        Labels label =
                compares.opinion() == DocumentQuery.Opinion.LABEL
                        ? labels.get(compares.source())
                        : null;
        Scores score =
                compares.opinion() == DocumentQuery.Opinion.SCORE
                        ? scores.get(compares.source())
                        : null;
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            double value = label != null ? label.values()[row] : score.values()[row];
            if (!compares.sign()
                    .holds(value, score != null ? (float) compares.value() : compares.value())) {
                rows.clear(row);
            }
        }
        return rows;
    }
}
