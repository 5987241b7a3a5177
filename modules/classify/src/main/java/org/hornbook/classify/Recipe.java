package org.hornbook.classify;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Locale;
import java.util.Optional;

/// How a classifier is made.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "recipe")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Recipe.NgramLinear.class, name = "ngram-linear"),
    @JsonSubTypes.Type(value = Recipe.NgramAverage.class, name = "ngram-average"),
    @JsonSubTypes.Type(value = Recipe.EncoderForest.class, name = "encoder-forest"),
    @JsonSubTypes.Type(value = Recipe.EncoderLinear.class, name = "encoder-linear"),
    @JsonSubTypes.Type(value = Recipe.EncoderOrdinal.class, name = "encoder-ordinal"),
    @JsonSubTypes.Type(value = Recipe.EncoderRegression.class, name = "encoder-regression")
})
public sealed interface Recipe {
    /// What it is called in a command and in a stored classifier, such as `encoder-linear`.
    default String id() {
        return getClass()
                .getSimpleName()
                .replaceAll("(?<=.)([A-Z])", "-$1")
                .toLowerCase(Locale.ROOT);
    }

    /// The fingerprint of the model whose embedding it reads; empty if it reads the text alone.
    default Optional<String> readsModel() {
        return switch (this) {
            case NgramLinear linear -> Optional.empty();
            case NgramAverage average -> Optional.empty();
            case OnEncoder dense -> Optional.of(dense.encoder());
        };
    }

    /// Hashed n-grams and statistics of the text, under an ordinal logistic head.
    ///
    /// @param bits hashed n-grams lie in `2^bits` places, 8..24
    /// @param characters whether character n-grams are used beside words. On both sample corpora
    ///   they took half of the time and gave nothing (F1 0.85 with and without)
    /// @param strength inverse of the regularisation, scikit-learn's C; positive
    /// @param weights of the labels in training
    record NgramLinear(int bits, boolean characters, double strength, ClassWeights weights)
            implements Recipe {
        public static final NgramLinear USUAL = new NgramLinear(18, false, 10);

        public NgramLinear {
            if (!(strength > 0)) {
                throw new IllegalArgumentException("strength " + strength + " is not positive");
            }
            weights = weights == null ? ClassWeights.NONE : weights;
        }

        public NgramLinear(int bits, boolean characters, double strength) {
            this(bits, characters, strength, ClassWeights.NONE);
        }

        public NgramLinear with(ClassWeights other) {
            return new NgramLinear(bits, characters, strength, other);
        }
    }

    /// fastText's recipe (Joulin et al. 2016): each hashed word and pair of words has a vector; a
    /// text is the mean of these, and beside it its statistics; an ordinal logistic head reads it,
    /// and both are learned together by stochastic gradient descent.
    ///
    /// @param bits hashed words and pairs lie in `2^bits` places, 8..24
    /// @param dimension of the vectors
    /// @param epochs how often every example is seen
    /// @param rate of learning at the start; falls to 0 in a straight line
    /// @param statistics whether the text's statistics stand beside the mean
    /// @param weights of the labels in training
    record NgramAverage(
            int bits,
            int dimension,
            int epochs,
            double rate,
            boolean statistics,
            ClassWeights weights)
            implements Recipe {
        public static final NgramAverage USUAL =
                new NgramAverage(18, 64, 20, 1, true, ClassWeights.NONE);

        public NgramAverage {
            if (bits < 8 || bits > 24) {
                throw new IllegalArgumentException("bits " + bits + " outside 8..24");
            }
            if (dimension < 1 || dimension > 1024 || epochs < 1 || !(rate > 0)) {
                throw new IllegalArgumentException(
                        "vectors of "
                                + dimension
                                + ", "
                                + epochs
                                + " epochs at rate "
                                + rate
                                + ": a recipe needs 1 to 1024, at least 1, and more than 0");
            }
            weights = weights == null ? ClassWeights.NONE : weights;
        }

        public NgramAverage with(ClassWeights other) {
            return new NgramAverage(bits, dimension, epochs, rate, statistics, other);
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
