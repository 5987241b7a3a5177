package org.hornbook.classify;

/// Hashed word 1-2-grams, hashed character 3-grams to 4-grams where they are asked for, crosses of
/// a docstring's words with the operators of its body, and the `TextStatistics` at the end of the
/// vector.
///
/// The n-gram part is `log(1 + count)`, scaled to unit length; the statistics follow raw and are
/// standardised by whoever trains. Training takes a text's vector (`of`), scoring only its counts
/// (`read`): they are the same. Not safe for several threads: each takes its own.
final class NgramFeatures {
    private static final int DOCSTRING_WORDS = 40;
    private static final int WORD = 4; // halves
    private static final int PAIR = 2;
    private static final int CROSS = 2;

    private final Settings settings;
    private final int mask;
    private final PlaceCounts counts;
    private final TextReading reading = new TextReading();
    private final Tokens tokens = reading.tokens;
    private final int[] says = new int[DOCSTRING_WORDS];
    private final long[] saysWide = new long[DOCSTRING_WORDS];
    private int said;
    private int[] places = new int[4096];

    /// @param bits hashed indexes lie below `2^bits`
    /// @param characters whether character n-grams are taken too
    record Settings(int bits, boolean characters) {
        static final Settings USUAL = new Settings(18, false);

        Settings {
            if (bits < 8 || bits > 24) {
                throw new IllegalArgumentException("bits " + bits + " outside 8..24");
            }
        }

        int hashed() {
            return 1 << bits;
        }

        /// The length of a whole vector: hashed places, then statistics.
        int dimensions() {
            return hashed() + TextStatistics.NAMES.size();
        }
    }

    /// The features of one text.
    ///
    /// @param ngrams below `Settings.hashed()`, of unit length
    /// @param statistics one for each of `TextStatistics.NAMES`, raw
    record Raw(SparseVector ngrams, double[] statistics) {}

    NgramFeatures(Settings settings) {
        this.settings = settings;
        this.mask = settings.hashed() - 1;
        this.counts = new PlaceCounts(settings.hashed());
    }

    Raw of(String text) {
        read(text);
        return new Raw(counts.vector(), statistics().clone());
    }

    /// Counts the features of `text`. Whoever calls takes the counts before the next text.
    PlaceCounts read(String text) {
        reading.read(text);
        words();
        if (settings.characters()) {
            characters(reading.units(), reading.length());
        }
        if (reading.outline.speaks(reading.units())) {
            crosses(reading.outline);
        }
        return counts;
    }

    /// The statistics of the text read last, raw.
    double[] statistics() {
        return reading.statistics();
    }

    private void words() {
        int n = tokens.n;
        int[] hashes = tokens.hashes;
        counts.reserve(2 * n);
        int before = 0;
        for (int k = 0; k < n; k++) {
            int hash = TextReading.hash(hashes[k]);
            counts.add(hash & mask, WORD);
            counts.add(TextReading.pair(before, hash) & mask, PAIR);
            before = hash;
        }
    }

    private void characters(char[] units, int n) {
        if (n > places.length) {
            places = new int[units.length];
        }
        int threes = Math.max(0, n - 2);
        for (int i = 0; i < threes; i++) {
            int three = (units[i] * 31 + units[i + 1]) * 31 + units[i + 2];
            places[i] = TextReading.mix(three + 0x27d4eb2f) & mask;
        }
        counts.addAll(places, threes);
        int fours = Math.max(0, n - 3);
        for (int i = 0; i < fours; i++) {
            int three = (units[i] * 31 + units[i + 1]) * 31 + units[i + 2];
            places[i] = TextReading.mix(three * 31 + units[i + 3] + 0x165667b1) & mask;
        }
        counts.addAll(places, fours);
    }

    private void crosses(FunctionOutline outline) {
        said = 0;
        say(outline.docstringStart, outline.docstringEnd);
        say(outline.nameStart, outline.nameEnd);
        long does = 0;
        for (int k = tokens.from(outline.bodyStart); k < tokens.n; k++) {
            int sign = BodySigns.of(tokens.wide[k]);
            does |= sign < 0 ? 0 : 1L << sign;
        }
        counts.reserve(said * Long.bitCount(does));
        for (int word = 0; word < said; word++) {
            int hash = says[word] * 0x9E3779B1;
            for (long left = does; left != 0; left &= left - 1) {
                int sign = BodySigns.hash(Long.numberOfTrailingZeros(left));
                counts.add(TextReading.mix(hash + sign) & mask, CROSS);
            }
        }
    }

    /// Takes the words between two places, each once.
    private void say(int from, int to) {
        for (int k = tokens.from(from);
                k < tokens.n && tokens.starts[k] < to && said < DOCSTRING_WORDS;
                k++) {
            if (tokens.kinds[k] == CharacterKinds.LETTER && !isSaid(tokens.wideStems[k])) {
                saysWide[said] = tokens.wideStems[k];
                says[said++] = tokens.stems[k];
            }
        }
    }

    private boolean isSaid(long wide) {
        for (int word = 0; word < said; word++) {
            if (saysWide[word] == wide) {
                return true;
            }
        }
        return false;
    }
}
