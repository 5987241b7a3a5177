package org.hornbook.corpus;

import java.util.ArrayList;
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
import java.util.concurrent.ConcurrentHashMap;
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

    private static final long WHOLE = 0xffff_ffffL; // an int as an unsigned number
    private static final long NONE = -1; // behind all others

    private final long[] ids;
    private final int[] characters;
    private final Map<String, Field> fields;
    private final Map<String, Labels> labels;
    private final Map<String, Scores> scores;
    private final KeyRows keys;
    private final Map<String, int[]> ranks;
    private final Map<String, double[]> numbers;
    private final Map<String, BitSet> removed;
    private final Stamp stamp;

    /// What the store said when this picture was made: texts that change with the documents, and
    /// with what is said of them.
    record Stamp(String documents, String opinions) {}

    /// A metadata field: `codes[i]` is the place of row i's value in `values`, -1 if it has none.
    record Field(int[] codes, List<String> values) {}

    /// One annotator's labels; only rows in `present` have one.
    record Labels(byte[] values, BitSet present) {}

    /// One classifier's scores, as floats where all of them are, so that they compare as in SQL.
    sealed interface Scores {
        BitSet present();

        double at(int row);

        record Floats(float[] values, BitSet present) implements Scores {
            @Override
            public double at(int row) {
                return values[row];
            }
        }

        record Doubles(double[] values, BitSet present) implements Scores {
            @Override
            public double at(int row) {
                return values[row];
            }
        }

        static Scores of(double[] values, BitSet present) {
            float[] floats = new float[values.length];
            for (int row = 0; row < values.length; row++) {
                floats[row] = (float) values[row];
                if (floats[row] != values[row]) {
                    return new Doubles(values, present);
                }
            }
            return new Floats(floats, present);
        }
    }

    ColumnCache(
            long[] ids,
            int[] characters,
            KeyRows keys,
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
        this.ranks = new ConcurrentHashMap<>();
        this.numbers = new ConcurrentHashMap<>();
        this.removed = removed;
        this.stamp = new Stamp("", "");
    }

    /// The documents of `of` with other things said of them.
    private ColumnCache(
            ColumnCache of,
            Stamp stamp,
            Map<String, Labels> labels,
            Map<String, Scores> scores,
            Map<String, BitSet> removed) {
        this.ids = of.ids;
        this.characters = of.characters;
        this.keys = of.keys;
        this.fields = of.fields;
        this.ranks = of.ranks;
        this.numbers = of.numbers;
        this.labels = labels;
        this.scores = scores;
        this.removed = removed;
        this.stamp = stamp;
    }

    ColumnCache with(
            Stamp next,
            Map<String, Labels> nextLabels,
            Map<String, Scores> nextScores,
            Map<String, BitSet> nextRemoved) {
        return new ColumnCache(this, next, nextLabels, nextScores, nextRemoved);
    }

    Stamp stamp() {
        return stamp;
    }

    long[] ids() {
        return ids;
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
            case DocumentQuery.Length(DocumentQuery.Sign sign, double value) ->
                    RowBits.comparing(characters, sign, value);
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
        return facets(field, rows, Integer.MAX_VALUE).orElseThrow();
    }

    /// The same, if they have no more than `most` different values.
    public Optional<Map<String, Long>> facets(String field, BitSet rows, int most) {
        Field column = fields.get(field);
        if (column == null) {
            return Optional.of(Map.of());
        }
        int[] codes = column.codes();
        int[] counts = new int[column.values().size() + 1];
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            counts[codes[row] + 1]++;
        }
        List<Map.Entry<String, Long>> found = new ArrayList<>();
        for (int code = 0; code + 1 < counts.length; code++) {
            if (counts[code + 1] > 0) {
                if (found.size() == most) {
                    return Optional.empty();
                }
                found.add(Map.entry(column.values().get(code), (long) counts[code + 1]));
            }
        }
        found.sort(
                Comparator.<Map.Entry<String, Long>>comparingLong(e -> -e.getValue())
                        .thenComparing(Map.Entry::getKey));
        Map<String, Long> facets = new LinkedHashMap<>();
        found.forEach(e -> facets.put(e.getKey(), e.getValue()));
        return Optional.of(facets);
    }

    /// How the numbers of a field are spread over `rows`, in about `bins` steps; empty if some
    /// value of the field is no number.
    public Optional<Spread> spread(String field, BitSet rows, int bins) {
        Field column = fields.get(field);
        if (column == null) {
            return Optional.empty();
        }
        double[] numbers = this.numbers.computeIfAbsent(field, f -> numbers(column.values()));
        return numbers.length < column.values().size()
                ? Optional.empty()
                : Optional.of(Spread.of(numbers, column.codes(), rows, bins));
    }

    /// Each value as a number; none at all if one is no number.
    private static double[] numbers(List<String> values) {
        double[] numbers = new double[values.size()];
        for (int code = 0; code < numbers.length; code++) {
            numbers[code] = number(values.get(code));
            if (Double.isNaN(numbers[code])) {
                return new double[0];
            }
        }
        return numbers;
    }

    /// A row's value of a metadata field as a number below `distinct(field)`; -1 if it has none.
    public int code(String field, int row) {
        Field column = fields.get(field);
        return column == null ? -1 : column.codes()[row];
    }

    /// The value that `code` stands for.
    public String value(String field, int code) {
        return fields.get(field).values().get(code);
    }

    /// How many different values a field has in the whole corpus.
    public int distinct(String field) {
        Field column = fields.get(field);
        return column == null ? 0 : column.values().size();
    }

    /// The names of the metadata fields.
    public List<String> fields() {
        return fields.keySet().stream().sorted().toList();
    }

    /// How many of `rows` a classifier scores at least `cutoff`.
    public long countAtLeast(String classifier, double cutoff, BitSet rows) {
        BitSet chosen =
                compare(
                        new DocumentQuery.Compares(
                                DocumentQuery.Opinion.SCORE,
                                classifier,
                                DocumentQuery.Sign.AT_LEAST,
                                cutoff));
        chosen.and(rows);
        return chosen.cardinality();
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
                double place = (column.at(row) - low) / (high - low) * bins;
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
        return column == null || !column.present().get(row) ? Double.NaN : column.at(row);
    }

    /// How many of `rows` an annotator gave each label, by label; key `Integer.MIN_VALUE` counts
    /// those without.
    public SortedMap<Integer, Long> labels(String annotator, BitSet rows) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        Labels column = labels.get(annotator);
        BitSet with = (BitSet) rows.clone();
        if (column == null) {
            with.clear();
        } else {
            with.and(column.present());
        }
        long[] each = new long[256];
        for (int row = with.nextSetBit(0); row >= 0; row = with.nextSetBit(row + 1)) {
            each[column.values()[row] + 128]++;
        }
        for (int value = -128; value < 128; value++) {
            if (each[value + 128] > 0) {
                counts.put(value, each[value + 128]);
            }
        }
        long without = rows.cardinality() - with.cardinality();
        if (without > 0) {
            counts.put(Integer.MIN_VALUE, without);
        }
        return counts;
    }

    /// How many texts of `rows` fall into each step of length: step i holds lengths from `32 *
    /// 2^(i/2)` up to the next; what is shorter or longer counts at the ends.
    public long[] lengths(int bins, BitSet rows) {
        long[] counts = new long[bins];
        int[] from = new int[bins]; // the first length of each step
        for (int step = 1; step < bins; step++) {
            double length = 32 * Math.pow(2, step / 2.0);
            from[step] = length > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) Math.ceil(length);
        }
        for (int row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            // Two steps to a power of two: the number of digits says all but which of the two.
            int step =
                    Math.clamp(
                            2L * (26 - Integer.numberOfLeadingZeros(characters[row])), 0, bins - 1);
            if (step + 1 < bins && characters[row] >= from[step + 1]) {
                step++;
            }
            counts[step]++;
        }
        return counts;
    }

    /// The length at which a step of `lengths` begins, in UTF-16 code units.
    public static double lengthOf(int step) {
        return 32 * Math.pow(2, step / 2.0);
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
        return RowOrder.sorted(chosen, keys(chosen, order, descending));
    }

    /// A number for each of `chosen` that puts it in its place; the greatest where it has no value.
    private long[] keys(int[] chosen, Order order, boolean descending) {
        long[] keys = new long[chosen.length];
        long turn = descending ? -1 : 0;
        switch (order) {
            case Order.Imported imported -> {
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = (chosen[i] ^ turn) & WHOLE;
                }
            }
            case Order.ByLength length -> {
                for (int i = 0; i < keys.length; i++) {
                    keys[i] = (characters[chosen[i]] ^ turn) & WHOLE;
                }
            }
            case Order.ByField(String field) -> {
                Field column = fields.get(field);
                int[] rank = column == null ? new int[0] : ranks(field, column);
                for (int i = 0; i < keys.length; i++) {
                    int code = column == null ? -1 : column.codes()[chosen[i]];
                    keys[i] = code < 0 ? NONE : (rank[code] ^ turn) & WHOLE;
                }
            }
            case Order.ByLabel(String annotator) -> {
                Labels column = labels.get(annotator);
                for (int i = 0; i < keys.length; i++) {
                    keys[i] =
                            column == null || !column.present().get(chosen[i])
                                    ? NONE
                                    : (column.values()[chosen[i]] + 128 ^ turn) & WHOLE;
                }
            }
            case Order.ByScore(String classifier) -> {
                Scores column = scores.get(classifier);
                for (int i = 0; i < keys.length; i++) {
                    keys[i] =
                            column == null || !column.present().get(chosen[i])
                                    ? NONE
                                    : key(column, chosen[i]) ^ turn;
                }
            }
        }
        return keys;
    }

    /// A score as an unsigned number that compares as it does; never `NONE` in either direction.
    private static long key(Scores column, int row) {
        if (column instanceof Scores.Floats(float[] values, BitSet present)) {
            int bits = Float.floatToIntBits(values[row] + 0f); // -0 is 0
            return (bits < 0 ? ~bits : bits | Integer.MIN_VALUE) & WHOLE;
        }
        long bits = Double.doubleToLongBits(column.at(row) + 0.0);
        return bits < 0 ? ~bits : bits | Long.MIN_VALUE;
    }

    /// The place of each value of a field among all its values: by size if all are numbers, equal
    /// numbers at the same place.
    private int[] ranks(String field, Field column) {
        return ranks.computeIfAbsent(field, f -> ranks(column.values()));
    }

    private static int[] ranks(List<String> values) {
        int size = values.size();
        double[] numbers = new double[size];
        boolean numeric = true;
        for (int i = 0; i < size && numeric; i++) {
            String value = values.get(i);
            numeric = JSON_NUMBER.matcher(value).matches();
            numbers[i] = numeric ? Double.parseDouble(value) : 0;
        }
        int[] ranks = new int[size];
        if (numeric) {
            double[] sorted = numbers.clone();
            Arrays.sort(sorted);
            for (int i = 0; i < size; i++) {
                ranks[i] = Arrays.binarySearch(sorted, numbers[i]);
            }
            return first(ranks, sorted);
        }
        String[] sorted = values.toArray(String[]::new);
        Integer[] order = new Integer[size];
        Arrays.setAll(order, i -> i);
        Arrays.parallelSort(order, Comparator.comparing(i -> sorted[i]));
        for (int rank = 0; rank < size; rank++) {
            ranks[order[rank]] = rank;
        }
        return ranks;
    }

    /// A search may end at any of several equal numbers: all of them get the first place.
    private static int[] first(int[] ranks, double[] sorted) {
        int[] first = new int[sorted.length];
        for (int i = 1; i < sorted.length; i++) {
            first[i] = Double.compare(sorted[i], sorted[i - 1]) == 0 ? first[i - 1] : i;
        }
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = first[ranks[i]];
        }
        return ranks;
    }

    private BitSet all() {
        BitSet rows = new BitSet(ids.length);
        rows.set(0, ids.length);
        return rows;
    }

    /// The rows of ids in ascending order, some of which may be of other corpora.
    private BitSet rows(long[] found) {
        BitSet rows = new BitSet(ids.length);
        int row = 0;
        for (long id : found) {
            if (row < ids.length && ids[row] < id) {
                int guess = (int) Math.min(ids.length - 1L, row + (id - ids[row]));
                int place = ids[guess] == id ? guess : Arrays.binarySearch(ids, row, guess + 1, id);
                row = place >= 0 ? place : ~place;
            }
            if (row < ids.length && ids[row] == id) {
                rows.set(row);
            }
        }
        return rows;
    }

    private BitSet field(String field, String value) {
        BitSet rows = new BitSet(ids.length);
        if (field.equals("id")) {
            int row = keys.row(value);
            if (row >= 0) {
                rows.set(row);
            }
            return rows;
        }
        Field column = fields.get(field);
        int code = column == null ? -1 : column.values().indexOf(value);
        return code < 0 ? rows : RowBits.equal(column.codes(), code);
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
        return RowBits.in(column.codes(), meant, column.values().size());
    }

    /// A value that is a number as JSON writes it, spaces around it allowed; NaN for any other.
    static double number(String value) {
        String plain = JSON_SPACE.matcher(value).replaceAll("");
        return JSON_NUMBER.matcher(plain).matches() ? Double.parseDouble(plain) : Double.NaN;
    }

    private BitSet compare(DocumentQuery.Compares compares) {
        BitSet rows =
                switch (compares.opinion()) {
                    case LABEL -> {
                        Labels column = labels.get(compares.source());
                        yield column == null
                                ? new BitSet()
                                : RowBits.comparing(
                                        column.values(), compares.sign(), compares.value());
                    }
                    case SCORE ->
                            switch (scores.get(compares.source())) {
                                case null -> new BitSet();
                                case Scores.Floats(float[] values, BitSet present) ->
                                        RowBits.comparing(
                                                values, compares.sign(), compares.value());
                                case Scores.Doubles(double[] values, BitSet present) ->
                                        RowBits.comparing(
                                                values, compares.sign(), compares.value());
                            };
                };
        rows.and(present(compares.opinion(), compares.source()));
        return rows;
    }
}
