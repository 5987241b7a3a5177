package org.hornbook.app.view.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.classify.ClassifierSummary;
import org.hornbook.classify.Curves;
import org.hornbook.classify.Pairs;
import org.hornbook.classify.ScoreColumn;
import org.hornbook.corpus.Corpus;
import org.hornbook.label.Annotator;
import org.hornbook.label.Rubric;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineTest {
    private static final int MANY = 1_000_000;
    private static final int MOVES = 200;
    private static final long PATIENCE_MILLIS = 30;

    @TempDir Path folder;

    private static Compared of(Hand hand) {
        SplittableRandom random = new SplittableRandom(7);
        double[] scores = new double[MANY];
        long[] documents = new long[MANY];
        int[] characters = new int[MANY];
        for (int i = 0; i < MANY; i++) {
            scores[i] = 5 * random.nextDouble();
            documents[i] = i + 1;
            characters[i] = 100;
        }
        Corpus corpus = hand.desk().bench().corpora().require("lessons");
        Annotator author = hand.desk().bench().labels().annotator("author-a").orElseThrow();
        ClassifierSummary classifier = hand.desk().bench().classifiers().summaries().getFirst();
        Pairs pairs =
                Pairs.of(
                        hand.desk().bench().labels().labels(corpus.id(), author.id()),
                        hand.desk().bench().classifiers().heldOut(classifier.id()),
                        d -> Double.NaN);
        return new Compared(
                new Corpus(corpus.id(), corpus.name(), MANY),
                author,
                classifier,
                "author-a",
                Rubric.educationalValue(),
                0,
                5,
                pairs.labels(),
                0,
                pairs,
                ScoreColumn.of(scores, documents, characters),
                Optional.of(pairs.evaluation(3, 2.5)),
                Curves.of(pairs.scores(), pairs.positive(3), 1),
                Optional.empty(),
                2.5,
                Optional.empty(),
                new Compared.Taken(List.of(), List.of()),
                java.util.Map.of(),
                Optional.empty(),
                java.util.Map.of(),
                Optional.empty());
    }

    @Test
    void theThresholdMovesOverAMillionScoresWithoutAPause() throws Exception {
        try (Hand hand =
                Hand.open(
                        SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"))) {
            Compared compared = of(hand);
            LineViewModel line = new LineViewModel(hand.desk());
            CompareViewModel model = new CompareViewModel(hand.desk());
            TrainingViewModel training = new TrainingViewModel(hand.desk(), model);
            long[] millis =
                    Hand.onFx(
                            () -> {
                                LineCard card =
                                        new LineCard(
                                                hand.desk(),
                                                line,
                                                training,
                                                new ReviewViewModel(
                                                        hand.desk(),
                                                        model,
                                                        new LiveViewModel(
                                                                hand.desk(), model, training)));
                                StackPane root = new StackPane(card.node());
                                new Scene(root, 1060, 220);
                                line.compared(Optional.of(compared));
                                card.show(
                                        new CompareState(
                                                CompareState.Stage.READY,
                                                List.of(),
                                                List.of(),
                                                List.of(),
                                                Optional.of(compared),
                                                Optional.empty(),
                                                true));
                                line.state().show(card::show);
                                return moves(line, root);
                            });
            Arrays.sort(millis);
            assertThat(millis[MOVES / 2]).isLessThanOrEqualTo(PATIENCE_MILLIS);
            assertThat(Hand.onFx(() -> line.state().get().kept()))
                    .isEqualTo(compared.column().kept(4.0));
        }
    }

    /// In the time of the thread alone: what else runs on the machine is not the view's.
    private static long now() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static long[] moves(LineViewModel line, StackPane root) {
        long[] millis = new long[MOVES];
        for (int i = 0; i < MOVES; i++) {
            long start = now();
            line.move(2 + (i + 1) * 2.0 / MOVES);
            root.applyCss();
            root.layout();
            millis[i] = (now() - start) / 1_000_000;
        }
        return millis;
    }
}
