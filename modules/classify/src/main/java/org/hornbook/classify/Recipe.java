package org.hornbook.classify;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// How a classifier is made.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "recipe")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Recipe.NgramLinear.class, name = "ngram-linear"),
    @JsonSubTypes.Type(value = Recipe.EncoderForest.class, name = "encoder-forest")
})
public sealed interface Recipe {
    /// Hashed n-grams and statistics of the text, under an ordinal logistic head.
    ///
    /// @param bits hashed n-grams lie in `2^bits` places, 8..24
    /// @param characters whether character n-grams are used beside words
    /// @param strength inverse of the regularisation, scikit-learn's C; positive
    record NgramLinear(int bits, boolean characters, double strength) implements Recipe {
        public static final NgramLinear USUAL = new NgramLinear(18, true, 3);

        public NgramLinear {
            if (!(strength > 0)) {
                throw new IllegalArgumentException("strength " + strength + " is not positive");
            }
        }
    }

    /// phi-1's recipe: a random forest on the embedding that a pretrained model gives of the text
    /// (the mean of its last hidden states).
    ///
    /// @param encoder the fingerprint of the model
    /// @param trees how many, at least 1
    /// @param depth greatest depth of a tree
    record EncoderForest(String encoder, int trees, int depth) implements Recipe {
        public EncoderForest {
            if (trees < 1 || depth < 1) {
                throw new IllegalArgumentException(trees + " trees of depth " + depth);
            }
        }

        public static EncoderForest of(String encoder) {
            return new EncoderForest(encoder, 100, 12);
        }
    }
}
