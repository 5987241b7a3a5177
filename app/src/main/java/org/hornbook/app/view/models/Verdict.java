package org.hornbook.app.view.models;

import org.hornbook.app.desk.Texts;
import org.hornbook.evaluate.EvalResult;
import org.hornbook.evaluate.Wilson;

import java.util.ArrayList;
import java.util.List;

/// How one checkpoint did beside others on the same benchmark, in words. A difference is told only
/// where the 95% intervals do not overlap.
final class Verdict {
    private Verdict() {}

    /// One sentence; says what is missing where there is nothing to compare with.
    static String of(ModelsState.Compared one, List<ModelsState.Compared> others) {
        if (others.isEmpty()) {
            return Texts.of("models.verdict.alone");
        }
        List<String> better = new ArrayList<>();
        List<String> worse = new ArrayList<>();
        List<String> open = new ArrayList<>();
        Wilson mine = interval(one.tried().result());
        for (ModelsState.Compared other : others) {
            Wilson theirs = interval(other.tried().result());
            (mine.above(theirs) ? better : theirs.above(mine) ? worse : open)
                    .add(other.model().name());
        }
        List<String> parts = new ArrayList<>();
        part(parts, "models.verdict.better", better);
        part(parts, "models.verdict.worse", worse);
        part(parts, "models.verdict.open", open);
        return one.model().name() + " " + String.join("; ", parts) + ".";
    }

    private static Wilson interval(EvalResult result) {
        return new Wilson(result.low(), result.high());
    }

    private static void part(List<String> parts, String key, List<String> names) {
        if (!names.isEmpty()) {
            String last = names.getLast();
            String listed =
                    names.size() == 1
                            ? last
                            : String.join(", ", names.subList(0, names.size() - 1))
                                    + " "
                                    + Texts.of("models.and")
                                    + " "
                                    + last;
            parts.add(Texts.of(key, listed));
        }
    }
}
