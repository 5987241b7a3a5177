package org.hornbook.classify;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// How a classifier is made.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "recipe")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Recipe.NgramLinear.class, name = "ngram-linear"),
    @JsonSubTypes.Type(value = Recipe.EncoderForest.class, name = "encoder-forest"),
    @JsonSubTypes.Type(value = Recipe.EncoderLinear.class, name = "encoder-linear"),
    @JsonSubTypes.Type(value = Recipe.EncoderOrdinal.class, name = "encoder-ordinal"),
    @JsonSubTypes.Type(value = Recipe.EncoderRegression.class, name = "encoder-regression")
})
public sealed interface Recipe {
    /// What it is called in lists and reports, such as `encoder-linear`.
    default String label() {
        return switch (this) {
            case NgramLinear r -> "ngram-linear";
            case EncoderForest r -> "encoder-forest";
            case EncoderLinear r -> "encoder-linear";
            case EncoderOrdinal r -> "encoder-ordinal";
            case EncoderRegression r -> "encoder-regression";
        };
    }

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

    /// A head on the embedding that a pretrained model gives of the text.
    sealed interface OnEncoder extends Recipe {
        /// The fingerprint of the model.
        String encoder();

        /// Whether rare labels count as much as frequent ones.
        boolean balanced();
    }

    /// phi-1's recipe: a random forest.
    ///
    /// @param trees how many, at least 1
    /// @param depth greatest depth of a tree
    record EncoderForest(String encoder, int trees, int depth, boolean balanced)
            implements OnEncoder {
        public EncoderForest {
            if (trees < 1 || depth < 1) {
                throw new IllegalArgumentException(trees + " trees of depth " + depth);
            }
        }

        public static EncoderForest of(String encoder) {
            return new EncoderForest(encoder, 100, 12, false);
        }
    }

    /// One logistic regression: is the label at least `keepFrom`?
    ///
    /// @param strength inverse of the regularisation, scikit-learn's C; positive
    record EncoderLinear(String encoder, int keepFrom, double strength, boolean balanced)
            implements OnEncoder {
        public EncoderLinear {
            positive(strength);
        }
    }

    /// A logistic regression for each label above the lowest; the score is the expected label.
    ///
    /// @param strength inverse of the regularisation, scikit-learn's C; positive
    record EncoderOrdinal(String encoder, double strength, boolean balanced) implements OnEncoder {
        public EncoderOrdinal {
            positive(strength);
        }
    }

    /// FineWeb-Edu's recipe: a linear regression of the label itself. It shrinks to the mean where
    /// the embedding says little: a top fraction then keeps what a threshold would not.
    ///
    /// @param ridge scikit-learn's alpha; 0 for none
    record EncoderRegression(String encoder, double ridge, boolean balanced) implements OnEncoder {
        public EncoderRegression {
            if (!(ridge >= 0)) {
                throw new IllegalArgumentException("ridge " + ridge + " is negative");
            }
        }
    }

    private static void positive(double strength) {
        if (!(strength > 0)) {
            throw new IllegalArgumentException("strength " + strength + " is not positive");
        }
    }
}
