package org.hornbook.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.hornbook.corpus.DocumentId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveHeadTest {
    private static final int LABELS = 120;
    private static final int FOLDS = 5;
    private static final Recipe.NgramLinear RECIPE = new Recipe.NgramLinear(12, false, 3);

    private final List<DocumentId> documents = new ArrayList<>();
    private final List<String> texts = new ArrayList<>();
    private final Map<DocumentId, Integer> labels = new HashMap<>();
    private final Map<DocumentId, Integer> folds = new HashMap<>();

    @BeforeEach
    void write() {
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < LABELS; i++) {
            DocumentId id = new DocumentId(i + 1);
            int label = random.nextInt(4);
            StringBuilder text = new StringBuilder("def f(x):\n");
            for (int w = 0; w < 30; w++) {
                int word =
                        random.nextInt(3) == 0
                                ? label * 10 + random.nextInt(10)
                                : 40 + random.nextInt(60);
                text.append("word").append(word).append(w % 6 == 5 ? "\n" : " ");
            }
            documents.add(id);
            texts.add(text.toString());
            labels.put(id, label);
            folds.put(id, i % FOLDS);
        }
    }

    private LiveHead head() {
        return LiveHead.of(
                RECIPE, Optional.empty(), documents, texts, folds, Optional.empty(), n -> {});
    }

    /// What training every fold from the beginning gives.
    private double[] whole(Map<DocumentId, Integer> of) {
        Examples examples = Examples.of(RECIPE, texts, Optional.empty(), n -> {});
        int[] values = documents.stream().mapToInt(of::get).toArray();
        double[] scores = new double[LABELS];
        for (int fold = 0; fold < FOLDS; fold++) {
            int out = fold;
            Classifier classifier =
                    examples.fit(
                            IntStream.range(0, LABELS).filter(i -> i % FOLDS != out).toArray(),
                            values,
                            1);
            for (int i = fold; i < LABELS; i += FOLDS) {
                scores[i] = examples.score(classifier, i);
            }
        }
        return scores;
    }

    private void isNearly(LiveHead.Scores live, double[] whole) {
        for (int i = 0; i < LABELS; i++) {
            assertThat(live.heldOut().get(documents.get(i)))
                    .as("document %d", i)
                    .isCloseTo(whole[i], org.assertj.core.data.Offset.offset(0.04));
        }
    }

    @Test
    void itComesToWhatTrainingEveryFoldFromTheBeginningGivesBeforeAndAfterAKey() {
        LiveHead head = head();
        isNearly(head.train(labels, () -> false), whole(labels));
        for (int key = 0; key < 3; key++) {
            labels.merge(documents.get(7 * key + 3), 0, (old, none) -> 3 - old);
            isNearly(head.train(labels, () -> false), whole(labels));
        }
    }

    @Test
    void theScoreOfADocumentNeverDependsOnItsOwnLabel() {
        LiveHead head = head();
        DocumentId one = documents.get(11);
        double before = head.train(labels, () -> false).heldOut().get(one);
        labels.merge(one, 0, (old, none) -> old == 0 ? 3 : 0);
        LiveHead.Scores after = head.train(labels, () -> false);
        assertThat(after.heldOut().get(one)).isEqualTo(before);
        assertThat(after.heldOut().get(documents.get(12))).isNotNaN();
    }

    @Test
    void undoBringsBackTheVerySameScores() {
        LiveHead head = head();
        LiveHead.Scores first = head.train(labels, () -> false);
        DocumentId one = documents.get(20);
        int said = labels.get(one);
        labels.put(one, 3 - said);
        LiveHead.Scores second = head.train(labels, () -> false);
        assertThat(second.scores()).isNotEqualTo(first.scores());
        labels.put(one, said);
        LiveHead.Scores back = head.train(labels, () -> false);
        assertThat(back.scores()).isEqualTo(first.scores());
        assertThat(back.remembered()).isTrue();
        labels.put(one, 3 - said);
        assertThat(head.train(labels, () -> false).scores()).isEqualTo(second.scores());
    }

    @Test
    void aDocumentWithoutALabelIsScoredAndLearnedFromByNobody() {
        LiveHead head = head();
        DocumentId one = documents.get(9);
        int said = labels.remove(one);
        LiveHead.Scores without = head.train(labels, () -> false);
        assertThat(without.heldOut()).doesNotContainKey(one).hasSize(LABELS - 1);
        assertThat(without.scores().get(one)).isBetween(-0.5, 3.5);
        labels.put(one, said);
        assertThat(head.train(labels, () -> false).heldOut()).hasSize(LABELS);
    }

    @Test
    void whatIsCancelledLeavesItWhereItStood() {
        LiveHead head = head();
        LiveHead.Scores first = head.train(labels, () -> false);
        Map<DocumentId, Integer> other = new HashMap<>(labels);
        other.merge(documents.get(2), 0, (old, none) -> 3 - old);
        assertThatThrownBy(() -> head.train(other, () -> true))
                .isInstanceOf(CancellationException.class);
        assertThat(head.train(labels, () -> false).scores()).isEqualTo(first.scores());
    }

    @Test
    void aLabelOfADocumentItDoesNotHaveIsRefusedInASentence() {
        labels.put(new DocumentId(9_999), 1);
        assertThat(head().covers(labels.keySet())).isFalse();
        assertThatThrownBy(() -> head().train(labels, () -> false))
                .hasMessageContaining("no features of document 9999");
    }

    @Test
    void aForestIsTrainedAgainFoldByFold() {
        Embedder embedder =
                new Embedder() {
                    @Override
                    public String fingerprint() {
                        return "lengths";
                    }

                    @Override
                    public int dimension() {
                        return 3;
                    }

                    @Override
                    public float[] embed(String text) {
                        return new float[] {
                            text.length(), text.split("word1").length, text.split("word2").length
                        };
                    }
                };
        LiveHead head =
                LiveHead.of(
                        new Recipe.EncoderForest("lengths", 5, 4, false),
                        Optional.empty(),
                        documents,
                        texts,
                        folds,
                        Optional.of(embedder),
                        n -> {});
        LiveHead.Scores first = head.train(labels, () -> false);
        DocumentId one = documents.get(4);
        labels.merge(one, 0, (old, none) -> 3 - old);
        LiveHead.Scores second = head.train(labels, () -> false);
        assertThat(second.heldOut().get(one)).isEqualTo(first.heldOut().get(one));
    }
}
