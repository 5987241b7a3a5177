package org.hornbook.app.view.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import javafx.scene.input.KeyCode;
import org.hornbook.app.LearningCurves;
import org.hornbook.app.Workbench;
import org.hornbook.app.desk.Place;
import org.hornbook.app.hand.Hand;
import org.hornbook.app.hand.SampleWorkspace;
import org.hornbook.app.kit.CurveChart;
import org.hornbook.classify.CurveReport;
import org.hornbook.classify.TrainedClassifier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorthTest {
    @TempDir Path folder;
    private Hand hand;
    private Workbench bench;

    @BeforeEach
    void open() throws Exception {
        hand = Hand.open(SampleWorkspace.copy(folder.resolve("Sample")), folder.resolve("config"));
        bench = hand.desk().bench();
        hand.go(Place.COMPARE);
        hand.untilSees("#compare-bars");
    }

    @AfterEach
    void close() {
        hand.close();
    }

    @Test
    void theCurveIsMeasuredAndSaysWhatMoreLabelsBuyAndWhenToStop() {
        hand.press(KeyCode.C);
        hand.untilReads("Trains the same recipe on fewer of the labels");
        hand.click("#worth-measure");
        hand.until("it is measured", 120, () -> hand.sees("#worth-verdict"));
        CurveReport report =
                new LearningCurves(bench)
                        .newest("lessons-ngram", "lessons", "author-a")
                        .orElseThrow();
        assertThat(report.seeds() * report.folds()).isEqualTo(10);
        CurveChart chart = hand.find("#worth-chart", CurveChart.class);
        assertThat(chart.curves().getFirst().y())
                .containsExactly(
                        report.curve().points().stream().mapToDouble(p -> p.f1()).toArray());
        assertThat(hand.text("#worth-advice")).startsWith("100 labels more: F1 is expected");
        assertThat(hand.text("#worth-rule")).startsWith("Stop when");
        assertThat(hand.text("#worth-spent")).isEqualTo("What these labels cost is not known.");
        assertThat(hand.find("#worth-by-dollars", javafx.scene.Node.class).isDisabled()).isTrue();
        hand.fill("#worth-cost", "0.02");
        hand.enter("#worth-cost");
        hand.until(
                "ten dollars buy 500 labels",
                () -> hand.text("#worth-advice").startsWith("10.00 dollars more buy 500 labels"));
        assertThat(hand.text("#worth-everything"))
                .startsWith("All 308 documents by author-a: $6.16. By the classifier: $6.16");
        hand.click("#worth-by-dollars");
        hand.until(
                "the axis is dollars",
                () -> {
                    double[] x = chart.curves().getFirst().x();
                    return Math.abs(
                                    x[x.length - 1]
                                            - 0.02 * report.curve().points().getLast().labels())
                            < 1e-9;
                });
        hand.fill("#worth-next", "ten");
        hand.enter("#worth-next");
        assertThat(hand.notice()).startsWith("An amount in dollars is needed");
        hand.click("#worth-close");
        hand.untilSees("#compare-text");
    }

    @Test
    void aClassifierIsWrittenToOneFileAndBroughtInUnderAnotherName() {
        Path file = folder.resolve("lessons.hornbook.zip");
        ExchangeViewModel exchange =
                Hand.onFx(
                        () -> {
                            CompareViewModel model = new CompareViewModel(hand.desk());
                            model.refresh();
                            return new ExchangeViewModel(hand.desk(), model);
                        });
        hand.settle();
        Hand.onFx(
                () -> {
                    exchange.write(file);
                    return null;
                });
        hand.until(
                "it is written",
                () -> exchange.state().get().said().startsWith("lessons-ngram written to"));
        assertThat(file).isRegularFile();
        assertThat(Hand.onFx(exchange::writeCommand))
                .contains("classifier export lessons-ngram --to " + file);
        OfferedPane pane = Hand.onFx(() -> new OfferedPane(exchange));
        Hand.onFx(
                () -> {
                    exchange.look(file);
                    return pane.node();
                });
        hand.until("it is looked at", () -> exchange.state().get().offered().isPresent());
        ExchangeState.Offered offered = Hand.onFx(() -> exchange.state().get().offered().get());
        assertThat(offered.freeName()).isEqualTo("lessons-ngram-2");
        assertThat(offered.corpus()).contains("lessons");
        assertThat(offered.encoder()).isTrue();
        Hand.onFx(
                () -> {
                    exchange.take(offered.freeName(), "lessons");
                    return null;
                });
        hand.until(
                "it is here",
                () ->
                        exchange.state()
                                .get()
                                .said()
                                .equals(
                                        "lessons-ngram-2 is here: 308 of the 308 documents it"
                                                + " learned from are here with the same text"));
        TrainedClassifier there = bench.classifiers().find("lessons-ngram-2").orElseThrow();
        assertThat(bench.classifiers().heldOut(there.id())).hasSize(308);
    }

    @Test
    void aDamagedFileIsRefusedInOneSentence() throws Exception {
        Path file = Files.writeString(folder.resolve("broken.zip"), "not a zip at all");
        ExchangeViewModel exchange =
                Hand.onFx(
                        () ->
                                new ExchangeViewModel(
                                        hand.desk(), new CompareViewModel(hand.desk())));
        Hand.onFx(
                () -> {
                    exchange.look(file);
                    return null;
                });
        hand.until("it is said", () -> !hand.desk().notice().get().isEmpty());
        assertThat(hand.notice()).contains("broken.zip").doesNotContain("Exception");
        assertThat(Hand.onFx(() -> exchange.state().get().offered())).isEmpty();
    }

    @Test
    void whereAnEncoderIsChosenItsVectorsAreTakenAheadOfTraining() {
        hand.press(KeyCode.N);
        hand.untilSees("#train-form");
        Hand.onFx(
                () -> {
                    @SuppressWarnings("unchecked")
                    var box =
                            (javafx.scene.control.ComboBox<String>)
                                    hand.find("#train-recipe", javafx.scene.Node.class);
                    box.setValue("linear");
                    return null;
                });
        hand.untilReads("0 of 308 documents have its vectors already.");
        hand.focus("#embed-go");
        hand.press(KeyCode.SPACE);
        hand.until(
                "all are taken",
                120,
                () -> hand.text("#embed-held").startsWith("All 308 documents have its vectors"));
        assertThat(
                        bench.embeddings()
                                .held(bench.corpora().require("lessons").id())
                                .getFirst()
                                .documents())
                .isEqualTo(308);
        assertThat(hand.notice()).isEmpty();
    }
}
