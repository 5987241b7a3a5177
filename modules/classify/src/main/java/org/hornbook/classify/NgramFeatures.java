package org.hornbook.classify;

import java.util.List;
import java.util.Set;

/// Hashed word 1-2-grams, hashed character 3-grams to 4-grams, crosses of a docstring's words with
/// the operators of its body, and the `TextStatistics` at the end of the vector.
///
/// The n-gram part is `log(1 + count)`, scaled to unit length; the statistics follow raw and are
/// standardised by whoever trains. Not safe for several threads: each takes its own.
final class NgramFeatures {
    private static final int LONGEST_TEXT = 50_000;
    private static final int DOCSTRING_WORDS = 40;
    private static final Set<String> BODY_SIGNS =
            Set.of(
                    "<",
                    ">",
                    "<=",
                    ">=",
                    "==",
                    "!=",
                    "+",
                    "-",
                    "*",
                    "//",
                    "/",
                    "%",
                    "**",
                    "+=",
                    "-=",
                    "*=",
                    "and",
                    "or",
                    "not",
                    "in",
                    "if",
                    "else",
                    "for",
                    "while",
                    "min",
                    "max",
                    "sum",
                    "len",
                    "sorted",
                    "reversed",
                    "append",
                    "count",
                    "set",
                    "zip",
                    "any",
                    "all",
                    "abs",
                    "upper",
                    "lower",
                    "join",
                    "split",
                    "get",
                    "return",
                    "none",
                    "true",
                    "false",
                    "startswith",
                    "endswith",
                    "pass",
                    "break",
                    "range",
                    "enumerate",
                    "round",
                    "int");

    private final Settings settings;
    private final SparseVector.Builder ngrams;

    /// @param bits hashed indexes lie below `2^bits`
    /// @param characters whether character n-grams are taken too
    record Settings(int bits, boolean characters) {
        static final Settings USUAL = new Settings(18, true);

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
        this.ngrams = new SparseVector.Builder(settings.hashed());
    }

    Raw of(String whole) {
        String text = whole.length() <= LONGEST_TEXT ? whole : whole.substring(0, LONGEST_TEXT);
        PythonOutline outline = PythonOutline.of(text);
        words(text);
        if (settings.characters()) {
            characters(text);
        }
        if (!outline.docstring().isBlank()) {
            crosses(outline);
        }
        return new Raw(ngrams.takeSublinear(1), TextStatistics.of(text, outline));
    }

    private void words(String text) {
        int before = 0;
        for (String token : Tokens.of(text)) {
            int hash = mix(token.hashCode());
            put(hash, 2);
            put(mix(31 * before + hash + 0x5bd1e995), 1);
            before = hash;
        }
    }

    private void characters(String text) {
        for (int i = 0; i + 3 <= text.length(); i++) {
            int three = (text.charAt(i) * 31 + text.charAt(i + 1)) * 31 + text.charAt(i + 2);
            put(mix(three + 0x27d4eb2f), 0.5f);
            if (i + 4 <= text.length()) {
                put(mix(three * 31 + text.charAt(i + 3) + 0x165667b1), 0.5f);
            }
        }
    }

    private void crosses(PythonOutline outline) {
        List<String> says =
                Tokens.of(outline.docstring() + ' ' + outline.name()).stream()
                        .filter(Tokens::isWord)
                        .map(TextStatistics::stem)
                        .distinct()
                        .limit(DOCSTRING_WORDS)
                        .toList();
        List<String> does =
                Tokens.of(outline.body()).stream().filter(BODY_SIGNS::contains).distinct().toList();
        for (String word : says) {
            for (String sign : does) {
                put(mix(word.hashCode() * 0x9E3779B1 + sign.hashCode()), 1);
            }
        }
    }

    private void put(int hash, float weight) {
        ngrams.add(hash & (settings.hashed() - 1), weight);
    }

    /// The finaliser of MurmurHash3: every bit of the input reaches every bit of the output.
    private static int mix(int h) {
        int x = h ^ (h >>> 16);
        x *= 0x85ebca6b;
        x ^= x >>> 13;
        x *= 0xc2b2ae35;
        return x ^ (x >>> 16);
    }
}
