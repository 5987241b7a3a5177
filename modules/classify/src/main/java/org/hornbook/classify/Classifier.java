package org.hornbook.classify;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A trained classifier. Its score lies on the scale of the labels it was trained on.
public sealed interface Classifier permits NgramClassifier, AverageClassifier, DenseClassifier {
    Recipe recipe();

    /// Something that scores texts, for one thread. A head on an encoder needs that very encoder;
    /// throws `IllegalArgumentException` if another or none is given.
    Scorer scorer(Optional<Embedder> embedder);

    /// One scorer for each of `threads`; they share what can be shared.
    default List<Scorer> scorers(int threads, Optional<Embedder> embedder) {
        return Stream.generate(() -> scorer(embedder)).limit(threads).toList();
    }

    /// Scores texts; not for several threads at once.
    @FunctionalInterface
    interface Scorer {
        double score(String text);
    }
}
