package org.hornbook.classify;

import java.util.Optional;

/// A random forest on the embedding of a pretrained model: phi-1's recipe.
record ForestClassifier(Recipe.EncoderForest recipe, RandomForest forest) implements Classifier {
    @Override
    public Scorer scorer(Optional<Embedder> embedder) {
        Embedder given =
                embedder.filter(e -> e.fingerprint().equals(recipe.encoder()))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "this classifier reads the embedding of the model with fingerprint "
                                                        + recipe.encoder()
                                                        + ": name that checkpoint with --encoder"));
        return text -> forest.score(given.embed(text));
    }
}
