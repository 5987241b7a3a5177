package org.hornbook.classify;

import java.util.List;
import java.util.Set;

/// The features as they were first written, with strings, lists and patterns: slow, and easy to
/// believe. `NgramFeatures` must take the very same.
final class PlainFeatures {
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

    private final NgramFeatures.Settings settings;
    private final java.util.TreeMap<Integer, Float> ngrams = new java.util.TreeMap<>();

    PlainFeatures(NgramFeatures.Settings settings) {
        this.settings = settings;
    }

    NgramFeatures.Raw of(String whole) {
        String text = whole.length() <= LONGEST_TEXT ? whole : whole.substring(0, LONGEST_TEXT);
        PlainOutline outline = PlainOutline.of(text);
        words(text);
        if (settings.characters()) {
            characters(text);
        }
        if (!outline.docstring().isBlank()) {
            crosses(outline);
        }
        return new NgramFeatures.Raw(sublinear(), PlainStatistics.of(text, outline));
    }

    private SparseVector sublinear() {
        int[] indexes = new int[ngrams.size()];
        float[] values = new float[ngrams.size()];
        double squares = 0;
        for (float count : ngrams.values()) {
            squares += Math.log1p(count) * Math.log1p(count);
        }
        int n = 0;
        for (var entry : ngrams.entrySet()) {
            indexes[n] = entry.getKey();
            values[n++] = (float) (Math.log1p(entry.getValue()) / Math.sqrt(squares));
        }
        ngrams.clear();
        return new SparseVector(indexes, values);
    }

    private void words(String text) {
        int before = 0;
        for (String token : PlainTokens.of(text)) {
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

    private void crosses(PlainOutline outline) {
        List<String> says =
                PlainTokens.of(outline.docstring() + ' ' + outline.name()).stream()
                        .filter(PlainTokens::isWord)
                        .map(PlainStatistics::stem)
                        .distinct()
                        .limit(DOCSTRING_WORDS)
                        .toList();
        List<String> does =
                PlainTokens.of(outline.body()).stream()
                        .filter(BODY_SIGNS::contains)
                        .distinct()
                        .toList();
        for (String word : says) {
            for (String sign : does) {
                put(mix(word.hashCode() * 0x9E3779B1 + sign.hashCode()), 1);
            }
        }
    }

    private void put(int hash, float weight) {
        ngrams.merge(hash & (settings.hashed() - 1), weight, Float::sum);
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
