package org.hornbook.app.view.compare;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// In which order metadata fields are offered to tell groups of documents apart: first those that
/// name a source or a language and have few values, then others with few, the most telling first,
/// then those with many.
final class TellingFields {
    private static final int FEW = 50;
    private static final int VERY_FEW = 12;
    private static final Pattern SOURCE =
            Pattern.compile("(.*_)?(source|language|lang|dataset|subset|domain|origin)(_.*)?");

    private TellingFields() {}

    /// @param values how many different values each field has
    static List<String> order(Map<String, Integer> values) {
        return values.entrySet().stream()
                .sorted(
                        Comparator.<Map.Entry<String, Integer>>comparingInt(
                                        e -> rank(e.getKey(), e.getValue()))
                                .thenComparingInt(
                                        e ->
                                                e.getValue() <= VERY_FEW
                                                        ? -e.getValue()
                                                        : e.getValue())
                                .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static int rank(String field, int values) {
        boolean named = SOURCE.matcher(field.toLowerCase(Locale.ROOT)).matches();
        return named && values <= FEW ? 0 : values <= VERY_FEW ? 1 : values <= FEW ? 2 : 3;
    }
}
