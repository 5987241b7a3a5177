package org.hornbook.app.view.compare;

import java.util.List;
import java.util.Optional;

/// Who is compared with whom.
///
/// @param annotators who labelled documents of the corpus, the most labels first
/// @param classifiers all there are
/// @param labelled what a classifier could be trained on
/// @param before the comparison before the last round of second looks and training, to show what
///   has changed
/// @param settled whether second looks count
public record CompareState(
        Stage stage,
        List<String> annotators,
        List<Offer> classifiers,
        List<Labelled> labelled,
        Optional<Compared> compared,
        Optional<Compared> before,
        boolean settled) {
    /// What there is to compare.
    enum Stage {
        READING,
        NO_DOCUMENTS,
        NO_LABELS,
        NO_CLASSIFIER,
        READY
    }

    /// A classifier and the corpus it was made for.
    record Offer(String classifier, String corpus) {}

    /// How many documents of a corpus someone has labelled.
    record Labelled(String corpus, String annotator, long labels) {}

    static final CompareState FIRST =
            new CompareState(
                    Stage.READING,
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    true);

    CompareState since(Optional<Compared> next) {
        return new CompareState(stage, annotators, classifiers, labelled, compared, next, settled);
    }
}
