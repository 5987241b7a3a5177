package org.hornbook.classify;

import java.util.Optional;
import org.hornbook.corpus.CorpusId;
import org.hornbook.label.AnnotatorId;

/// A classifier as the workspace keeps it.
///
/// @param fingerprint the hash of its bytes: names exactly this model
/// @param evaluation on held-out folds
/// @param probability what a score means; empty where it was never learned
public record TrainedClassifier(
        ClassifierId id,
        String name,
        CorpusId corpus,
        AnnotatorId annotator,
        String fingerprint,
        Classifier classifier,
        Evaluation evaluation,
        Optional<KeepProbability> probability) {}
