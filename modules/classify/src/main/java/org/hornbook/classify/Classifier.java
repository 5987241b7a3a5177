package org.hornbook.classify;

import java.util.Optional;

/// A trained classifier. Its score lies on the scale of the labels it was trained on.
public sealed interface Classifier permits NgramClassifier, DenseClassifier {
    Recipe recipe();

    /// Something that scores texts, for one thread. A head on an encoder needs that very encoder;
    /// throws `IllegalArgumentException` if another or none is given.
    Scorer scorer(Optional<Embedder> embedder);

    /// Scores texts; not for several threads at once.
    @FunctionalInterface
    interface Scorer {
        double score(String text);
    }
}
