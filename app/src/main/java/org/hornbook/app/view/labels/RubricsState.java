package org.hornbook.app.view.labels;

import java.util.List;
import java.util.Optional;
import org.hornbook.label.Rubric;
import org.hornbook.label.rubric.KeptRubric;
import org.hornbook.label.rubric.RubricDiff;

/// The rubrics of the workspace, and the one that is read or changed.
///
/// @param all versions, the newest of each name first
/// @param text what stands in the editor
/// @param problem what is wrong with it; empty if nothing is
/// @param against the other one of a comparison; empty if none is shown
public record RubricsState(
        List<KeptRubric> all,
        Optional<Rubric> chosen,
        String text,
        String problem,
        boolean changed,
        Optional<Rubric> against,
        Optional<RubricDiff> diff) {
    static final RubricsState NONE =
            new RubricsState(
                    List.of(), Optional.empty(), "", "", false, Optional.empty(), Optional.empty());

    Optional<KeptRubric> kept() {
        return chosen.flatMap(
                c -> all.stream().filter(k -> k.rubric().title().equals(c.title())).findFirst());
    }

    /// The version that a change would be saved as.
    int next() {
        return 1
                + all.stream()
                        .map(KeptRubric::rubric)
                        .filter(r -> chosen.filter(c -> c.name().equals(r.name())).isPresent())
                        .mapToInt(Rubric::version)
                        .max()
                        .orElse(0);
    }

    RubricsState with(List<KeptRubric> rubrics) {
        return new RubricsState(rubrics, chosen, text, problem, changed, against, diff);
    }

    RubricsState choosing(Rubric next, String words) {
        return new RubricsState(
                all, Optional.of(next), words, "", false, Optional.empty(), Optional.empty());
    }

    RubricsState writing(String words, String wrong, boolean other) {
        return new RubricsState(all, chosen, words, wrong, other, against, diff);
    }

    RubricsState comparing(Optional<Rubric> with, Optional<RubricDiff> difference) {
        return new RubricsState(all, chosen, text, problem, changed, with, difference);
    }
}
