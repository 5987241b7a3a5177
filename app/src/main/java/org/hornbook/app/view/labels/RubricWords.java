package org.hornbook.app.view.labels;

import org.hornbook.app.desk.Texts;
import org.hornbook.label.Rubric;

/// Rubrics as a person reads them.
final class RubricWords {
    private static final int BRIEF = 22;

    private RubricWords() {}

    /// `Educational value, v2`
    static String title(Rubric r) {
        String key = "labels.rubric." + r.name();
        return (Texts.has(key) ? Texts.of(key) : r.name()) + ", v" + r.version();
    }

    /// What a label means, in as few words as stand on a button.
    static String brief(Rubric r, int i) {
        String key = "labels.short." + r.name() + "." + i;
        boolean shipped =
                Rubric.shipped().stream()
                        .filter(s -> s.name().equals(r.name()))
                        .anyMatch(
                                s ->
                                        s.lowest() == r.lowest()
                                                && i < s.meanings().size()
                                                && s.meanings().get(i).equals(r.meanings().get(i)));
        if (shipped && Texts.has(key)) {
            return Texts.of(key);
        }
        String first = r.meanings().get(i).split("[:;,.(]", 2)[0].strip();
        if (first.length() <= BRIEF) {
            return first;
        }
        int space = first.lastIndexOf(' ', BRIEF);
        return first.substring(0, space < 1 ? BRIEF : space);
    }
}
