package org.hornbook.classify;

import org.hornbook.corpus.CorpusId;
import org.hornbook.label.AnnotatorId;

/// A classifier in a list, without its weights.
///
/// @param annotator whom it imitates
/// @param fingerprint the hash of its bytes: names exactly this model
/// @param folds in how many parts the labels were held out
/// @param evaluation on held-out folds
public record ClassifierSummary(
        ClassifierId id,
        String name,
        CorpusId corpus,
        AnnotatorId annotator,
        String fingerprint,
        Recipe recipe,
        int folds,
        Evaluation evaluation) {}
