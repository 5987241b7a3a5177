package org.hornbook.app.view.compare;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.hornbook.app.desk.Desk;
import org.hornbook.app.desk.Errand;
import org.hornbook.app.desk.Navigator;
import org.hornbook.app.desk.Place;
import org.hornbook.app.desk.Session;
import org.hornbook.app.desk.Settings;
import org.hornbook.app.desk.SettingsFile;
import org.hornbook.app.desk.Theme;
import org.hornbook.app.desk.Value;
import org.hornbook.classify.ClassifierId;
import org.hornbook.classify.ClassifierSummary;
import org.hornbook.classify.Curves;
import org.hornbook.classify.Evaluation;
import org.hornbook.classify.Pairs;
import org.hornbook.classify.Recipe;
import org.hornbook.classify.ScoreColumn;
import org.hornbook.corpus.Corpus;
import org.hornbook.corpus.CorpusId;
import org.hornbook.corpus.DocumentId;
import org.hornbook.label.Annotator;
import org.hornbook.label.AnnotatorId;
import org.hornbook.label.Label;
import org.hornbook.label.Rubric;
import org.hornbook.label.RubricId;

/// Milliseconds of the FX thread for one move of the threshold over a million scored documents and
/// 10,000 labelled ones: the numbers, the histogram, the curves and the figures of the top line,
/// drawn. In the package of the view, to measure what it is made of.
public final class CockpitBench {
    private static final int SCORED = 1_000_000;
    private static final int LABELLED = 10_000;
    private static final int WARM = 200;
    private static final int MOVES = 200;

    private final Path folder;
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private LineViewModel line;
    private Scene scene;

    public CockpitBench(Path folder) {
        this.folder = folder;
    }

    /// To be called when the toolkit runs.
    public void run() throws Exception {
        Compared compared = compared();
        onFx(
                () -> {
                    open(compared);
                    return null;
                });
        SplittableRandom random = new SplittableRandom(3);
        double[] millis = new double[MOVES];
        for (int i = -WARM; i < MOVES; i++) {
            double to = 0.5 + 4 * random.nextDouble();
            long before = onFx(threads::getCurrentThreadCpuTime);
            CountDownLatch drawn = new CountDownLatch(1);
            onFx(
                    () -> {
                        line.move(to);
                        Runnable[] once = new Runnable[1];
                        once[0] =
                                () -> {
                                    scene.removePostLayoutPulseListener(once[0]);
                                    drawn.countDown();
                                };
                        scene.addPostLayoutPulseListener(once[0]);
                        Platform.requestNextPulse();
                        return null;
                    });
            drawn.await();
            long after = onFx(threads::getCurrentThreadCpuTime);
            if (i >= 0) {
                millis[i] = (after - before) / 1e6;
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                "cockpit: a move of the threshold over %,d scored documents redraws in %.1f ms"
                        + " (median of %d), %.1f ms (95th percentile), of the FX thread%n%n",
                SCORED, millis[MOVES / 2], MOVES, millis[MOVES * 95 / 100]);
    }

    private void open(Compared compared) {
        Navigator nowhere =
                new Navigator() {
                    @Override
                    public void go(Place place) {}

                    @Override
                    public void go(Place place, Errand errand) {}

                    @Override
                    public void settings() {}
                };
        Desk desk =
                new Desk(
                        Session.open(folder.resolve("workspace")),
                        new SettingsFile(folder.resolve("settings")),
                        new Value<>(Settings.USUAL),
                        new Value<>(Theme.LIGHT),
                        nowhere);
        CompareViewModel model = new CompareViewModel(desk);
        TrainingViewModel training = new TrainingViewModel(desk, model);
        LiveViewModel live = new LiveViewModel(desk, model, training);
        ReviewViewModel review = new ReviewViewModel(desk, model, live);
        line = new LineViewModel(desk);
        TopLine top =
                new TopLine(
                        desk,
                        model,
                        training,
                        new ClassifierMenu(
                                desk,
                                new ExchangeViewModel(desk, model),
                                new WorthViewModel(desk, model, training)));
        CurvesCard curves = new CurvesCard(desk);
        LineCard card = new LineCard(desk, line, training, review);
        LiveRow row = new LiveRow(training, review);
        CompareState state =
                new CompareState(
                        CompareState.Stage.READY,
                        List.of(compared.annotator().name()),
                        List.of(),
                        List.of(),
                        Optional.of(compared),
                        Optional.of(compared),
                        true);
        top.show(state);
        curves.show(state);
        card.show(state);
        row.show(state);
        line.compared(Optional.of(compared));
        line.state()
                .show(
                        s -> {
                            top.show(s);
                            curves.show(s);
                            card.show(s);
                            row.show(s);
                        });
        Stage stage = new Stage();
        scene = new Scene(new VBox(12, top.node(), curves.node(), card.node()), 1280, 800);
        scene.getStylesheets()
                .addAll(
                        Theme.LIGHT.tokens(),
                        LineCard.class
                                .getResource("/org/hornbook/app/desktop/hornbook.css")
                                .toExternalForm());
        stage.setScene(scene);
        stage.show();
    }

    private static Compared compared() {
        SplittableRandom random = new SplittableRandom(7);
        double[] scores = new double[SCORED];
        long[] documents = new long[SCORED];
        int[] characters = new int[SCORED];
        for (int i = 0; i < SCORED; i++) {
            scores[i] = 5 * random.nextDouble();
            documents[i] = i + 1;
            characters[i] = 200 + random.nextInt(4_000);
        }
        List<Label> labels = new ArrayList<>();
        double[] held = new double[LABELLED];
        boolean[] folds = new boolean[LABELLED];
        Arrays.fill(folds, true);
        AnnotatorId who = new AnnotatorId(1);
        for (int i = 0; i < LABELLED; i++) {
            int value = random.nextInt(6);
            held[i] = Math.clamp(value + 3 * random.nextDouble() - 1.5, 0, 5);
            labels.add(
                    new Label(
                            new DocumentId(i + 1), new RubricId(1), value, "", who, Instant.EPOCH));
        }
        Pairs pairs = new Pairs(labels, held, folds);
        Evaluation evaluation = pairs.evaluation(3, 2.5);
        return new Compared(
                new Corpus(new CorpusId(1), "corpus", SCORED),
                new Annotator(who, "annotator", Annotator.Kind.PERSON),
                new ClassifierSummary(
                        new ClassifierId(1),
                        "classifier",
                        new CorpusId(1),
                        who,
                        "0123456789abcdef",
                        Recipe.NgramLinear.USUAL,
                        5,
                        evaluation),
                "annotator",
                Rubric.educationalValue(),
                0,
                5,
                labels,
                0,
                pairs,
                ScoreColumn.of(scores, documents, characters),
                Optional.of(evaluation),
                Curves.of(pairs.scores(), pairs.positive(3), 1),
                Optional.empty(),
                2.5,
                Optional.empty(),
                new Compared.Taken(List.of(), List.of()),
                Map.of(),
                Optional.empty(),
                Map.of(),
                Optional.empty());
    }

    private static <T> T onFx(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(work);
        Platform.runLater(task);
        return task.get();
    }
}
