package org.hornbook.classify;

import java.util.Optional;

/// A head on the embedding of a pretrained model.
record DenseClassifier(Recipe.OnEncoder recipe, DenseHead head) implements Classifier {
    @Override
    public Scorer scorer(Optional<Embedder> embedder) {
        Embedder given = own(embedder);
        return text -> head.score(Half.rounded(given.embed(text)));
    }

    /// The embedder this head was trained on. Throws `IllegalArgumentException` if another or none
    /// is given.
    Embedder own(Optional<Embedder> embedder) {
        return embedder.filter(e -> e.fingerprint().equals(recipe.encoder()))
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "this classifier reads the embedding of the model with fingerprint "
                                                + recipe.encoder()
                                                + ": name that checkpoint with --encoder"));
    }
}
