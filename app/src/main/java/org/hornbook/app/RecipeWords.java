package org.hornbook.app;

import java.util.ArrayList;
import java.util.List;
import org.hornbook.classify.Recipe;

/// A recipe on an encoder, to and from the words of the command line.
public final class RecipeWords {
    private static final List<String> KINDS = List.of("forest", "linear", "ordinal", "regression");

    private RecipeWords() {}

    /// Whether it is a recipe that reads an encoder.
    public static boolean isOnEncoder(String word) {
        return KINDS.contains(word);
    }

    /// The recipe of that word on the encoder with this fingerprint.
    ///
    /// @param strength scikit-learn's C, for linear and ordinal
    /// @param ridge scikit-learn's alpha, for regression
    public static Recipe.OnEncoder onEncoder(
            String word,
            String encoder,
            int keepFrom,
            double strength,
            double ridge,
            boolean balanced) {
        Recipe.EncoderForest forest = Recipe.EncoderForest.of(encoder);
        return switch (word) {
            case "forest" ->
                    new Recipe.EncoderForest(encoder, forest.trees(), forest.depth(), balanced);
            case "linear" -> new Recipe.EncoderLinear(encoder, keepFrom, strength, balanced);
            case "ordinal" -> new Recipe.EncoderOrdinal(encoder, strength, balanced);
            case "regression" -> new Recipe.EncoderRegression(encoder, ridge, balanced);
            default -> throw new IllegalArgumentException("there is no recipe " + word);
        };
    }

    /// The options of `classifier train` that ask for this recipe; none for one without encoder.
    static List<String> of(Recipe recipe) {
        if (!(recipe instanceof Recipe.OnEncoder dense)) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        words.add("--recipe");
        words.addAll(
                switch (dense) {
                    case Recipe.EncoderForest r -> List.of("forest");
                    case Recipe.EncoderLinear r ->
                            List.of("linear", "--strength", String.valueOf(r.strength()));
                    case Recipe.EncoderOrdinal r ->
                            List.of("ordinal", "--strength", String.valueOf(r.strength()));
                    case Recipe.EncoderRegression r ->
                            List.of("regression", "--ridge", String.valueOf(r.ridge()));
                });
        if (dense.balanced()) {
            words.addAll(List.of("--class-weights", "balanced"));
        }
        words.addAll(List.of("--encoder", dense.encoder()));
        return words;
    }
}
