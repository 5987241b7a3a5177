package org.hornbook.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hornbook.label.Spearman;
import org.hornbook.store.Json;
import org.junit.jupiter.api.Test;

/// The recipe of averaged word vectors.
class AverageTest {
    private static final Recipe.NgramAverage SMALL =
            new Recipe.NgramAverage(12, 8, 5, 1, true, ClassWeights.NONE);

    @Test
    void itLearnsTheSampleCorpora() {
        assertThat(heldOut(Recipe.NgramAverage.USUAL, Samples.lessons())).isGreaterThan(0.75);
        assertThat(heldOut(Recipe.NgramAverage.USUAL, Samples.exercises(600))).isGreaterThan(0.65);
    }

    /// Rank correlation of label and score on a held-out fifth.
    private static double heldOut(Recipe recipe, Samples samples) {
        Examples examples = Examples.of(recipe, samples.texts(), Optional.empty(), done -> {});
        Folds folds = Folds.stratified(samples.labels(), 5, 1);
        Classifier classifier = examples.fit(folds.training(0), samples.labels(), 1);
        int[] rows = folds.heldOut(0);
        return Spearman.of(
                Arrays.stream(rows).mapToDouble(r -> examples.score(classifier, r)).toArray(),
                Arrays.stream(rows).mapToDouble(r -> samples.labels()[r]).toArray());
    }

    @Test
    void theSameSeedGivesTheSameClassifierAndAnotherAnother() {
        Samples lessons = Samples.lessons();
        byte[] one = ClassifierFile.write(fit(SMALL, lessons, 3));
        assertThat(ClassifierFile.write(fit(SMALL, lessons, 3))).isEqualTo(one);
        assertThat(ClassifierFile.write(fit(SMALL, lessons, 4))).isNotEqualTo(one);
    }

    @Test
    void theStoredClassifierScoresAsTheTrainedOneWhetherTextOrFeaturesAreGiven() {
        Samples lessons = Samples.lessons();
        for (boolean statistics : new boolean[] {true, false}) {
            Recipe.NgramAverage recipe =
                    new Recipe.NgramAverage(12, 8, 5, 1, statistics, ClassWeights.BALANCED);
            AverageClassifier trained = (AverageClassifier) fit(recipe, lessons, 1);
            Classifier stored = ClassifierFile.read(ClassifierFile.write(trained));
            assertThat(stored.recipe()).isEqualTo(recipe);
            AverageFeatures features = new AverageFeatures(12);
            List<Classifier.Scorer> scorers = trained.scorers(2, Optional.empty());
            Classifier.Scorer again = stored.scorer(Optional.empty());
            List<String> texts = new ArrayList<>(lessons.texts());
            texts.addAll(Samples.odd(200, 7));
            texts.addAll(List.of("", "x".repeat(200_000), "a b ".repeat(12_000)));
            for (String text : texts) {
                double score = trained.score(features.of(text));
                assertThat(score).isBetween(0.0, 5.0);
                assertThat(scorers.get(0).score(text)).isCloseTo(score, within(1e-6));
                assertThat(scorers.get(1).score(text)).isCloseTo(score, within(1e-6));
                assertThat(again.score(text)).isEqualTo(scorers.get(0).score(text));
            }
        }
    }

    @Test
    void itHasALearningCurve() {
        Samples lessons = Samples.lessons();
        LearningCurve curve =
                LearningCurve.of(SMALL, lessons.texts(), lessons.labels(), 3, 1, Optional.empty());
        assertThat(curve.points()).hasSizeGreaterThan(3);
        assertThat(curve.points().getLast().f1()).isGreaterThan(0.6);
    }

    @Test
    void itsRecipeIsTheSameAfterJsonAndNonsenseIsRefused() {
        String json = Json.tree(Recipe.NgramAverage.USUAL).toString();
        assertThat(json).contains("\"recipe\":\"ngram-average\"");
        assertThat(Json.read(json, Recipe.class)).isEqualTo(Recipe.NgramAverage.USUAL);
        assertThat(Recipe.NgramAverage.USUAL.id()).isEqualTo("ngram-average");
        assertThat(Recipe.NgramLinear.USUAL.id()).isEqualTo("ngram-linear");
        assertThatThrownBy(() -> new Recipe.NgramAverage(12, 0, 5, 1, true, ClassWeights.NONE))
                .isInstanceOf(IllegalArgumentException.class);
        Samples lessons = Samples.lessons();
        assertThatThrownBy(
                        () ->
                                fit(
                                        SMALL,
                                        new Samples(
                                                lessons.texts(), new int[lessons.labels().length]),
                                        1))
                .hasMessageContaining("label documents of other quality too");
    }

    private static Classifier fit(Recipe recipe, Samples samples, long seed) {
        int[] all = IntStream.range(0, samples.labels().length).toArray();
        return Examples.of(recipe, samples.texts(), Optional.empty(), done -> {})
                .fit(all, samples.labels(), seed);
    }
}
