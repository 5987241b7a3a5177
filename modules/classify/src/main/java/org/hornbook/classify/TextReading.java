package org.hornbook.classify;

/// What every recipe on n-grams takes from a text: its tokens, the outline of its first function,
/// and its statistics. At most the first 50,000 characters are read.
///
/// Of one text after another; not safe for several threads.
final class TextReading {
    private static final int LONGEST_TEXT = 50_000;

    final Tokens tokens = new Tokens();
    final FunctionOutline outline = new FunctionOutline();
    private final TextStatistics measures = new TextStatistics();
    private final double[] statistics = new double[TextStatistics.NAMES.size()];
    private String text = "";
    private char[] units = new char[4096];

    void read(String whole) {
        text = whole.length() <= LONGEST_TEXT ? whole : whole.substring(0, LONGEST_TEXT);
        int n = text.length();
        if (n > units.length) {
            units = new char[Math.max(n, 2 * units.length)];
        }
        text.getChars(0, n, units, 0);
        tokens.read(units, n);
        outline.read(text, units);
    }

    int length() {
        return text.length();
    }

    /// The text, in its first `length()` places.
    char[] units() {
        return units;
    }

    /// Measures what was read: one value for each of `TextStatistics.NAMES`, raw. The same array
    /// each time.
    double[] statistics() {
        measures.of(text, units, tokens, outline, statistics);
        return statistics;
    }

    /// The hash of a token, by its `String.hashCode`.
    static int hash(int token) {
        return mix(token);
    }

    /// The hash of two tokens in a row, by their hashes.
    static int pair(int before, int hash) {
        return mix(31 * before + hash + 0x5bd1e995);
    }

    /// The finaliser of MurmurHash3: every bit of the input reaches every bit of the output.
    static int mix(int h) {
        int x = h ^ (h >>> 16);
        x *= 0x85ebca6b;
        x ^= x >>> 13;
        x *= 0xc2b2ae35;
        return x ^ (x >>> 16);
    }
}
